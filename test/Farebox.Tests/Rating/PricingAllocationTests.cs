using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class PricingAllocationTests
{
    private const int Models = 3000;

    private static readonly PriceShape Tokens = new("llm", ["input", "cached_input", "cache_write", "output", "reasoning"], ["model"]);

    [Fact]
    public void Pricing_an_event_on_a_card_of_three_thousand_models_allocates_nothing()
    {
        var card = Card();
        var values = Enumerable.Range(0, Models).Select(model => new[] { $"model-{model}" }).ToArray();
        foreach (var model in values) Price(card, model);

        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (var model in values) Price(card, model);
        }));
    }

    [Fact]
    public void An_event_that_is_found_again_allocates_not_one_byte_whatever_prices_it()
    {
        var card = Card();
        string[] model = ["model-7"];
        Price(card, model);

        Assert.Equal(0, Allocations.Of(() => Price(card, model)));
    }

    [Fact]
    public void A_working_allocates()
    {
        var card = Card();
        string[] model = ["model-7"];
        Price(card, model);

        Assert.NotEqual(0, Allocations.Of(() => Pricing.Price(Tokens, card.Find(Tokens, model), [1m, 1m, 1m, 1m, 1m], [true, true, true, true, true], Some.Now, new())));
    }

    private static decimal Price(CardVersion card, string[] model) =>
        Pricing.Price(Tokens, card.Find(Tokens, model), [1520m, 300m, 20m, 420m, 64m], [true, true, true, true, true], Some.Now).Total;

    // Per unit, graduated, cliffs and derived classes, as a card of many vendors has them.
    private static CardVersion Card() => Some.Card(
        [.. Enumerable.Range(0, Models).SelectMany(model => new[]
        {
            Row(model, "input", new CliffCharge(272_000m, ["input", "cached_input", "cache_write"], new PerUnitCharge(0.0000025m), new PerUnitCharge(0.000005m))),
            Row(model, "output", new GraduatedCharge(Some.Ladder)),
            Row(model, "reasoning", new PerUnitCharge(0.00001m)),
        })],
        [new("llm", "cached_input", "input", 0.1m, DimensionMatch.Everything), new("llm", "cache_write", "input", 1.25m, DimensionMatch.Everything)],
        [new("llm", "service_tier", 0.5m, Some.Where(("model", ["model-7", "model-8"])))]);

    private static CardRow Row(int model, string @class, ChargeModel charge) => new("llm", @class, Some.Where(("model", [$"model-{model}"])), charge);
}
