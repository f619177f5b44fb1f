using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Charging;

/// <summary>Price lists on which a price depends on what was used before, and a till that sells by them.</summary>
/// <remarks>The meter llm leaves a debt and strict rejects; both read tokens and know models.</remarks>
internal static class Tariff
{
    /// <summary>Ten cost 1 each, ninety more 0.5 each, and whatever comes then 0.4 each.</summary>
    public static GraduatedCharge Tiers { get; } = Graduated((10m, 1m), (100m, 0.5m), (null, 0.4m));

    public static GraduatedCharge Graduated(params ReadOnlySpan<(decimal? UpTo, decimal Price)> tiers)
    {
        var table = ImmutableArray.CreateBuilder<Tier>();
        foreach (var (upTo, price) in tiers) table.Add(new(upTo, price));
        return new(new TierTable(table.ToImmutable()));
    }

    public static CardRow Row(ChargeModel charge, string meter = "llm", string? model = null, CounterReset resets = CounterReset.Month, DebitRounding rounding = DebitRounding.Event) =>
        new(meter, "tokens", Dimensions(model), charge) { Resets = resets, DebitRounding = rounding };

    public static CardVersion Version(int number, DateTimeOffset from, params ReadOnlySpan<CardRow> rows) => new(number, from, Till.Credit, [.. rows]);

    /// <summary>Version 1 is in force since a year before noon.</summary>
    public static Catalog Of(params ReadOnlySpan<CardRow> rows) => Of([Version(1, Till.Noon.AddYears(-1), rows)]);

    public static Catalog Of(CardVersion[] versions, params ReadOnlySpan<CardVersion> costs)
    {
        var catalog = Catalog.Empty.WithAsset(Till.Credit, 1).WithAsset(Till.Dollar, 2)
            .WithMeter(Tokens("llm", ShortfallPolicy.Debt), 3).WithMeter(Tokens("strict", ShortfallPolicy.Reject), 4);
        foreach (var version in versions) catalog = catalog.WithCardVersion(CardKind.Rate, "default", version, catalog.ConfigSeq + 1);
        foreach (var version in costs) catalog = catalog.WithCardVersion(CardKind.Cost, "default", version, catalog.ConfigSeq + 1);
        return catalog;
    }

    /// <summary>A till with plenty of credit.</summary>
    public static Till Selling(Catalog catalog, long credits = 1_000_000)
    {
        var till = new Till(catalog);
        if (credits > 0) till.Grant("g", credits);
        return till;
    }

    /// <summary>What an event of so many tokens debits.</summary>
    public static long Debit(this Till till, long tokens, DateTimeOffset? at = null, string? model = null, string? hold = null, bool final = false, string type = "llm") =>
        till.Use(tokens, at: at, model: model, hold: hold, final: final, type: type).Usage().Charges.Sum(charge => charge.Units);

    private static ImmutableSortedDictionary<string, string> Dimensions(string? model) =>
        model is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("model", model);

    private static Meter Tokens(string id, ShortfallPolicy shortfall) => new(id, id, Aggregation.Sum, [new("tokens", "tokens")], ["model"], onShortfall: shortfall);
}
