using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

/// <summary>Lists of values, derived classes and multipliers of a card version.</summary>
public sealed class CardPricesTests
{
    private static readonly PriceShape Tokens = new("llm", ["input", "cache_read", "output"], ["model", "tier", "region"]);

    [Theory]
    [InlineData("25", "512", "m2", 1)]
    [InlineData("25", "512", "m1", 2)]
    [InlineData("50", "512", "m1", 3)]
    [InlineData("", "1024", "", 4)]
    [InlineData("", "512", "", 5)]
    [InlineData("10", "2048", "m2", 0)]
    public void More_names_beat_fewer_and_one_value_beats_a_list(string steps, string size, string model, int price)
    {
        string[] listed = ["512", "1024"];
        var shape = new PriceShape("image", ["count"], ["steps", "size", "model"]);
        var card = Some.Card(
        [
            Row(4, ("size", listed)), Row(1, ("steps", ["25"]), ("size", ["512"]), ("model", ["m2"])), Row(5, ("size", ["512"])),
            Row(3, ("steps", ["25", "50", "75"]), ("size", listed)), Row(2, ("steps", ["25"]), ("size", ["512"])),
        ]);

        Assert.Equal(price == 0 ? null : new PerUnitCharge(price), card.Find(shape, [steps, size, model])?.Charges[0]);

        static CardRow Row(int price, params (string, string[])[] where) => new("image", "count", Some.Where(where), new PerUnitCharge(price));
    }

    [Fact]
    public void Lists_that_share_a_value_are_refused_where_neither_is_more_specific()
    {
        Assert.Throws<ArgumentException>(() => Some.Card([Input(1, ("model", ["a", "b"])), Input(2, ("model", ["c", "b"]))]));
        Some.Card([Input(1, ("model", ["a", "b"])), Input(2, ("model", ["c"])), Input(3, ("model", ["a"]))]);
    }

    [Fact]
    public void A_list_with_a_star_takes_any_value() =>
        Assert.Equal(new PerUnitCharge(1m), Some.Card([Input(1, ("model", ["a", "*"]))]).Find(Tokens, ["z", "", ""])!.Charges[0]);

    [Theory]
    [InlineData("opus", "0.25")]   // its own factor
    [InlineData("sonnet", "0.2")]  // the general one
    [InlineData("haiku", "0.7")]   // a row of its own
    public void A_class_without_a_row_is_derived_by_the_most_specific_factor(string model, string price)
    {
        var card = Some.Card(
            [Input(2), new("llm", "cache_read", Some.Where(("model", ["haiku"])), new PerUnitCharge(0.7m))],
            [new("llm", "cache_read", "input", 0.1m, DimensionMatch.Everything), new("llm", "cache_read", "input", 0.125m, Some.Where(("model", ["opus"])))]);

        Assert.Equal(Number.Of(price), card.Find(Tokens, [model, "", ""])!.Charges[1]!.Price(1m, Some.Now, null));
        Assert.Null(card.Find(Tokens, [model, "", ""])!.Charges[2]);
    }

    [Fact]
    public void Nothing_is_derived_from_a_class_without_a_row() =>
        Assert.Null(Some.Card([Input(2, ("model", ["a"]))], [new("llm", "output", "input", 3m, DimensionMatch.Everything)]).Find(Tokens, ["b", "", ""]));

    [Theory]
    [InlineData("gpt-5.4", "batch", "", "0.5")]
    [InlineData("gpt-5.4", "priority", "", "2")]
    [InlineData("gpt-5.5", "priority", "", "2.5")]
    [InlineData("gpt-5.5", "priority", "eu", "2.75")]
    [InlineData("gpt-5.5", "", "eu", "1.1")]
    [InlineData("gpt-5.5", "", "", "1")]
    public void Of_a_group_the_most_specific_applies_once_and_groups_multiply(string model, string tier, string region, string price)
    {
        var card = Some.Card([Input(1)], multipliers:
        [
            Times("service_tier", 0.5m, ("tier", ["batch"])), Times("service_tier", 2m, ("tier", ["priority"])),
            Times("service_tier", 2.5m, ("tier", ["priority"]), ("model", ["gpt-5.5"])), Times("residency", 1.1m, ("region", ["eu", "us"])),
        ]);

        Assert.Equal(Number.Of(price), card.Find(Tokens, [model, tier, region])!.Charges[0]!.Price(1m, Some.Now, null));
    }

