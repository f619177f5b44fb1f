using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Holds;

/// <summary>Changes an open hold: how much it is, how long it lasts, and what becomes of it when its work was cancelled or its result is not known.</summary>
internal sealed class HoldChangeRoutes(JournalGate journal)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/holds/{hold}/grow", GrowAsync) { Scope = KeyScopes.Ingest },
        new("POST", "/v1/accounts/{account}/holds/{hold}/extend", ExtendAsync) { Scope = KeyScopes.Ingest },
        new("POST", "/v1/accounts/{account}/holds/{hold}/await", AwaitAsync) { Scope = KeyScopes.Ingest },
        new("POST", "/v1/accounts/{account}/holds/{hold}/cancel", CancelAsync) { Scope = KeyScopes.Ingest },
    ];

    private async ValueTask<Answer> GrowAsync(Call call)
    {
        var body = await call.ReadBodyAsync("data");
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var command = body.Has("data") ? ByData(call, body, key) : ByAmount(call, body, key);
        if (body.Done() is { } refusal) return refusal;

        return await journal.DecideAsync(command!, static decided => decided.Entry.Body switch
        {
            HoldGrown { Refusal: { } refused } grown => HoldRefusals.Of(refused, grown.Hold.Asset, grown.Units),
            var grown => new JsonAnswer<HoldGrown>(200, (HoldGrown)grown, HoldJson.WriteGrown),
        });
    }

    private static GrowHold? ByAmount(Call call, BodyReader body, string key)
    {
        var amount = body.RequiredDecimal("amount");
        if (amount <= 0m && body.Has("amount") && !body.HasFaults) body.Fault("amount", ProblemCodes.AmountNotPositive, "A hold grows by more than nothing.");
        return GrowHold.OfAmount(call.Caller.TenantId, call.Id(0), key, call.Id(1), DecimalText.Format(amount));
    }

    private static GrowHold? ByData(Call call, BodyReader body, string key)
    {
        var meter = body.OptionalString("meter", Rules.Id);
        var data = EstimateData.Read(body);
        return data is null ? null : GrowHold.OfData(call.Caller.TenantId, call.Id(0), key, call.Id(1), meter, data.Data, data.Content16);
    }

    private async ValueTask<Answer> ExtendAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var seconds = body.OptionalInteger("ttl_seconds", 1, HoldBody.SecondsMax, ProblemCodes.InvalidTtl);
        if (seconds is null && !body.Has("ttl_seconds")) body.Fault("ttl_seconds", ProblemCodes.MissingMember, "\"ttl_seconds\" is missing.");
        if (body.Done() is { } refusal) return refusal;

        var command = new ExtendHold(call.Caller.TenantId, call.Id(0), key, call.Id(1), TimeSpan.FromSeconds(seconds!.Value));
        return await journal.DecideAsync(command, static decided => decided.Entry.Body is HoldExtended { Code: { } code }
            ? new Problem(ProblemCodes.Of(code))
            : new JsonAnswer<HoldExtended>(200, (HoldExtended)decided.Entry.Body, HoldJson.WriteExtended));
    }

    private async ValueTask<Answer> AwaitAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var seconds = body.OptionalInteger("at_most_seconds", 1, HoldBody.SecondsMax, ProblemCodes.InvalidTtl) ?? HoldBody.AwaitSecondsDefault;
        if (body.Done() is { } refusal) return refusal;

        var command = new AwaitHold(call.Caller.TenantId, call.Id(0), key, call.Id(1), TimeSpan.FromSeconds(seconds));
        return await journal.DecideAsync(command, static decided => decided.Entry.Body is HoldAwaited { Code: { } code }
            ? new Problem(ProblemCodes.Of(code))
            : new JsonAnswer<HoldAwaited>(200, (HoldAwaited)decided.Entry.Body, HoldJson.WriteAwaited));
    }

    private async ValueTask<Answer> CancelAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var actual = body.OptionalDecimal("actual");
        if (actual <= 0m) body.Fault("actual", ProblemCodes.AmountNotPositive, "What the work came to is above nothing; leave it out where it is nothing.");
        if (body.Done() is { } refusal) return refusal;

        var command = new CancelHold(call.Caller.TenantId, call.Id(0), key, call.Id(1), actual is { } amount ? DecimalText.Format(amount) : null);
        return await journal.DecideAsync(command, static decided => decided.Entry.Body is HoldReleased { Code: { } code }
            ? new Problem(ProblemCodes.Of(code))
            : new JsonAnswer<EntryBody>(200, decided.Entry.Body, HoldJson.WriteCancelled));
    }
}
