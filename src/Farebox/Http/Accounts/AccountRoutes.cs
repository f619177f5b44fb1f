using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Tenants;
using Farebox.Rating;

namespace Farebox.Http.Accounts;

/// <summary>Opening accounts, and adding members, credit and limits to them.</summary>
internal sealed class AccountRoutes(JournalGate journal, CatalogCache catalogs, AlertDefaults alerts)
{
    private const string DefaultCard = "default";
    private const int PayWithMax = 8;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts", OpenAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/members", AddMemberAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/grants", GrantAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/limits", LimitAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> OpenAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var rateCards = await RateCardsAsync(call, body);
        var costCard = await CardAsync(call, body, "cost_card", CardKind.Cost);
        if (body.Done() is { } refusal) return refusal;

        var tenant = call.Caller.TenantId;
        var watched = await alerts.ListAsync(tenant, () => catalogs.RefreshAsync(tenant, call.Gone), call.Gone);
        var command = new OpenAccount(tenant, id, rateCards, costCard) { Actor = call.Actor, Alerts = watched };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (id, (AccountOpened)decided.Entry.Body), AccountJson.WriteAccount));
    }

    /// <summary>One card, or several that pay in turn: each in an asset of its own.</summary>
    private async ValueTask<ImmutableArray<string>> RateCardsAsync(Call call, BodyReader body)
    {
        var named = body.Has("rate_card");
        var first = await CardAsync(call, body, "rate_card", CardKind.Rate);
        var cards = body.Strings("pay_with", Rules.Id, PayWithMax);
        if (cards.IsEmpty) return [first];
        if (named && cards[0] != first) body.Fault("pay_with", ProblemCodes.InvalidRule, "The first card of pay_with is the rate_card.");

        var assets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in cards)
        {
            if (await catalogs.FindAsync(call.Caller.TenantId, catalog => catalog.FindCard(CardKind.Rate, id), call.Gone) is not { } card)
                body.Fault("pay_with", ProblemCodes.CardUnknown, $"There is no such card: {id}");
            else if (!assets.Add(card.Versions[0].Asset.Code))
                body.Fault("pay_with", ProblemCodes.InvalidRule, $"Two cards of pay_with are in {card.Versions[0].Asset.Code}; each is in an asset of its own.");
        }

        return cards;
    }

    // A card that is named must be there; the default one may still come.
    private async ValueTask<string> CardAsync(Call call, BodyReader body, string member, CardKind kind)
    {
        if (body.OptionalString(member, Rules.Id) is not { } card) return DefaultCard;
        if (await catalogs.FindAsync(call.Caller.TenantId, catalog => catalog.FindCard(kind, card), call.Gone) is null)
            body.Fault(member, ProblemCodes.CardUnknown, $"There is no such card: {card}");
        return card;
    }

    private async ValueTask<Answer> AddMemberAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var parent = body.OptionalString("parent", Rules.Id);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new AddMember(call.Caller.TenantId, account, id, parent) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (account, decided.Entry), AccountJson.WriteMember));
    }

    private async ValueTask<Answer> GrantAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var grant = new GrantBody(body);
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var basis = grant.CostBasis is { } cost ? await catalogs.FindAssetAsync(call, cost, "asset") : null;
        var terms = grant.Read(asset, basis, out var isEffectiveNow);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new IssueGrant(call.Caller.TenantId, account, terms!, isEffectiveNow) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (account, ((GrantIssued)decided.Entry.Body).Terms), AccountJson.WriteGrant));
    }

    private async ValueTask<Answer> LimitAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        var member = body.OptionalString("member", Rules.Id);
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var max = body.RequiredUnits("max", asset, min: 0);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetLimit(call.Caller.TenantId, account, key, member, asset!, max) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (account, (LimitSet)decided.Entry.Body), AccountJson.WriteLimit));
    }
}
