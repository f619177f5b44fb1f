using System.Numerics;
using Farebox.Charging;
using Farebox.Money;
using Farebox.Postgres.Journal;

namespace Farebox.Postgres.Reports;

/// <summary>The figures of a row as people read them. What cannot be said without adding unlike units is not said.</summary>
public sealed record UsageFigures
{
    private const int BlendedPlaces = 12;

    private UsageFigures() { }

    public required string Quantity { get; init; }

    public required string Credits { get; init; }

    public required string? UpstreamCost { get; init; }

    public required string? CostAsset { get; init; }

    /// <summary>Upstream cost by credit; nothing where no credit was used.</summary>
    public required string? BlendedCostPerCredit { get; init; }

    public required string? ValueAtCostBasis { get; init; }

    public required string? BasisAsset { get; init; }

    /// <summary>Value at cost basis less upstream cost, where both are in one currency.</summary>
    public required string? Margin { get; init; }

    public static UsageFigures Of(UsageRow row, Catalog catalog)
    {
        var sum = row.Sum;
        var scale = row.Asset.Length == 0 ? 0 : catalog.AssetOf(row.Asset).Scale;

        // One currency can be shown, and none is nothing in whatever the other one is.
        var costs = sum.Costs.ToArray();
        var values = sum.Values.ToArray();
        var costAsset = costs.Length == 1 ? costs[0].Key : null;
        var basisAsset = values.Length == 1 ? values[0].Key : null;
        var cost = costs.Length == 0 ? 0 : costs[0].Value;
        var value = values.Length == 0 ? 0 : values[0].Value;
        var isOneCurrency = costs.Length <= 1 && values.Length <= 1 && (costAsset is null || basisAsset is null || costAsset == basisAsset);
        var currency = costAsset ?? basisAsset;
        return new()
        {
            Quantity = DecimalText.Format(sum.Quantity),
            Credits = DecimalText.Format(sum.Units, scale),
            UpstreamCost = costs.Length <= 1 ? Text(cost, costAsset, catalog) : null,
            CostAsset = costAsset,
            BlendedCostPerCredit = costs.Length <= 1 && sum.Units != 0 ? Ratio(cost, costAsset is null ? 0 : catalog.AssetOf(costAsset).Scale, sum.Units, scale) : null,
            ValueAtCostBasis = values.Length <= 1 ? Text(value, basisAsset, catalog) : null,
            BasisAsset = basisAsset,
            Margin = isOneCurrency ? Text(value - cost, currency, catalog) : null,
        };
    }

    private static string Text(Int128 units, string? asset, Catalog catalog) =>
        asset is null ? "0" : DecimalText.Format(units, catalog.AssetOf(asset).Scale);

    /// <summary>Rounded half away from zero, for reading only: nothing is booked by it.</summary>
    private static string Ratio(Int128 numerator, int numeratorScale, Int128 denominator, int denominatorScale)
    {
        var top = (BigInteger)numerator * BigInteger.Pow(10, denominatorScale + BlendedPlaces);
        var bottom = (BigInteger)denominator * BigInteger.Pow(10, numeratorScale);
        var doubled = BigInteger.Divide(BigInteger.Abs(top) * 2 + BigInteger.Abs(bottom), BigInteger.Abs(bottom) * 2);
        return DecimalText.Format((Int128)(doubled * top.Sign * bottom.Sign), BlendedPlaces);
    }
}
