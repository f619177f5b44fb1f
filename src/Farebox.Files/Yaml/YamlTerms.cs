using System.Globalization;
using Farebox.Rating.Terms;

namespace Farebox.Files.Yaml;

/// <summary>Terms of a charge as YAML: the same values without their places, and the places of what is wrong with them.</summary>
internal static class YamlTerms
{
    public static TermsNode Of(YamlNode node) => node switch
    {
        YamlMap map => TermsMap.Of(map.Entries.Select(entry => (entry.Key.Text, Of(entry.Value)))),
        YamlList list => new TermsList([.. list.Items.Select(Of)]),
        YamlScalar scalar => new TermsText(scalar.Text),
        _ => throw new InvalidOperationException($"{node} is no case of a YAML value."),
    };

    /// <summary>The place of a path such as <c>tiers[0].unit_price</c>; of as much of it as there is.</summary>
    public static Place PlaceOf(YamlNode node, string path)
    {
        var place = node.Place;
        foreach (var step in path.Split('.', '[').Where(step => step.Length > 0))
        {
            if (step[^1] == ']')
            {
                if (node is not YamlList list || !int.TryParse(step[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Items.Count) return place;
                (node, place) = (list.Items[index], list.Items[index].Place);
                continue;
            }

            if (node is not YamlMap map || map.Entries.FirstOrDefault(entry => entry.Key.Text == step) is not { Key: { } key, Value: { } value }) return place;
            (node, place) = (value, value is YamlScalar ? value.Place : key.Place);
        }

        return place;
    }
}
