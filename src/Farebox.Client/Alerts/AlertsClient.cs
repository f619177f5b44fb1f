using System.Globalization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Who is to be told what, and the feed of what was.</summary>
public sealed class AlertsClient
{
    private readonly Channel _channel;

    internal AlertsClient(Channel channel) => _channel = channel;

    public Task<AlertRule> SetRuleAsync(string account, AlertRule rule, string idempotencyKey, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(Route.Account(account, "alert-rules"), rule, WireJson.Default.AlertRule, idempotencyKey), WireJson.Default.AlertRule, cancellationToken);

    public Task RemoveRuleAsync(string account, string rule, string idempotencyKey, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(Route.Account(account, $"alert-rules/{Uri.EscapeDataString(rule)}/remove"), new(), WireJson.Default.ReleaseRequest, idempotencyKey),
        WireJson.Default.RemovedAlertRule,
        cancellationToken);

    /// <summary>All alert rules of an account, ordered by id.</summary>
    public IAsyncEnumerable<AlertRule> ListRulesAsync(string account, CancellationToken cancellationToken) => _channel.ListAsync(
        Route.Account(account, "alert-rules"), WireJson.Default.AlertRulePage, static page => (page.AlertRules, page.NextCursor), cancellationToken);

    /// <summary>Sets a rule that every account is opened with from now on.</summary>
    public Task<AlertRule> SetDefaultAsync(AlertRule rule, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/alert-rules", rule, WireJson.Default.AlertRule), WireJson.Default.AlertRule, cancellationToken);

    /// <summary>Opens no more accounts with a rule; those that have it keep it.</summary>
    public Task RemoveDefaultAsync(string rule, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post($"v1/alert-rules/{Uri.EscapeDataString(rule)}/remove", new(), WireJson.Default.ReleaseRequest), WireJson.Default.RemovedAlertRule, cancellationToken);

    /// <summary>The rules that every account is opened with, ordered by id.</summary>
    public async Task<IReadOnlyList<AlertRule>> ListDefaultsAsync(CancellationToken cancellationToken) =>
        (await _channel.AskAsync(Call.Get("v1/alert-rules"), WireJson.Default.AlertDefaultList, cancellationToken).ConfigureAwait(false)).AlertRules;

    /// <summary>What was told after a place in the feed, oldest first. Nothing is missed by whoever goes on with each page's cursor.</summary>
    /// <param name="cursor">The last page's <see cref="NoticePage.Cursor"/>; null starts with the oldest that is kept.</param>
    /// <param name="limit">The most notices in one page; null: the server's default.</param>
    /// <param name="account">Those of one account only.</param>
    /// <param name="type">Those of one type only.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<NoticePage> ReadNoticesAsync(string? cursor, int? limit, string? account, string? type, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Get(Route.Query("v1/notices", ("limit", limit?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor), ("account", account), ("type", type))),
        WireJson.Default.NoticePage,
        cancellationToken);
}
