using Farebox.Http.Edge;
using Farebox.Money;
using Farebox.Postgres.Configuration;

namespace Farebox.Http.Configuration;

/// <summary>Reads the body that creates an asset.</summary>
internal static class AssetBody
{
    private static readonly string[] Kinds = ["unit", "currency"];

    public static ConfigItem? Read(BodyReader body)
    {
        var code = body.RequiredString("code", Rules.AssetCode);
        var kind = body.OptionalWord("kind", Kinds);
        var scale = body.OptionalInteger("scale", 0, Asset.ScaleMax);
        if (!Asset.IsCode(code)) return null;

        var actual = kind switch
        {
            "unit" => AssetKind.Unit,
            "currency" => AssetKind.Currency,
            _ => Asset.DefaultKind(code),
        };
        if (actual == AssetKind.Currency && !Iso4217.IsCurrency(code))
            body.Fault("kind", ProblemCodes.InvalidRule, "A currency has a code of ISO 4217.");
        return new AssetItem(new Asset(code, scale ?? Asset.DefaultScale(code, actual), actual));
    }
}