    [Fact]
    public void A_multiplier_that_names_the_class_goes_before_one_that_does_not()
    {
        var card = Some.Card(
            [Input(1), new("llm", "output", DimensionMatch.Everything, new PerUnitCharge(1m))],
            multipliers: [Times("long", 2m), new("llm", "long", 1.5m, DimensionMatch.Everything, ["output"])]);
        var found = card.Find(Tokens, ["", "", ""])!;
        var working = new Working();

        Assert.Equal((2m, 1.5m), (found.Charges[0]!.Price(1m, Some.Now, null), found.Charges[2]!.Price(1m, Some.Now, working)));
        Assert.Equal([new("per unit × 1.5 long", 1m, 1.5m, 1.5m)], working.Steps);
        Assert.Equal(1.5m, found.Charges[2]!.UnitPriceOrNull);
    }

    [Fact]
    public void A_price_that_is_not_per_unit_is_multiplied_step_by_step()
    {
        var card = Some.Card([new("llm", "input", DimensionMatch.Everything, new GraduatedCharge(Some.Ladder))], multipliers: [Times("batch", 0.5m), Times("region", 1.1m)]);
        var charge = card.Find(Tokens, ["", "", ""])!.Charges[0]!;
        var working = new Working();

        Assert.Equal(55m, charge.Price(1000m, Some.Now, working));
        Assert.Equal([new("tier 1", 1000m, 0.1m, 100m), new("batch", 0m, 0m, -50m), new("region", 0m, 0m, 5m)], working.Steps);
        Assert.Null(charge.UnitPriceOrNull);
        Assert.Null(new MultipliedCharge(new PerUnitCharge(0.000000000001m), [new("tenth", 0.1m)]).UnitPriceOrNull);
    }

    [Fact]
    public void The_order_in_which_multipliers_are_written_does_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.Choose(0, 400).ListOf(6)), Arb.From(Gen.Shuffle([0, 1, 2, 3, 4, 5])), (factors, order) =>
        {
            CardMultiplier[] all = [.. factors.Select((factor, i) => Times($"group {i}", factor / 100m))];
            return Price(all) == Price([.. order.Select(i => all[i])]);

            static decimal Price(CardMultiplier[] multipliers) =>
                Some.Card([Input(7)], multipliers: [.. multipliers]).Find(Tokens, ["", "", ""])!.Charges[0]!.Price(13m, Some.Now, null);
        }));

    [Fact]
    public void What_can_never_apply_is_told_and_what_is_twice_refused()
    {
        var card = Some.Card([Input(1)], [new("llm", "thought", "input", 1m, DimensionMatch.Everything)], [Times("a", 1m, ("zone", ["x"]))]);

        Assert.Equal(["The meter 'llm' has no class 'thought'.", "The meter 'llm' has no dimension 'zone'."], card.Misfits(Tokens));
        Assert.Throws<ArgumentException>(() => Some.Card([Input(1)], multipliers: [Times("a", 1m), Times("a", 2m)]));
        Assert.Throws<ArgumentException>(() => Some.Card([Input(1)], [Cached(0.1m), Cached(0.2m)]));
        Assert.Throws<ArgumentException>(() => new DerivedClass("llm", "input", "input", 1m, DimensionMatch.Everything));

        static DerivedClass Cached(decimal factor) => new("llm", "cache_read", "input", factor, DimensionMatch.Everything);
    }

    [Fact]
    public void Terms_are_the_same_in_any_order_and_not_without_a_multiplier()
    {
        var card = Some.Card([Input(1), Input(2, ("model", ["a", "b"]))], multipliers: [Times("a", 1m), Times("b", 2m)]);

        Assert.True(card.HasSameTerms(Some.Card([Input(2, ("model", ["b", "a"])), Input(1)], multipliers: [Times("b", 2m), Times("a", 1m)])));
        Assert.False(card.HasSameTerms(Some.Card([Input(2, ("model", ["b", "a"])), Input(1)], multipliers: [Times("b", 2m)])));
    }

    private static CardRow Input(int price, params (string, string[])[] where) => new("llm", "input", Some.Where(where), new PerUnitCharge(price));

    private static CardMultiplier Times(string group, decimal factor, params (string, string[])[] where) => new("llm", group, factor, Some.Where(where));
}
