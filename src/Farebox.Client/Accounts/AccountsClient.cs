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

    /// <summary>All accounts, ordered by id.</summary>
    public IAsyncEnumerable<Account> ListAsync(CancellationToken cancellationToken) =>
        _channel.ListAsync("v1/accounts", WireJson.Default.AccountPage, static page => (page.Accounts, page.NextCursor), cancellationToken);

    public Task<Account> ReadAsync(string account, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(Route.Account(account)), WireJson.Default.Account, cancellationToken);

    /// <summary>All members of an account, ordered by id.</summary>
    public IAsyncEnumerable<Member> ListMembersAsync(string account, CancellationToken cancellationToken) =>
        _channel.ListAsync(Route.Account(account, "members"), WireJson.Default.MemberPage, static page => (page.Members, page.NextCursor), cancellationToken);

    /// <summary>The limits of an account and its members as they are now, ordered by member and asset.</summary>
    public IAsyncEnumerable<Limit> ListLimitsAsync(string account, CancellationToken cancellationToken) =>
        _channel.ListAsync(Route.Account(account, "limits"), WireJson.Default.LimitPage, static page => (page.Limits, page.NextCursor), cancellationToken);

    public Task<Member> CreateMemberAsync(string account, Member member, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "members"), member, WireJson.Default.Member), WireJson.Default.Member, cancellationToken);

    public Task<Grant> CreateGrantAsync(string account, Grant grant, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "grants"), grant, WireJson.Default.Grant), WireJson.Default.Grant, cancellationToken);

    /// <summary>Exchanges units of one asset for a new grant of another, at the rate of now. Asking again answers as the first time.</summary>
    public Task<Exchange> ExchangeAsync(string account, ExchangeRequest exchange, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "exchanges"), exchange, WireJson.Default.ExchangeRequest), WireJson.Default.Exchange, cancellationToken);

    /// <summary>What an amount of an asset comes to in another, now or at any date. Nothing is moved.</summary>
    /// <param name="exchange">What would be exchanged; its id, grant and terms of the new grant do not matter.</param>
    /// <param name="account">Whose running counts; null: from the beginning.</param>
    /// <param name="at">As of when; null: now.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<PricedExchange> AskExchangeAsync(ExchangeRequest exchange, string? account, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var path = Route.Query(
            "v1/exchange", ("from", exchange.From), ("amount", exchange.Amount), ("card", exchange.Card), ("model", exchange.Model), ("product", exchange.Product),
            ("account", account), ("at", at is { } instant ? Route.Time(instant) : null));
        return _channel.AskAsync(Call.Get(path), WireJson.Default.PricedExchange, cancellationToken);
    }

    public Task<Limit> SetLimitAsync(string account, Limit limit, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "limits"), limit, WireJson.Default.Limit, idempotencyKey),
            WireJson.Default.Limit,
            cancellationToken);

    /// <summary>Closes a period, or shows what that would post. What was closed before answers as it did then.</summary>
    public Task<ClosedPeriod> ClosePeriodAsync(string account, PeriodClose close, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "closes"), close, WireJson.Default.PeriodClose), WireJson.Default.ClosedPeriod, cancellationToken);

    /// <summary>Takes an event back, or replaces what it said. Repeated with the same id, it answers as the first time.</summary>
    public Task<CorrectedEvent> CorrectAsync(string account, Correction correction, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "corrections"), correction, WireJson.Default.Correction), WireJson.Default.CorrectedEvent, cancellationToken);

    /// <summary>Rates unrated and refused events again, after a card or a meter was mended.</summary>
    public Task<Rerated> RerateAsync(string account, Rerate rerate, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(Route.Account(account, "rerates"), rerate, WireJson.Default.Rerate), WireJson.Default.Rerated, cancellationToken);

    /// <summary>Replaces what a producer sent for a range of time, or shows what that would do.</summary>
    public Task<Backfilled> BackfillAsync(string account, Backfill backfill, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Account(account, "backfills"), backfill, WireJson.Default.Backfill), WireJson.Default.Backfilled, cancellationToken);

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
