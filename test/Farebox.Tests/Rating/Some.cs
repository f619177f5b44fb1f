using System.Collections.Immutable;
using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

/// <summary>Ordinary prices, tiers and models, and generators of all of them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static PriceContext Now => new(Noon);

    /// <summary>0.10 up to 1000, 0.05 up to 10000, 0.02 above.</summary>
    public static TierTable Ladder { get; } = Table((1000m, 0.10m), (10_000m, 0.05m), (null, 0.02m));

    /// <summary>Quantities with up to three decimal places, small enough to meet the bounds of generated tiers.</summary>
    public static Gen<decimal> Quantity => Gen.Choose(0, 60_000).Select(thousandths => thousandths / 1000m);

    public static Gen<decimal> Price => Gen.Choose(0, 999).Select(hundredths => hundredths / 100m);

    public static Gen<TierTable> Tables =>
        from bounds in Gen.Choose(1, 40).NonEmptyListOf()
        from prices in Gen.ArrayOf(Price, bounds.Count + 1)
        from flats in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0m)), (1, Price)), bounds.Count + 1)
        from isLower in Gen.Elements(TierBounds.UpperInclusive, TierBounds.LowerInclusive)
        from atZero in Gen.Elements(true, false)
        select new TierTable(
            [.. bounds.Distinct().Order().Select((bound, i) => new Tier(bound, prices[i]) { Flat = flats[i] }), new Tier(null, prices[^1]) { Flat = flats[^1] }],
            isLower, atZero);

    /// <summary>Models whose price of a part is final, with what may stand on them.</summary>
    public static Gen<ChargeModel> Additive => Gen.OneOf(Gen.OneOf([.. Plain]), Adjusted(Gen.OneOf([.. Plain])));

    /// <summary>Also those that are known at the end of a period only.</summary>
    public static Gen<ChargeModel> Any
    {
        get
        {
            var plain = Gen.OneOf([.. Plain, Tables.Select(ChargeModel (table) => new VolumeCharge(table))]);
            return Gen.OneOf(plain, Adjusted(plain), Minimum(plain));
        }
    }

    private static IEnumerable<Gen<ChargeModel>> Plain =>
    [
        Price.Select(ChargeModel (price) => new PerUnitCharge(price)),
        Price.Select(ChargeModel (price) => new FlatCharge(price)),
        from price in Price
        from size in Gen.Choose(1, 12)
        from rounding in Gen.Elements(PackageRounding.Up, PackageRounding.Down, PackageRounding.Nearest)
        select (ChargeModel)new PackageCharge(price, size, rounding),
        Tables.Select(ChargeModel (table) => new GraduatedCharge(table)),
        Tables.Select(ChargeModel (table) => new GraduatedPercentageCharge(table)),
        from rate in Price
        from free in Gen.Choose(0, 30)
        select (ChargeModel)new PercentageCharge(rate) { FreeValue = free },
        from table in Tables
        from included in Gen.Choose(0, 30)
        select (ChargeModel)new AllowanceCharge(included, new GraduatedCharge(table)),
        Price.Select(ChargeModel (price) => new CostPlusCharge(price)),
        Price.Select(ChargeModel (price) => new DynamicCharge(price)),
    ];

    public static TierTable Table(params (decimal? UpTo, decimal Price)[] tiers) => new([.. tiers.Select(tier => new Tier(tier.UpTo, tier.Price))]);

    public static CardVersion Card(ImmutableArray<CardRow> rows, ImmutableArray<DerivedClass> derived = default, ImmutableArray<CardMultiplier> multipliers = default) =>
        new(1, Noon.AddYears(-1), new("credit", 6, Farebox.Money.AssetKind.Unit), rows, derived, multipliers);

    public static DimensionMatch Where(params (string Name, string[] Values)[] dimensions) =>
        new(dimensions.Select(dimension => KeyValuePair.Create(dimension.Name, dimension.Values.ToImmutableArray())));

    private static Gen<ChargeModel> Adjusted(Gen<ChargeModel> plain) =>
        from inner in plain
        from free in Gen.Choose(0, 20)
        from rule in Gen.Elements(FreeUnits.BeforeRounding, FreeUnits.AfterRounding, FreeUnits.WholeQuantity)
        from off in Gen.Frequency((1, Gen.Constant(0m)), (1, Price))
        from percent in Gen.Choose(0, 100)
        from most in Gen.Choose(0, 300)
        from hasMost in Gen.Elements(true, false)
        from divisor in Gen.Elements(1m, 3m, 60m)
        select (ChargeModel)new AdjustedCharge(inner, free, rule)
        {
            Billed = divisor == 1m ? null : new() { DivideBy = divisor },
            DiscountAmount = off,
            DiscountPercent = percent,
            Maximum = hasMost ? most : null,
        };

    private static Gen<ChargeModel> Minimum(Gen<ChargeModel> plain) =>
        from inner in plain
        from least in Price
        select (ChargeModel)new AdjustedCharge(inner) { Minimum = least };
}
