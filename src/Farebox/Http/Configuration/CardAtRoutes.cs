using System.Globalization;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Farebox.Rating;

namespace Farebox.Http.Configuration;

/// <summary>The prices of any date: the version of a card that is, was or will be in force at an instant.</summary>
internal sealed class CardAtRoutes(ConfigListing listing, CatalogCache catalogs, ClockStore clock)
{
    public IEnumerable<ApiRoute> Routes => [new("GET", "/v1/cards/{card}", ReadAsync) { Scope = KeyScopes.Read, Parameters = ["kind", "at"] }];

    private async ValueTask<Answer> ReadAsync(Call call)
    {
        var (query, tenant) = (call.Request.Query, call.Caller.TenantId);
        var kind = CardKind.Rate;
        if (query.TryGetValue("kind", out var named) && !CardKinds.TryParse(named[0], out kind))
            return new Problem(ProblemCodes.InvalidParameter, $"\"kind\" is one of {string.Join(", ", CardKinds.All)}.");
        if (QueryReader.Time(query, "at", out var at) is { } refusal) return refusal;

        var catalog = await catalogs.RefreshAsync(tenant, call.Gone);
        if (catalog.FindCard(kind, call.Id(0)) is not { } card) return new Problem(ProblemCodes.NotFound, $"There is no {kind.Name()} card {call.Id(0)}.");
        if (card.At(at ?? (await clock.GetAsync(tenant, call.Gone)).Now) is not { } version)
            return new Problem(ProblemCodes.NotFound, $"The {kind.Name()} card {card.Id} has no version at that time.");

        var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name()}/{card.Id}/{version.Number}");
        return await listing.FindAsync(tenant, "card", id, call.Gone) is { } body ? new RawJsonAnswer(200, body) : new Problem(ProblemCodes.NotFound);
    }
}
