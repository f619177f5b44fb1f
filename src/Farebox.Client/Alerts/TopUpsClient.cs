using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Credit that is bought by itself: its rules, its purchases, and how they ended.</summary>
public sealed class TopUpsClient
{
    private readonly Channel _channel;

    internal TopUpsClient(Channel channel) => _channel = channel;

    public Task<TopUpRule> SetRuleAsync(string account, TopUpRule rule, string idempotencyKey, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(Route.Account(account, "top-up-rules"), rule, WireJson.Default.TopUpRule, idempotencyKey), WireJson.Default.TopUpRule, cancellationToken);

    public Task RemoveRuleAsync(string account, string asset, string idempotencyKey, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(Route.Account(account, $"top-up-rules/{Uri.EscapeDataString(asset)}/remove"), new(), WireJson.Default.ReleaseRequest, idempotencyKey),
        WireJson.Default.RemovedTopUpRule,
        cancellationToken);

    /// <summary>The rules of an account, ordered by asset, with where their buying stands.</summary>
    public IAsyncEnumerable<TopUpRule> ListRulesAsync(string account, CancellationToken cancellationToken) => _channel.ListAsync(
        Route.Account(account, "top-up-rules"), WireJson.Default.TopUpRulePage, static page => (page.TopUpRules, page.NextCursor), cancellationToken);

    /// <summary>All purchases of an account, oldest first.</summary>
    public IAsyncEnumerable<TopUp> ListAsync(string account, CancellationToken cancellationToken) => _channel.ListAsync(
        Route.Account(account, "top-ups"), WireJson.Default.TopUpPage, static page => (page.TopUps, page.NextCursor), cancellationToken);

    /// <summary>Says that a purchase was paid. Saying it again changes nothing.</summary>
    public Task<TopUp> PaidAsync(string account, string topUp, string? reference, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(PathOf(account, topUp, "paid"), new(reference), WireJson.Default.PaidTopUp), WireJson.Default.TopUp, cancellationToken);

    /// <summary>Says that a payment failed.</summary>
    public Task<TopUp> FailedAsync(string account, string topUp, string? reason, CancellationToken cancellationToken) => _channel.AskAsync(
        Call.Post(PathOf(account, topUp, "failed"), new(reason), WireJson.Default.FailedTopUp), WireJson.Default.TopUp, cancellationToken);

    private static string PathOf(string account, string topUp, string end) => Route.Account(account, $"top-ups/{Uri.EscapeDataString(topUp)}/{end}");
}
