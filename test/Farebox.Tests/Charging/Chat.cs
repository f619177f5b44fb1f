using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>A meter with classes and two dimensions, and a till that sells by a card of it.</summary>
/// <remarks>The meter chat reads input and, where it is there, cached; its dimensions are model and service_tier.</remarks>
internal static class Chat
{
    private static int _number;

    public static CardMultiplier Batch { get; } = Multiplier("service_tier", 0.5m, Where(("service_tier", ["batch"])));

    public static DerivedClass CachedAtATenth { get; } = new("chat", "cached", "input", 0.1m, DimensionMatch.Everything);

    public static CardRow Row(ChargeModel charge, DimensionMatch? where = null, string name = "input") => new("chat", name, where ?? DimensionMatch.Everything, charge);

    public static CardMultiplier Multiplier(string group, decimal factor, DimensionMatch where, params ImmutableArray<string> classes) => new("chat", group, factor, where, classes);

    public static DimensionMatch Where(params ReadOnlySpan<(string Name, string[] Values)> dimensions)
    {
        var values = new List<KeyValuePair<string, ImmutableArray<string>>>();
        foreach (var (name, list) in dimensions) values.Add(KeyValuePair.Create(name, list.ToImmutableArray()));
        return new(values);
    }

    public static Till Selling(ImmutableArray<CardRow> rows, ImmutableArray<DerivedClass> derived = default, params ImmutableArray<CardMultiplier> multipliers)
    {
        var till = new Till(Catalog.Empty.WithAsset(Till.Credit, 1).WithAsset(Till.Dollar, 2)
            .WithMeter(new("chat", "chat", Aggregation.Sum, [new("input", "input"), new("cached", "cached", true)], ["model", "service_tier"]), 3)
            .WithCardVersion(CardKind.Rate, "default", new(1, Till.Noon.AddYears(-1), Till.Credit, rows, derived, multipliers), 4));
        till.Grant("g", 1_000_000);
        return till;
    }

    /// <summary>What an event debits.</summary>
    public static long Say(this Till till, decimal input, string model = "small", string tier = "", decimal? cached = null) =>
        till.Do(Event(input, model, tier, cached)).Usage().Charges.Sum(charge => charge.Units);

    public static RecordUsage Event(decimal input, string model = "small", string tier = "", decimal? cached = null)
    {
        var data = FormattableString.Invariant($"\"model\":\"{model}\",\"service_tier\":\"{tier}\",\"input\":{input}") + (cached is null ? "" : FormattableString.Invariant($",\"cached\":{cached}"));
        return new(Till.Tenant, "acme", Events.Good($$$"""
            {"specversion":"1.0","id":"c-{{{Interlocked.Increment(ref _number)}}}","source":"gateway","type":"chat","subject":"acme","time":"{{{Till.Noon:O}}}","data":{{{{data}}}}}
            """.Trim()), byHoldRoute: false);
    }
}
