using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Rating.Terms;

namespace Farebox.Tests.Rating;

/// <summary>Terms that could mean nothing cannot be made, and the message names what is wrong with them.</summary>
public sealed class BoundsTests
{
    private static readonly ChargeModel One = new PerUnitCharge(1m);
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);
    private static readonly Card Line = new(CardKind.Rate, "default", [Version(1)]);

    [Fact]
    public void Bounds_belong_to_what_they_bound()
    {
        Assert.Equal([0, 12], new[] { 0, 12 }.Select(places => new AdjustedCharge(One) { LineDecimals = places }.LineDecimals!.Value));
        Assert.Equal([-12, 12], new[] { -12, 12 }.Select(places => new BilledQuantity { Decimals = places }.Decimals!.Value));
        Assert.Equal([0m, 100m], new[] { 0m, 100m }.Select(percent => new AdjustedCharge(One) { DiscountPercent = percent }.DiscountPercent));
        Assert.Empty(new CliffCharge(1m, default, One, One).Counts);
        Assert.Empty(new PriceShape("m", ["c"], default).Dimensions);
        Assert.Equal(TierTable.TiersMax, new TierTable(Tiers(TierTable.TiersMax)).Tiers.Length);
        Assert.Equal(DimensionMatch.CombinationsMax, Some.Where(("a", Names(100)), ("b", Names(100))).Values.Values.Aggregate(1, (count, list) => count * list.Length));
    }

    [Fact]
    public void What_lies_beyond_them_is_refused_in_words()
    {
        Refused("From 0 to 12.", () => new AdjustedCharge(One) { LineDecimals = -1 }, () => new AdjustedCharge(One) { LineDecimals = 13 });
        Refused("From -12 to 12.", () => new BilledQuantity { Decimals = -13 }, () => new BilledQuantity { Decimals = 13 });
        Refused("From 0 to 100.", () => new AdjustedCharge(One) { DiscountPercent = -1m }, () => new AdjustedCharge(One) { DiscountPercent = 100.01m });
        Refused("It is above zero.", () => new BilledQuantity { MultiplyBy = 0m }, () => new BilledQuantity { Minimum = 0m }, () => new BilledQuantity { Step = -1m });
        Refused("A package has a size above zero.", () => new PackageCharge(1m, 0m), () => new TierTable([new(null, 1m) { Size = 0m }]));
        Refused(
            "A price is zero or more",
            () => new PerUnitCharge(-1m), () => new FlatCharge(1_000_000_000m), () => new PerUnitCharge(0.0000000000001m),
            () => new TierTable([new(null, -1m)]), () => new TierTable([new(null, 1m) { Flat = -1m }]), () => new TierTable([new(null, 1m) { Maximum = -1m }]));
        Refused("A tier ends above zero.", () => Some.Table((0m, 1m)), () => Some.Table((-1m, 1m)));
        Refused("There is at least one tier.", () => Some.Table());
        Refused("There are at most 1000 tiers.", () => new TierTable(Tiers(TierTable.TiersMax + 1)));
        Refused("Only the last tier has no end.", () => Some.Table((null, 1m), (null, 2m)));
        Refused("Two tiers end at 5.", () => Some.Table((5m, 1m), (5m, 2m), (null, 2m)));
        Refused("There is at least one size.", () => new CapacityCharge([]));
        Refused("There is at least one window.", () => new TimeOfDayCharge(TimeZoneInfo.Utc, [], null));
        Refused("A window begins and ends on a minute.", () => new TimeOfDayWindow(new(9, 0, 1), new(10, 0), One), () => new TimeOfDayWindow(new(9, 0), new(10, 0, 1), One));
        Refused("There is at least one factor.", () => new MultipliedCharge(One, []));
        Refused("A charge is adjusted once.", () => new AdjustedCharge(new AdjustedCharge(One)));
        Refused("Each event is rounded by the outermost charge only.", () => new CostPlusCharge(1m, new AdjustedCharge(One) { Billed = new() { Scope = BilledScope.Event } }));
        Refused("has no terms of its own", () => ChargeWriter.Write(new MultipliedCharge(One, [new("a", 1m)])));
        Refused("above", () => new CliffCharge(-1m, [], One, One));
        Refused("included", () => new AllowanceCharge(-1m, One));
        Refused("free", () => new AdjustedCharge(One, free: -1m));
    }

    [Fact]
    public void A_card_says_which_of_its_rows_is_wrong()
    {
        Refused("A dimension has a name and a value.", () => Some.Where(("", ["a"])), () => Some.Where(("a", [])), () => Some.Where(("a", [null!])));
        Refused("Listed values make at most 10000 combinations.", () => Some.Where(("a", Names(100)), ("b", Names(101))));
        Refused("The class 'c' is derived from itself.", () => new DerivedClass("m", "c", "c", 1m, DimensionMatch.Everything));
        Refused("Two rows price class 'c' of meter 'm' for the same dimensions.", () => Some.Card([Row("c"), Row("c")]));
        Refused("Class 'd' of meter 'm' is derived twice for the same dimensions.", () => Some.Card([Row("c")], [Derived(1m), Derived(2m)]));
        Refused("Two multipliers of group 'g' of meter 'm' are for the same dimensions.", () => Some.Card([Row("c")], multipliers: [Times(), Times()]));
        Refused("A card version has at least one row.", () => Some.Card([]));
        Refused("A card version has at most 10000 rows.", () => Some.Card(Rows(9_999), [Derived(1m)], [Times()]));
        Assert.Equal(9_998, Some.Card(Rows(9_998), [Derived(1m)], [Times()]).Rows.Length);
    }

    [Fact]
    public void The_combinations_of_a_whole_card_have_a_bound_too()
    {
        var wide = Enumerable.Range(0, 20).Select(i => new CardRow("m", $"c{i}", Some.Where(("a", Names(100)), ("b", Names(100))), One)).ToImmutableArray();

        Assert.Equal(20, Some.Card(wide).Rows.Length);
        Refused("Listed values make at most 200000 combinations in a card version.", () => Some.Card(wide.Add(Row("more"))));
        Refused("Listed values make at most 200000 combinations in a card version.", () => Some.Card(wide, [Derived(1m)]));
        Refused("Listed values make at most 200000 combinations in a card version.", () => Some.Card(wide, multipliers: [Times()]));
    }

    [Fact]
    public void A_version_that_does_not_follow_is_refused_with_what_would()
    {
        Refused("The next version of card 'default' is 2, not 3.", () => Line.With(Version(3)));
        Refused("Version 2 of card 'default' must be effective later than version 1.", () => Line.With(new(2, Some.Noon, Credit, [Row("c")])));
        Refused("Card 'default' is in", () => Line.With(new(2, Some.Noon.AddDays(1), new("USD", 9, AssetKind.Currency), [Row("c")])));
        Refused("A card has at least one version.", () => new Card(CardKind.Rate, "default", []));
        Refused("Card 'default' has no version 0.", () => Line.Without(0, Some.Noon.AddDays(-1)));
        Refused("Card 'default' has no version 2.", () => Line.Without(2, Some.Noon.AddDays(-1)));
        Refused("Version 1 of card 'default' is in force already; a change of price is a new version.", () => Line.Without(1, Some.Noon));
        Assert.Equal([1], Line.Without(1, Some.Noon.AddTicks(-1)).Revoked);
    }

    [Fact]
    public void A_share_is_of_something()
    {
        foreach (var split in new Func<decimal, ImmutableArray<decimal>, object>[] { (amount, weights) => LargestRemainder.Split(amount, weights, 2), (amount, weights) => LastShare.Split(amount, weights, 2) })
        {
            Refused("Weights are zero or more, and not all zero.", () => split(1m, []), () => split(1m, [0m, 0m]), () => split(1m, [1m, -1m]));
            Refused("It has at most 2 decimal places.", () => split(0.001m, [1m]));
            Assert.All((ImmutableArray<decimal>)split(0m, [1m, 2m]), share => Assert.Equal(0m, share));
        }

        Refused("There is a key for each weight.", () => LargestRemainder.Split(1m, [1m, 1m], 2, RemainderTies.Key, ["a"]), () => LargestRemainder.Split(1m, [1m], 2, RemainderTies.Key));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Named("inner", () => new AdjustedCharge(null!), () => new MultipliedCharge(null!, [new("a", 1m)]));
        Named("limits", () => new CapacityTier(null!, 1m));
        Named("zone", () => new TimeOfDayCharge(null!, [], null));
        Named("overage", () => new AllowanceCharge(1m, null!));
        Named("below", () => new CliffCharge(1m, [], null!, One));
        Named("values", () => new DimensionMatch(null!));
        Named("where", () => new CardRow("m", "c", (DimensionMatch)null!, One), () => new CardMultiplier("m", "g", 1m, null!), () => new DerivedClass("m", "c", "d", 1m, null!));
        Named("charge", () => new CardRow("m", "c", DimensionMatch.Everything, null!), () => ChargeWriter.Write(null!));
        Named("meter", () => new CardRow("", "c", DimensionMatch.Everything, One), () => new CardMultiplier("", "g", 1m, DimensionMatch.Everything), () => new DerivedClass("", "c", "d", 1m, DimensionMatch.Everything), () => new PriceShape("", ["c"], []));
        Named("@class", () => new CardRow("m", "", DimensionMatch.Everything, One), () => new DerivedClass("m", "", "d", 1m, DimensionMatch.Everything));
        Named("from", () => new DerivedClass("m", "c", "", 1m, DimensionMatch.Everything));
        Named("group", () => new CardMultiplier("m", "", 1m, DimensionMatch.Everything));
        Named("classes", () => new PriceShape("m", [], []));
        Named("id", () => new Card(CardKind.Rate, "", [Version(1)]));
        Named("asset", () => new CardVersion(1, Some.Noon, null!, [Row("c")]));
        Named("number", () => new CardVersion(0, Some.Noon, Credit, [Row("c")]));
        Named("other", () => Version(1).HasSameTerms(null!));
        Named("shape", () => Version(1).Find(null!, []), () => Version(1).Misfits(null!).ToArray(), () => Pricing.Price(null!, null, [], [], Some.Now));
        Named("dimensionValues", () => Version(1).Find(new("m", ["c"], ["d"]), []));
        Named("table", () => LevelPricing.Price(null!, [], null), () => LevelPricing.PriceVolume(null!, 1m, 1m, null));
        Named("changes", () => LevelPricing.Price(Some.Ladder, null!, null));
        Named("node", () => ChargeReader.Read(null!, Farebox.Rating.Conventions.ConventionPreset.Farebox, []));
        Named("preset", () => ChargeReader.Read(new TermsText(""), null!, []));
        Named("faults", () => ChargeReader.Read(new TermsText(""), Farebox.Rating.Conventions.ConventionPreset.Farebox, null!));
    }

    private static void Refused(string message, params Func<object>[] makings) =>
        Assert.All(makings, making => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(making).Message, StringComparison.Ordinal));

    private static void Named(string parameter, params Func<object?>[] makings) =>
        Assert.All(makings, making => Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(making).ParamName));

    private static CardVersion Version(int number) => new(number, Some.Noon.AddDays(number - 1), Credit, [Row("c")]);

    private static CardRow Row(string @class) => new("m", @class, DimensionMatch.Everything, One);

    private static ImmutableArray<CardRow> Rows(int count) => [.. Enumerable.Range(0, count).Select(i => Row($"c{i}"))];

    private static DerivedClass Derived(decimal factor) => new("m", "d", "c", factor, DimensionMatch.Everything);

    private static CardMultiplier Times() => new("m", "g", 2m, DimensionMatch.Everything);

    private static ImmutableArray<Tier> Tiers(int count) => [.. Enumerable.Range(1, count).Select(i => new Tier(i, 1m))];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"v{i}")];
}
