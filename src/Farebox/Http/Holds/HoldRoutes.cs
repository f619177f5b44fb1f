using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Holds;

/// <summary>Asks for credit before the work, takes it after, and gives back what was not needed.</summary>
internal sealed class HoldRoutes(JournalGate journal, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/holds", AuthoriseAsync) { Scope = KeyScopes.Ingest },
        new("POST", "/v1/accounts/{account}/holds/{hold}/capture", CaptureAsync) { Scope = KeyScopes.Ingest },
        new("POST", "/v1/accounts/{account}/holds/{hold}/release", ReleaseAsync) { Scope = KeyScopes.Ingest },
    ];

    private async ValueTask<Answer> AuthoriseAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Optional(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync("data");
        var hold = new HoldBody(body, call, key);
        var command = await hold.ReadAsync(catalogs);
        if (body.Done() is { } refusal) return refusal;
        if (command is null) return new Problem(ProblemCodes.IdempotencyKeyRequired, "Send an id in the body, or an Idempotency-Key.");

        return await journal.DecideAsync(command, decided => Answered(decided, call.Id(0)));
    }

    private static Answer Answered(Decided decided, string account)
    {
        var hold = (HoldDecided)decided.Entry.Body;
        if (hold.Refusal is not { } refusal)
            return JsonAnswer.Made(decided, (account, decided.Entry.Member, hold.Terms), HoldJson.WriteAuthorised);

        return HoldRefusals.Of(refusal, hold.Terms.Asset, hold.Terms.Units);
    }

    private async ValueTask<Answer> CaptureAsync(Call call)
    {
        var body = await call.ReadBodyAsync("event");
        var isFinal = body.OptionalBoolean("final", otherwise: false);
        if (body.Has("event")) return await CaptureEventAsync(call, body, isFinal);

        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var amount = body.RequiredDecimal("amount");
        if (amount <= 0m && body.Has("amount") && !body.HasFaults) body.Fault("amount", ProblemCodes.AmountNotPositive, "A capture is of more than nothing.");
        if (body.Done() is { } refusal) return refusal;

        var command = new CaptureHold(call.Caller.TenantId, call.Id(0), key, call.Id(1), DecimalText.Format(amount), isFinal);
        return await journal.DecideAsync(command, decided => decided.Entry.Body is HoldCaptured { Code: { } code }
            ? new Problem(ProblemCodes.Of(code))
            : new JsonAnswer<HoldCaptured>(200, (HoldCaptured)decided.Entry.Body, HoldJson.WriteCaptured));
    }

    private async ValueTask<Answer> CaptureEventAsync(Call call, BodyReader body, bool isFinal)
    {
        var item = CapturedEvent.Read(call, body, isFinal);
        if (body.Done() is { } refusal) return refusal;

        return await journal.DecideAsync(item.Command!, _ =>
            new JsonAnswer<CapturedEvent>(200, item, HoldJson.WriteCapturedEvent));
    }

    private async ValueTask<Answer> ReleaseAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        var command = new ReleaseHold(call.Caller.TenantId, call.Id(0), key, call.Id(1));
        return await journal.DecideAsync(command, decided => decided.Entry.Body is HoldReleased { Code: { } code }
            ? new Problem(ProblemCodes.Of(code))
            : new JsonAnswer<HoldReleased>(200, (HoldReleased)decided.Entry.Body, HoldJson.WriteReleased));
    }
}
