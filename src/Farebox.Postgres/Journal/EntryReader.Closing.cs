using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Postgres.Journal;

/// <summary>Closes and what they adjust.</summary>
internal static partial class EntryReader
{
    private static EntryBody ReadClose(JsonElement said)
    {
        var period = PeriodOf(said, "period");
        if (said.TryGetProperty("finishes", out var through)) return new CloseFinished(period, through.GetInt64(), Units(said, "events"), (int)Units(said, "adjustments"));

        var grace = said.TryGetProperty("grace_seconds", out var seconds) ? TimeSpan.FromSeconds(seconds.GetInt64()) : TimeSpan.Zero;
        return new PeriodClosed(period, TermsJson.InstantOf(said, "from"), TermsJson.InstantOf(said, "late"), grace);
    }

    private static AdjustmentPosted ReadAdjustment(JsonElement said, Catalog catalog)
    {
        var cost = Text(said, "cost_asset") is { } code ? catalog.AssetOf(code) : null;
        var adjustment = new Adjustment
        {
            Meter = Text(said, "meter")!, Model = Text(said, "model") ?? "", Asset = Text(said, "asset") is { } asset ? catalog.AssetOf(asset) : null,
            CostAsset = cost, Period = PeriodOf(said, "period"), Closes = PeriodOf(said, "closes"), Through = Units(said, "through"),
            Events = Units(said, "events"), Rated = Units(said, "rated"), Charged = Units(said, "charged"),
            RatedCost = cost is null ? 0 : Units(said, "rated_cost"), ChargedCost = cost is null ? 0 : Units(said, "charged_cost"),
        };
        return new(adjustment, ReadReturns(said));
    }

    private static IReadOnlyList<GivenBack> ReadReturns(JsonElement said) => said.TryGetProperty("returns", out var returns)
        ? [.. returns.EnumerateArray().Select(part => new GivenBack(part[0].GetInt64(), part[1].GetString()!, part[2].GetString()!, part[3].GetInt64()))]
        : [];

    private static CountingPeriod PeriodOf(JsonElement said, string name) =>
        CountingPeriod.TryParse(Text(said, name), out var period) ? period : throw new FormatException($"The journal names no period as '{name}'.");
}
