using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Assets by their codes, with the precision that the API gives them, and amounts in them.</summary>
internal static class ProgramAssets
{
    /// <summary>What an account is in where nothing is said.</summary>
    public const string Credit = "credit";

    public static Asset Of(string code)
    {
        var kind = Asset.DefaultKind(code);
        return new(code, Asset.DefaultScale(code, kind), kind);
    }

    /// <returns>Zero where it has more places than the asset, or is not above zero; that is found.</returns>
    public static long Units(YamlScalar text, Asset asset, Findings found)
    {
        if (DecimalText.ParseUnits(text.Text, asset, out var units) == AmountError.None && units > 0) return units;

        found.Error(text.Place, $"{Quoted.Of(text.Text)} is no amount of {asset.Code}: above zero, with {asset.Scale} decimal places at most.");
        return 0;
    }
}
