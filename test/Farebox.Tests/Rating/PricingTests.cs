using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class PricingTests
{
    private static readonly PriceContext Now = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);
    private static readonly string[] Classes = ["input", "cached", "write", "output", "reasoning"];
    private static readonly Meter Tokens = new("llm", "llm.usage", Aggregation.Sum, [.. Classes.Select(name => new MeterComponent(name, name, optional: true))], ["model"]);
    private static readonly PriceShape Shape = new("llm", [.. Classes], ["model"]);

    [Fact]
    public void The_components_are_summed_exactly_and_the_working_shows_each()
    {
        var working = new Working();
        var result = Pricing.Price(Shape, Prices("input", "output"), [1520m, 0m, 0m, 310m, 0m], [true, false, false, true, false], Now, working);

        Assert.Equal((0.000183m, null), (result.Total, result.MissingClass));
        Assert.Equal(["input: per unit", "output: per unit"], working.Steps.Select(step => step.Reason));
        Assert.Equal(result.Total, working.Steps.Sum(step => step.Total));
    }

    [Fact]
    public void A_quantity_without_a_price_is_missing_and_never_free() =>
        Assert.Equal("cached", Pricing.Price(Shape, Prices("input"), [1m, 2m, 0m, 0m, 0m], [true, true, false, false, false], Now).MissingClass);

    [Fact]
    public void Nothing_of_a_class_needs_no_price() =>
        Assert.True(Pricing.Price(Shape, Prices("input"), [1m, 0m, 0m, 0m, 0m], [true, true, true, false, false], Now).IsPriced);

    [Fact]
    public void A_card_without_the_meter_prices_nothing()
    {
        Assert.Equal("input", Pricing.Price(Shape, null, [1m, 0m, 0m, 0m, 0m], [true, false, false, false, false], Now).MissingClass);
        Assert.True(Pricing.Price(Shape, null, [0m, 0m, 0m, 0m, 0m], [true, false, false, false, false], Now).IsPriced);
    }

    [Fact]
    public void An_event_measured_and_priced_allocates_only_the_event()
    {
        var json = Encoding.UTF8.GetBytes("""{"specversion":"1.0","id":"e-1","source":"gateway","type":"llm.usage","subject":"acme","time":"2026-07-01T12:00:00Z","data":{"model":"small","input":1520,"cached":12,"write":7,"output":310,"reasoning":44}}""");
        var version = new CardVersion(1, Now.OccurredAt, Credit, [.. Classes.Select(Row)]);
        Once(json, version);

        // The event, its bytes, its id, its data and the table of its fields.
        Assert.InRange(Allocations.Of(() => Once(json, version)), json.Length, json.Length + 800);
    }

    private static void Once(byte[] json, CardVersion version)
    {
        var reader = new Utf8JsonReader(json, CloudEventReader.ReaderOptions);
        var usage = CloudEventReader.Read(ref reader, json).Event!;
        Span<decimal> quantities = stackalloc decimal[5];
        Span<bool> present = stackalloc bool[5];
        var error = Tokens.Measure(usage, quantities, present, out var values);
        var price = Pricing.Price(Shape, version.Find(Shape, values), quantities, present, Now);
        if (error is not null || price.Total != 0.0001893m) throw new InvalidOperationException($"{error} {price}");
    }

    private static PriceSet Prices(params string[] classes) =>
        new CardVersion(1, Now.OccurredAt, Credit, [.. classes.Select(Row)]).Find(Shape, [""])!;

    private static CardRow Row(string @class) =>
        new("llm", @class, ImmutableSortedDictionary<string, string>.Empty, new PerUnitCharge(0.0000001m));
}
