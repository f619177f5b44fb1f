using System.Collections.Immutable;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Rating;

namespace Farebox.Http.Configuration;

/// <summary>Reads the body that creates a version of a card.</summary>
internal static class CardBody
{
    /// <summary>Enough for as many rows as a version may have.</summary>
    public const int BytesMax = 8 << 20;

    private const int DimensionsMax = Metering.Meter.DimensionsMax;
    private static readonly string[] Kinds = ["rate", "cost"];

    public static ConfigItem? Read(BodyReader body)
    {
        var kind = body.RequiredWord("kind", Kinds);
        var id = body.OptionalString("id", Rules.Id) ?? "default";
        var version = body.RequiredInteger("version", 1, int.MaxValue);
        var effectiveFrom = body.RequiredTime("effective_from");
        var asset = body.RequiredString("asset", Rules.AssetCode);
        var rows = body.Objects("rows", isRequired: true, CardVersion.RowsMax);
        if (rows.Count == 0 && !body.HasFaults) body.Fault("rows", ProblemCodes.InvalidRule, "A card version has at least one row.");

        var terms = new CardTerms
        {
            Kind = kind == "cost" ? CardKind.Cost : CardKind.Rate,
            CardId = id,
            Version = version,
            EffectiveFrom = effectiveFrom,
            AssetCode = asset,
            Rows = [.. rows.Select(ReadRow)],
        };
        return new CardItem(terms);
    }

    private static CardRowTerms ReadRow(BodyReader row)
    {
        var meter = row.RequiredString("meter", Rules.Id);
        var name = row.RequiredString("class", Rules.Id);
        var dimensions = ReadDimensions(row);
        var price = row.RequiredDecimal("unit_price");
        var per = row.OptionalInteger("per", 1, (int)UnitPrice.PerMax) ?? 1;
        if (price < 0m) row.Fault("unit_price", ProblemCodes.PriceNegative, "A price is zero or more.");
        else if (!UnitPrice.TryCreate(price, per, out _))
            row.Fault("unit_price", ProblemCodes.TooManyDecimals, "A price divided by per, a power of ten, has at most 9 digits before the point and 12 after it.");
        return new(meter, name, dimensions, price, per);
    }

    // A star takes any value, which is what leaving the dimension out means.
    private static ImmutableSortedDictionary<string, string> ReadDimensions(BodyReader row)
    {
        var dimensions = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in row.Map("dimensions", DimensionsMax))
        {
            var text = row.Text("dimensions", value, Rules.Name);
            if (text != CardRow.Any) dimensions[name] = text;
        }

        return dimensions.ToImmutable();
    }
}
