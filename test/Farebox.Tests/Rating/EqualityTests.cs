using System.Collections.Immutable;
using Farebox.Rating;
using Farebox.Tests.Rating.Terms;
using Farebox.Time;

namespace Farebox.Tests.Rating;

/// <summary>Terms are compared to tell a change of price from a repetition; one forgotten term would hide a change.</summary>
public sealed class EqualityTests
{
    private static readonly ChargeModel One = new PerUnitCharge(1m);
    private static readonly ChargeModel Two = new PerUnitCharge(2m);

    /// <summary>Of each kind, things that differ in one term from the first. Called anew, it makes new objects of the same terms.</summary>
    private static Dictionary<string, object[]> Kinds() => new(Charges().Concat(Cards()));

    private static Dictionary<string, object[]> Charges() => new()
    {
        ["tier tables"] =
        [
            new TierTable([new(5m, 1m), new(null, 2m)]),
            new TierTable([new(5m, 1m), new(null, 3m)]),
            new TierTable([new(5m, 1m)]),
            new TierTable([new(5m, 1m), new(null, 2m)], TierBounds.LowerInclusive),
            new TierTable([new(5m, 1m), new(null, 2m)], flatAtZero: true),
            new TierTable([new(5m, 1m), new(null, 2m)], beyondLast: BeyondLast.Unbilled),
        ],
        ["sizes"] =
        [
            new CapacityTier(Limits(("a", 1m)), 1m),
            new CapacityTier(Limits(("a", 1m)), 2m),
            new CapacityTier(Limits(("a", 2m)), 1m),
            new CapacityTier(Limits(("b", 1m)), 1m),
            new CapacityTier(Limits(("a", null)), 1m),
        ],
        ["charges by capacity"] =
        [
            new CapacityCharge([new(Limits(("a", 1m)), 1m)]),
            new CapacityCharge([new(Limits(("a", 1m)), 2m)]),
            new CapacityCharge([new(Limits(("a", 1m)), 1m)], atZero: true),
            new CapacityCharge([new(Limits(("a", 1m)), 1m)], beyondLast: BeyondLast.LastPrice),
        ],
        ["cliffs"] =
        [
            new CliffCharge(10m, ["input"], One, Two),
            new CliffCharge(11m, ["input"], One, Two),
            new CliffCharge(10m, ["cache"], One, Two),
            new CliffCharge(10m, [], One, Two),
            new CliffCharge(10m, ["input"], Two, Two),
            new CliffCharge(10m, ["input"], One, One),
        ],
        ["prices by time of day"] =
        [
            Day(TimeZoneInfo.Utc, 9, null),
            Day(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), 9, null),
            Day(TimeZoneInfo.Utc, 8, null),
            Day(TimeZoneInfo.Utc, 9, One),
        ],
        ["charges with factors"] =
        [
            new MultipliedCharge(One, [new("batch", 0.5m)]),
            new MultipliedCharge(Two, [new("batch", 0.5m)]),
            new MultipliedCharge(One, [new("batch", 0.25m)]),
            new MultipliedCharge(One, [new("flex", 0.5m)]),
        ],
    };

    private static Dictionary<string, object[]> Cards() => new()
    {
        ["dimensions"] =
        [
            Some.Where(("model", ["a"])),
            Some.Where(("model", ["b"])),
            Some.Where(("model", ["a", "b"])),
            Some.Where(("tier", ["a"])),
            Some.Where(("model", ["a"]), ("tier", ["a"])),
            DimensionMatch.Everything,
        ],
        ["rows"] =
        [
            new CardRow("m", "c", Some.Where(("model", ["a"])), One),
            new CardRow("n", "c", Some.Where(("model", ["a"])), One),
            new CardRow("m", "d", Some.Where(("model", ["a"])), One),
            new CardRow("m", "c", Some.Where(("model", ["b"])), One),
            new CardRow("m", "c", Some.Where(("model", ["a"])), Two),
            new CardRow("m", "c", Some.Where(("model", ["a"])), One) { Resets = CounterReset.Day },
            new CardRow("m", "c", Some.Where(("model", ["a"])), One) { DebitRounding = DebitRounding.Cumulative },
        ],
        ["multipliers"] =
        [
            new CardMultiplier("m", "g", 2m, DimensionMatch.Everything, ["a", "b"]),
            new CardMultiplier("n", "g", 2m, DimensionMatch.Everything, ["a", "b"]),
            new CardMultiplier("m", "h", 2m, DimensionMatch.Everything, ["a", "b"]),
            new CardMultiplier("m", "g", 3m, DimensionMatch.Everything, ["a", "b"]),
            new CardMultiplier("m", "g", 2m, Some.Where(("model", ["a"])), ["a", "b"]),
            new CardMultiplier("m", "g", 2m, DimensionMatch.Everything, ["a", "c"]),
            new CardMultiplier("m", "g", 2m, DimensionMatch.Everything),
        ],
        ["terms"] =
        [
            Written.Node("""{"a": "1", "b": ["x", "y"]}"""),
            Written.Node("""{"a": "2", "b": ["x", "y"]}"""),
            Written.Node("""{"a": "1", "b": ["x", "z"]}"""),
            Written.Node("""{"a": "1", "b": ["x"]}"""),
            Written.Node("""{"a": "1"}"""),
            Written.Node("""["x", "y"]"""),
        ],
    };

    public static TheoryData<string> Names => [.. Kinds().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_differs_in_one_term_is_another(string kind)
    {
        var things = Kinds()[kind];
        for (var i = 0; i < things.Length; i++)
        {
            for (var j = 0; j < things.Length; j++) Assert.Equal(i == j, things[i].Equals(things[j]));
            Assert.False(things[i].Equals(null));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_made_twice_of_the_same_terms_is_the_same(string kind)
    {
        foreach (var (left, right) in Kinds()[kind].Zip(Kinds()[kind]))
        {
            Assert.True(left.Equals(right) && right.Equals(left));
            Assert.Equal(left.GetHashCode(), right.GetHashCode());
        }
    }

    [Fact]
    public void A_version_is_the_same_by_number_date_asset_and_all_its_terms()
    {
        Assert.True(Version().HasSameTerms(Version()));
        Assert.False(Version().HasSameTerms(Version(number: 2)));
        Assert.False(Version().HasSameTerms(Version(day: 1)));
        Assert.False(Version().HasSameTerms(Version(asset: "point")));
        Assert.False(Version().HasSameTerms(Version(charge: Two)));
        Assert.False(Version(number: 2).HasSameTerms(Version(day: 1)));

        static CardVersion Version(int number = 1, int day = 0, string asset = "credit", ChargeModel? charge = null) =>
            new(number, Some.Noon.AddDays(day), new(asset, 6, Farebox.Money.AssetKind.Unit), [new("m", "c", DimensionMatch.Everything, charge ?? One)]);
    }

    [Fact]
    public void The_order_of_listed_values_and_of_classes_is_no_difference()
    {
        Assert.Equal(Some.Where(("model", ["a", "b"])), Some.Where(("model", ["b", "a", "b"])));
        Assert.Equal("a b", string.Join(' ', Some.Where(("model", ["b", "a", "b"])).Values["model"]));
        Assert.Equal("a b", string.Join(' ', new CardMultiplier("m", "g", 2m, DimensionMatch.Everything, ["b", "a"]).Classes));
        Assert.Equal(new CardMultiplier("m", "g", 2m, DimensionMatch.Everything, ["b", "a"]), new CardMultiplier("m", "g", 2m, DimensionMatch.Everything, ["a", "b"]));
    }

    private static TimeOfDayCharge Day(TimeZoneInfo zone, int hour, ChargeModel? otherwise) => new(zone, [new(new(hour, 0), new(17, 0), One)], otherwise);

    private static ImmutableSortedDictionary<string, decimal?> Limits(params (string Unit, decimal? Most)[] limits) =>
        limits.ToImmutableSortedDictionary(limit => limit.Unit, limit => limit.Most, StringComparer.Ordinal);
}
