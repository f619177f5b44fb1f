using System.Collections.Immutable;
using System.Globalization;
using Farebox.Bench.Statistics;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Bench;

/// <summary><c>farebox bench --rating</c>: what it takes to find the prices of one event on a large card and to price it.</summary>
public sealed class RatingCommand(TextWriter output, TimeProvider clock)
{
    private const int Events = 1_000_000;

    private static readonly PriceShape Tokens = new("llm", ["input", "cached_input", "cache_write", "output", "reasoning"], ["model", "service_tier"]);
    private static readonly PriceContext Noon = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly bool[] Present = [true, true, true, true, true];
    private static readonly decimal[] Quantities = [1520m, 300m, 20m, 420m, 64m];

    public void Run(int models, int rounds)
    {
        output.WriteLine($"one event of five classes on a card of {models} models, {rounds} rounds of {Events} events\n");
        output.WriteLine("| prices | ns/event, median | min | max | bytes/event |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        Measure("per unit", PerUnit(models), models, rounds);
        Measure("cliffs, tiers, multipliers", Mixed(models), models, rounds);
    }

    private void Measure(string name, CardVersion card, int models, int rounds)
    {
        string[][] values = [.. Enumerable.Range(0, models).Select(model => new[] { Name(model), model % 2 == 0 ? "batch" : "" })];
        var sum = Round(card, values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = new List<double>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            var start = clock.GetTimestamp();
            if (Round(card, values) != sum) throw new BenchException("The same events came to different prices.");
            times.Add(clock.GetElapsedTime(start).TotalNanoseconds / Events);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((double)Events * rounds);
        var range = RoundRange.Of(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {range.Median:N0} | {range.Min:N0} | {range.Max:N0} | {bytes:N2} |"));
    }

    private static decimal Round(CardVersion card, string[][] values)
    {
        var (sum, at) = (0m, 0u);
        for (var i = 0; i < Events; i++)
        {
            // A full-period generator: every model equally often, in an order no cache foresees.
            at = unchecked((at * 1_664_525u) + 1_013_904_223u);
            var found = card.Find(Tokens, values[(int)(at >> 8) % values.Length]);
            sum += Pricing.Price(Tokens, found, Quantities, Present, Noon).Total;
        }

        return sum;
    }

    private static CardVersion PerUnit(int models) => Card(
        models,
        model => [Row(model, "input", new PerUnitCharge(0.0000025m)), Row(model, "output", new PerUnitCharge(0.00001m)), Row(model, "reasoning", new PerUnitCharge(0.00001m))],
        []);

    private static CardVersion Mixed(int models) => Card(
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
