using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class CardTests
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);
    private static readonly PriceShape Tokens = new("llm", ["input", "output"], ["model", "tier"]);

    [Theory]
    [InlineData("small", "batch", 5)]   // exact in both
    [InlineData("small", "live", 3)]    // exact in model only
    [InlineData("large", "batch", 2)]   // exact in tier only
    [InlineData("large", "live", 1)]    // the fallback
    [InlineData("", "", 1)]
    public void The_most_specific_row_wins(string model, string tier, int price)
    {
        var version = Version(1, July, Row("input", 1), Row("input", 2, ("tier", "batch")), Row("input", 3, ("model", "small"), ("tier", "*")), Row("input", 5, ("model", "small"), ("tier", "batch")));

        Assert.Equal(new PerUnitCharge(price), version.Find(Tokens, [model, tier])!.Charges[0]);
    }

    [Fact]
    public void Among_equally_specific_rows_the_shapes_earlier_dimension_decides()
    {
        var version = Version(1, July, Row("input", 2, ("tier", "batch")), Row("input", 3, ("model", "small")));
        var turned = new PriceShape("llm", ["input", "output"], ["tier", "model"]);

        Assert.Equal(new PerUnitCharge(3), version.Find(Tokens, ["small", "batch"])!.Charges[0]);
        Assert.Equal(new PerUnitCharge(2), version.Find(turned, ["batch", "small"])!.Charges[0]);
    }

    [Fact]
    public void A_class_without_a_row_has_no_price()
    {
        var found = Version(1, July, Row("input", 1)).Find(Tokens, ["small", "live"])!;

        Assert.NotNull(found.Charges[0]);
        Assert.Null(found.Charges[1]);
    }

    [Fact]
    public void Values_that_no_row_covers_find_nothing_also_the_second_time()
    {
        var version = Version(1, July, Row("input", 1, ("model", "small")));

        Assert.Null(version.Find(Tokens, ["large", ""]));
        Assert.Null(version.Find(Tokens, ["large", ""]));
        Assert.NotNull(version.Find(Tokens, ["small", ""]));
    }

    [Fact]
    public void The_second_look_up_answers_the_same_object_and_allocates_nothing()
    {
        var version = Version(1, July, Row("input", 1));
        string[] values = ["small", "live"];
        var first = version.Find(Tokens, values);

        Assert.Same(first, version.Find(Tokens, values));
        Assert.Equal(0, Allocations.Of(() => version.Find(Tokens, values)));
    }

    [Fact]
    public void A_million_distinct_values_stay_right_in_a_bounded_cache()
    {
        var version = Version(1, July, Row("input", 1), Row("input", 7, ("model", "m7")));

        for (var i = 0; i < 10_000; i++)
            Assert.Equal(new PerUnitCharge(i % 3000 == 7 ? 7 : 1), version.Find(Tokens, [$"m{i % 3000}", ""])!.Charges[0]);
    }

    [Fact]
    public void Two_rows_for_the_same_price_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Version(1, July, Row("input", 1), Row("input", 2)));
        Assert.Throws<ArgumentException>(() => Version(1, July, Row("input", 1, ("model", "a"), ("tier", "*")), Row("input", 2, ("model", "a"))));
        Version(1, July, Row("input", 1, ("model", "a")), Row("input", 2, ("model", "b")), Row("output", 2, ("model", "a")));
    }

    [Fact]
    public void Rows_that_can_never_apply_are_told()
    {
        var version = Version(1, July, Row("input", 1, ("region", "eu")), Row("thought", 1), Row("output", 1, ("model", "a")));

        Assert.Equal(["The meter 'llm' has no dimension 'region'.", "The meter 'llm' has no class 'thought'."], version.Misfits(Tokens));
        Assert.Null(version.Find(Tokens, ["", ""])?.Charges[0]);
    }

    [Fact]
    public void A_version_is_in_force_from_its_instant_until_the_next()
    {
        var card = new Card(CardKind.Rate, "default", [Version(1, July, Row("input", 1))]).With(Version(2, July.AddMonths(1), Row("input", 2)));

        Assert.Null(card.At(July.AddTicks(-1)));
        Assert.Equal(1, card.At(July)!.Number);
        Assert.Equal(1, card.At(July.AddMonths(1).AddTicks(-1))!.Number);
        Assert.Equal(2, card.At(July.AddMonths(1))!.Number);
    }

    [Fact]
    public void Versions_follow_each_other_in_number_time_and_asset()
    {
        var card = new Card(CardKind.Rate, "default", [Version(1, July, Row("input", 1))]);
        var dollars = new CardVersion(2, July.AddDays(1), new("USD", 9, AssetKind.Currency), [Row("input", 1)]);

        Assert.Throws<ArgumentException>(() => card.With(Version(3, July.AddDays(1), Row("input", 1))));
        Assert.Throws<ArgumentException>(() => card.With(Version(2, July, Row("input", 1))));
        Assert.Throws<ArgumentException>(() => card.With(dollars));
        Assert.Equal(2, card.With(Version(2, July.AddDays(1), Row("input", 1))).Versions.Length);
    }

    [Fact]
    public void The_same_terms_are_told_from_others()
    {
        var version = Version(1, July, Row("input", 1), Row("output", 2, ("model", "a")));

        Assert.True(version.HasSameTerms(Version(1, July, Row("output", 2, ("model", "a"), ("tier", "*")), Row("input", 1))));
        Assert.False(version.HasSameTerms(Version(1, July, Row("output", 3, ("model", "a")), Row("input", 1))));
    }

    private static CardVersion Version(int number, DateTimeOffset from, params ImmutableArray<CardRow> rows) => new(number, from, Credit, rows);

    private static CardRow Row(string @class, decimal price, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var all = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var (name, value) in dimensions) all = all.Add(name, value);
        return new("llm", @class, all, new PerUnitCharge(price));
    }
}
