using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Farebox.Rating;

namespace Farebox.Http.Exchange;

/// <summary>Exchanging one asset for another, and what that comes to, or came to at any date.</summary>
internal sealed class ExchangeRoutes(JournalGate journal, CatalogCache catalogs, ClockStore clock)
{
    private const string DefaultCard = "default";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/exchange", AskAsync) { Scope = KeyScopes.Read, Parameters = ["from", "amount", "card", "model", "product", "account", "at"] },
        new("POST", "/v1/accounts/{account}/exchanges", ExchangeAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> AskAsync(Call call)
    {
        var query = call.Request.Query;
        if (QueryReader.Id(query, "card", out var card) is { } noCard) return noCard;
        if (QueryReader.Id(query, "account", out var account) is { } noAccount) return noAccount;
        if (QueryReader.Text(query, "model", out var model) is { } noModel) return noModel;
        if (QueryReader.Text(query, "product", out var product) is { } noProduct) return noProduct;
        if (QueryReader.Time(query, "at", out var at) is { } noTime) return noTime;

        var catalog = await catalogs.RefreshAsync(call.Caller.TenantId, call.Gone);
        if (!query.TryGetValue("from", out var code) || catalog.FindAsset(code.ToString()) is not { } from)
            return new Problem(ProblemCodes.AssetUnknown, $"\"from\" is an asset. There is none called {Echo.Of(code.ToString())}.");
        if (DecimalText.ParseUnits(query["amount"].ToString(), from, out var units) != AmountError.None || units <= 0)
            return new Problem(ProblemCodes.InvalidParameter, $"\"amount\" is above zero, in {from.Code}, with at most {from.Scale} decimals.");

        var (stand, refusal) = await StandAsync(call, account, from);
        if (refusal is not null) return refusal;

        var (ask, working) = (new ExchangeAsk(from, units, card ?? DefaultCard, model ?? "", product ?? ""), new Working());
        var asOf = at ?? stand.Now;
        var result = new Charger(catalog).Exchange(ask, stand.Counters, asOf, working);
        return result.Code is { } why
            ? new Problem(ProblemCodes.Of(why), result.Detail!)
            : JsonAnswer.Ok(new PricedExchange(ask, asOf, result, working.Steps), ExchangeJson.WritePriced);
    }

    // Rates by volume go on from where the account's counts stand; without an account nothing was exchanged before.
    private async ValueTask<((ICounters Counters, DateTimeOffset Now) Stand, Problem? Refusal)> StandAsync(Call call, string? account, Asset from)
    {
        if (account is null) return ((CounterSnapshot.Empty(), (await clock.GetAsync(call.Caller.TenantId, call.Gone)).Now), null);

        var given = new HashSet<string>(StringComparer.Ordinal) { ExchangeShape.MeterOf(from.Code) };
        var look = new Inspect(call.Caller.TenantId, account, (book, now) => new Stand(CounterSnapshot.Of(book, given), now));
        if (await journal.DecideAsync([look]) is { } refusal) return (default, refusal);
        return look.Outcome switch
        {
            Inspected { Result: Stand stand } => ((stand.Counters, stand.Now), null),
            Rejected rejected => (default, new Problem(ProblemCodes.Of(rejected.Code), rejected.Detail)),
            _ => (default, new Problem(ProblemCodes.InternalError)),
        };
    }

    private async ValueTask<Answer> ExchangeAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var from = await catalogs.FindAssetAsync(call, body, "from");
        var asked = ExchangeBody.Read(body, from, DefaultCard);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new ExchangeUnits(call.Caller.TenantId, account, id, asked!) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Made(decided, (account, decided.Entry), ExchangeJson.WriteMade));
    }

    private sealed record Stand(CounterSnapshot Counters, DateTimeOffset Now);
}

/// <summary>What an exchange comes to at an instant.</summary>
internal sealed record PricedExchange(ExchangeAsk Ask, DateTimeOffset At, ExchangeResult Result, IReadOnlyList<PricedStep> Steps);
