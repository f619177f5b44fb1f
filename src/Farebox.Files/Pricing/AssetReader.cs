using System.Globalization;
using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files;

/// <summary>Reads an asset.</summary>
internal static class AssetReader
{
    public static Asset? Read(YamlScalar code, YamlMap map, Findings found)
    {
        var kind = map.Text("kind") switch
        {
            "currency" => AssetKind.Currency,
            "unit" => AssetKind.Unit,
            _ => Asset.DefaultKind(code.Text),
        };
        if (kind == AssetKind.Currency && !Iso4217.IsCurrency(code.Text))
        {
            found.Error(map.Find("kind")!.Place, $"{Quoted.Of(code.Text)} is no currency of ISO 4217. Write kind: unit, or leave it out.");
            return null;
        }

        var scale = map.Text("scale") is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : Asset.DefaultScale(code.Text, kind);
        return new(code.Text, scale, kind);
    }
}
