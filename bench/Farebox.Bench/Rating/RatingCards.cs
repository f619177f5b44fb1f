using System.Collections.Immutable;
using System.Globalization;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Bench;

/// <summary>Large cards, and events of five classes that are priced on them: three rows for each model, two classes derived.</summary>
internal static class RatingCards
{
    private static readonly PriceShape Tokens = new("llm", ["input", "cached_input", "cache_write", "output", "reasoning"], ["model", "service_tier"]);
    private static readonly PriceContext Noon = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly bool[] Present = [true, true, true, true, true];
    private static readonly decimal[] Quantities = [1520m, 300m, 20m, 420m, 64m];

    /// <summary>The dimensions of an event of each model; every other one is batch use.</summary>
    public static string[][] Values(int models) => [.. Enumerable.Range(0, models).Select(model => new[] { Name(model), model % 2 == 0 ? "batch" : "" })];

    /// <summary>A full-period generator: every model equally often, in an order no cache foresees.</summary>
    public static uint Next(uint at) => unchecked((at * 1_664_525u) + 1_013_904_223u);

    /// <summary>Finds the prices of an event and prices it.</summary>
    public static decimal Price(CardVersion card, string[] values) => Pricing.Price(Tokens, card.Find(Tokens, values), Quantities, Present, Noon).Total;

    public static CardVersion PerUnit(int models) => Card(
        models,
        model => [Row(model, "input", new PerUnitCharge(0.0000025m)), Row(model, "output", new PerUnitCharge(0.00001m)), Row(model, "reasoning", new PerUnitCharge(0.00001m))],
        []);

    public static CardVersion Mixed(int models) => Card(
        models,
        model =>
        [
            Row(model, "input", new CliffCharge(272_000m, ["input", "cached_input", "cache_write"], new PerUnitCharge(0.0000025m), new PerUnitCharge(0.000005m))),
            Row(model, "output", new GraduatedCharge(new TierTable([new(1000m, 0.00002m), new(10_000m, 0.000015m), new(null, 0.00001m)]))),
            Row(model, "reasoning", new PerUnitCharge(0.00001m)),
        ],
        [new("llm", "service_tier", 0.5m, Where("service_tier", "batch"))]);

    private static CardVersion Card(int models, Func<string, CardRow[]> rows, ImmutableArray<CardMultiplier> multipliers) => new(
        1, Noon.OccurredAt, new("credit", 6, AssetKind.Unit),
        [.. Enumerable.Range(0, models).SelectMany(model => rows(Name(model)))],
        [Derived("cached_input", 0.1m), Derived("cache_write", 1.25m)],
        multipliers);

    private static DerivedClass Derived(string @class, decimal factor) => new("llm", @class, "input", factor, DimensionMatch.Everything);

    private static CardRow Row(string model, string @class, ChargeModel charge) => new("llm", @class, Where("model", model), charge);

    private static DimensionMatch Where(string name, string value) => DimensionMatch.Of([KeyValuePair.Create(name, value)]);

    private static string Name(int model) => string.Create(CultureInfo.InvariantCulture, $"vendor/model-{model}-2026-07-01");
}
