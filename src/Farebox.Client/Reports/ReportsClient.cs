using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Asks what was used, by whom, and what it cost. Answered from the roll-up, so its size does not depend on the journal's.</summary>
public sealed class ReportsClient
{
    private readonly Channel _channel;

    internal ReportsClient(Channel channel) => _channel = channel;

    public Task<UsageReport> ReadUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(PathOf(query)), WireJson.Default.UsageReport, cancellationToken);

    /// <summary>What became of credit over a period: balances at any date, the roll-forward, ageing, deferred value.</summary>
    public Task<CreditReport> ReadCreditsAsync(CreditQuery query, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(CreditsPathOf(query)), WireJson.Default.CreditReport, cancellationToken);

    /// <summary>How the credit of an account went down, and how long it will last, for each asset.</summary>
    /// <param name="account">The account.</param>
    /// <param name="asset">Only this asset.</param>
    /// <param name="windowDays">Over how many days before today use is averaged; 28 when absent.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<BurnDowns> ReadBurnDownAsync(string account, string? asset, int? windowDays, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Get(Route.Query(
                Route.Account(account, "burn-down"), ("asset", asset),
                ("window_days", windowDays?.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
            WireJson.Default.BurnDowns, cancellationToken);

    private static string CreditsPathOf(CreditQuery query) =>
        Route.Query(
            "v1/reports/credits",
            ("group_by", query.GroupBy.Count == 0 ? null : string.Join(',', query.GroupBy)),
            ("account", query.Account),
            ("asset", query.Asset),
            ("from", query.From is { } from ? Route.Time(from) : null),
            ("to", query.To is { } to ? Route.Time(to) : null),
            ("known_at", query.KnownAt is { } at ? Route.Time(at) : null));

    /// <summary>The path and query that asks this, relative to the base address: what one would type after <c>curl</c>.</summary>
    public static string PathOf(UsageQuery query) =>
        Route.Query(
            "v1/reports/usage",
            ("group_by", query.GroupBy.Count == 0 ? null : string.Join(',', query.GroupBy)),
            ("account", query.Account),
            ("from", query.From is { } from ? Route.Time(from) : null),
            ("to", query.To is { } to ? Route.Time(to) : null),
            ("asset", query.Asset));
}
