namespace Farebox.Money;

/// <summary>A whole number of an asset's smallest units. Arithmetic is exact, and checked for overflow.</summary>
/// <remarks>
/// <c>default(Amount)</c> has no asset and throws when read. There is no implicit conversion from
/// <see cref="decimal"/>: <see cref="Round"/> is the one door from prices into the ledger.
/// </remarks>
public readonly record struct Amount : IComparable<Amount>
{
    /// <summary>Half away from zero, as invoices are checked by hand.</summary>
    public const MidpointRounding DefaultRounding = MidpointRounding.AwayFromZero;

    private readonly Asset? _asset;

    private Amount(Asset asset, long units) => (_asset, Units) = (asset, units);

    public Asset Asset => _asset ?? throw new InvalidOperationException("default(Amount) has no asset.");

    public long Units { get; }

    public bool IsZero => Units == 0;

    public bool IsPositive => Units > 0;

    public static Amount Zero(Asset asset) => FromUnits(asset, 0);

    public static Amount FromUnits(Asset asset, long units)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return new(asset, units);
    }

    /// <summary>Brings an exact price to the ledger's precision, by a rule the caller must name.</summary>
    /// <exception cref="OverflowException">The rounded amount does not fit in 64 bits of smallest units.</exception>
    public static Amount Round(Asset asset, decimal value, MidpointRounding rule)
    {
        ArgumentNullException.ThrowIfNull(asset);

        // Times a power of ten only moves the point; where 96 bits do not hold the result, neither do 64.
        var units = decimal.Round(value * asset.UnitsPerWhole, 0, rule);
        return new(asset, decimal.ToInt64(units));
    }

    public static Amount operator +(Amount left, Amount right) =>
        new(SharedAsset(left, right), left.Units + right.Units);

    public static Amount operator -(Amount left, Amount right) =>
        new(SharedAsset(left, right), left.Units - right.Units);

    public static Amount operator -(Amount amount) => new(amount.Asset, -amount.Units);

    public static bool operator <(Amount left, Amount right) => left.CompareTo(right) < 0;

    public static bool operator >(Amount left, Amount right) => left.CompareTo(right) > 0;

    public static bool operator <=(Amount left, Amount right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Amount left, Amount right) => left.CompareTo(right) >= 0;

    public static Amount Min(Amount left, Amount right) => left <= right ? left : right;

    /// <summary>The amount in whole units, exactly.</summary>
    public decimal ToDecimal() => (decimal)Units / Asset.UnitsPerWhole;

    /// <exception cref="ArgumentException">The two amounts are of different assets.</exception>
    public int CompareTo(Amount other)
    {
        SharedAsset(this, other);
        return Units.CompareTo(other.Units);
    }

    /// <summary>The number and the code, for example <c>1.25 credit</c>.</summary>
    public override string ToString() => $"{DecimalText.Format(Units, Asset.Scale)} {Asset.Code}";

    private static Asset SharedAsset(Amount left, Amount right) =>
        left.Asset == right.Asset
            ? left.Asset
            : throw new ArgumentException($"Cannot combine {left.Asset} with {right.Asset}.");
}
