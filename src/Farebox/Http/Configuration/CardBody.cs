using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Rating;

namespace Farebox.Http.Configuration;

/// <summary>Reads the body that creates a version of a card.</summary>
internal static class CardBody
{
    /// <summary>Enough for as many rows as a version may have.</summary>
    public const int BytesMax = 8 << 20;

    public static ConfigItem? Read(BodyReader body)
    {
        var kind = body.RequiredWord("kind", CardKinds.All);
        var id = body.OptionalString("id", Rules.Id) ?? "default";
        var version = body.RequiredInteger("version", 1, int.MaxValue);
        var effectiveFrom = body.RequiredTime("effective_from");
        var asset = body.RequiredString("asset", Rules.AssetCode);
        var rows = body.Objects("rows", isRequired: true, CardVersion.RowsMax);
        var derived = body.Objects("derived", isRequired: false, CardVersion.RowsMax).Select(CardFactorBody.ReadDerived).ToArray();
        var multipliers = body.Objects("multipliers", isRequired: false, CardVersion.RowsMax).Select(CardFactorBody.ReadMultiplier).ToArray();
        if (rows.Count == 0 && !body.HasFaults) body.Fault("rows", ProblemCodes.InvalidRule, "A card version has at least one row.");

        var terms = new CardTerms
        {
            Kind = CardKinds.TryParse(kind, out var known) ? known : CardKind.Rate,
            CardId = id,
            Version = version,
            EffectiveFrom = effectiveFrom,
            AssetCode = asset,
            Rows = [.. rows.Select(CardRowBody.Read)],
            Derived = [.. derived.OfType<DerivedClass>()],
            Multipliers = [.. multipliers.OfType<CardMultiplier>()],
        };
        return new CardItem(terms);
    }
}
