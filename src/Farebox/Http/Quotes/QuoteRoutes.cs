using Farebox.Http.Edge;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Quotes;

/// <summary>What something would cost, with the working.</summary>
internal sealed class QuoteRoutes(QuoteDesk desk)
{
    public IEnumerable<ApiRoute> Routes => [new("POST", "/v1/quotes", QuoteAsync) { Scope = KeyScopes.Read | KeyScopes.Ingest }];

    // It does nothing, so it may be repeated without a key.
    private async ValueTask<Answer> QuoteAsync(Call call)
    {
        var body = await call.ReadBodyAsync("items");
        var question = QuoteBody.Read(body);
        if (body.Done() is { } fault) return fault;

        var (quote, refusal) = await desk.PriceAsync(call.Caller.TenantId, question, call.Gone);
        return quote is null ? refusal! : JsonAnswer.Ok(quote, QuoteJson.Write);
    }
}
