using System.Globalization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Accounts with their members, grants, limits, balances and journal.</summary>
public sealed class AccountsClient
{
    private readonly Channel _channel;

    internal AccountsClient(Channel channel) => _channel = channel;

    public Task<Account> CreateAsync(Account account, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/accounts", account, WireJson.Default.Account), WireJson.Default.Account, cancellationToken);

    public Task<Member> CreateMemberAsync(string account, Member member, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "members"), member, WireJson.Default.Member), WireJson.Default.Member, cancellationToken);

    public Task<Grant> CreateGrantAsync(string account, Grant grant, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "grants"), grant, WireJson.Default.Grant), WireJson.Default.Grant, cancellationToken);

    public Task<Limit> SetLimitAsync(string account, Limit limit, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "limits"), limit, WireJson.Default.Limit, idempotencyKey),
            WireJson.Default.Limit,
            cancellationToken);

    public Task<Balances> ReadBalancesAsync(string account, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(Route.Account(account, "balances")), WireJson.Default.Balances, cancellationToken);

    /// <param name="account">Whose journal.</param>
    /// <param name="cursor">The last page's <see cref="EntryPage.NextCursor"/>; null starts at the beginning.</param>
    /// <param name="limit">The most entries in one page; null: the server's default.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<EntryPage> ReadEntriesAsync(string account, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var path = Route.Query(
            Route.Account(account, "entries"), ("limit", limit?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor));
        return _channel.AskAsync(Call.Get(path), WireJson.Default.EntryPage, cancellationToken);
    }
}
