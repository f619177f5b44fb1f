using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Asks what was used, by whom, and what it cost. Answered from the roll-up, so its size does not depend on the journal's.</summary>
public sealed class ReportsClient
{
    private readonly Channel _channel;

    internal ReportsClient(Channel channel) => _channel = channel;

    public Task<UsageReport> ReadUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(PathOf(query)), WireJson.Default.UsageReport, cancellationToken);

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
