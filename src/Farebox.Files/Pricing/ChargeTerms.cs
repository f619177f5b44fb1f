using Farebox.Files.Charges;
using Farebox.Files.Yaml;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Files;

/// <summary>Reads a charge model whose keys stand in a row beside the row's own, and says of every mistake where it stands.</summary>
internal static class ChargeTerms
{
    private static readonly HashSet<string> Keys = ChargeShapes.ChargeKeys().Select(key => key.Name).ToHashSet(StringComparer.Ordinal);

    public static ChargeModel? Read(YamlMap row, Findings found)
    {
        var faults = new List<TermsFault>();
        var terms = YamlTerms.Of(new YamlMap(row.Place, [.. row.Entries.Where(entry => Keys.Contains(entry.Key.Text))]));
        var charge = ChargeReader.Read(terms, ConventionPreset.Farebox, faults);
        foreach (var fault in faults) found.Error(YamlTerms.PlaceOf(row, fault.Path), fault.Message);
        return charge;
    }
}
