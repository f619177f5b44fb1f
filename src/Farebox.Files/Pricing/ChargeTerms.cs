using System.Globalization;
using Farebox.Files.Shapes;
using Farebox.Files.Yaml;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Files;

/// <summary>Reads a charge model whose keys stand in a map of a file, and says of every mistake where it stands.</summary>
internal static class ChargeTerms
{
    /// <summary>The model of the keys that the map's own shape does not name, <c>model</c> itself included.</summary>
    public static ChargeModel? Read(YamlMap map, ObjectShape shape, Findings found)
    {
        var faults = new List<TermsFault>();
        var terms = Terms(map, key => key == "model" || !Array.Exists(shape.Keys, known => known.Name == key));
        var charge = ChargeReader.Read(terms, ConventionPreset.Farebox, faults);
        foreach (var fault in faults) found.Error(PlaceOf(map, fault.Path), fault.Message);
        return charge;
    }

    private static TermsMap Terms(YamlMap map, Func<string, bool> isTaken) =>
        TermsMap.Of(map.Entries.Where(entry => isTaken(entry.Key.Text)).Select(entry => (entry.Key.Text, Terms(entry.Value))));

    private static TermsNode Terms(YamlNode node) => node switch
    {
        YamlMap map => Terms(map, _ => true),
        YamlList list => new TermsList([.. list.Items.Select(Terms)]),
        _ => new TermsText(((YamlScalar)node).Text),
    };

    /// <summary>As far down the path as there is something; what is missing is missing where its map stands.</summary>
    private static Place PlaceOf(YamlNode node, string path)
    {
        foreach (var segment in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var inside = node switch
            {
                YamlMap map => map.Find(segment),
                YamlList list when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (inside is null) break;
            node = inside;
        }

        return node.Place;
    }
}
