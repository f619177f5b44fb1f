using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Grants;

/// <summary>What is done with a grant that exists: moved, taken back, paid for.</summary>
internal sealed class GrantRoutes(JournalGate journal)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/grants/{grant}/move", MoveAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/grants/{grant}/remove", RemoveAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/grants/{grant}/paid", PaidAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> MoveAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var reason = MoveReasons.TryParse(body.RequiredWord("reason", MoveReasons.All), out var named) ? named : default;
        var amount = AmountOf(body);
        var owner = body.OptionalString("owner", Rules.Id);
        var expiresAt = body.OptionalTime("expires_at");
        var never = body.OptionalBoolean("never_expires", otherwise: false);
        if (reason == MoveReason.Extension && (owner is not null || (expiresAt is null) != never))
            body.Fault("expires_at", ProblemCodes.InvalidRule, "An extension says expires_at or never_expires, and leaves the owner as it is.");
        if (reason != MoveReason.Extension && (expiresAt is not null || never))
            body.Fault("expires_at", ProblemCodes.InvalidRule, "Only an extension changes when credit expires.");
        if (reason == MoveReason.Loan && owner is null) body.Fault("owner", ProblemCodes.MissingMember, "A loan goes to a member: \"owner\" is missing.");
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new MoveUnits(call.Caller.TenantId, account, call.Id(1), id, new(reason, amount, owner, expiresAt, never)) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (account, ((UnitsMoved)decided.Entry.Body).Terms), AccountJson.WriteGrant));
    }

    private async ValueTask<Answer> RemoveAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var removal = GrantRemovals.TryParse(body.RequiredWord("as", GrantRemovals.All), out var named) ? named : default;
        var amount = AmountOf(body);
        var reason = body.OptionalString("reason", Rules.Name);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new RemoveUnits(call.Caller.TenantId, account, key, call.Id(1), removal, amount, reason) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Ok((account, (UnitsRemoved)decided.Entry.Body), WriteRemoved));
    }

    private async ValueTask<Answer> PaidAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var reference = body.OptionalString("reference", Rules.Name);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new MarkPaid(call.Caller.TenantId, account, call.Id(1), reference) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Ok((account, decided.Entry), WritePaid));
    }

    private static string? AmountOf(BodyReader body)
    {
        if (!body.Has("amount")) return null;

        var amount = body.RequiredDecimal("amount");
        if (amount <= 0m && !body.HasFaults) body.Fault("amount", ProblemCodes.AmountNotPositive, "\"amount\" is above zero; left out, it is all that is there.");
        return DecimalText.Format(amount);
    }

    private static void WriteRemoved(Utf8JsonWriter json, (string Account, UnitsRemoved Removed) done)
    {
        json.WriteStartObject();
        json.WriteString("account", done.Account);
        json.WriteString("grant", done.Removed.Grant);
        json.WriteString("as", done.Removed.Removal.Name());
        json.WriteString("asset", done.Removed.Asset.Code);
        AmountJson.Write(json, "amount", done.Removed.Units, done.Removed.Asset);
        json.WriteBoolean("whole", done.Removed.IsWhole);
        if (done.Removed.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private static void WritePaid(Utf8JsonWriter json, (string Account, Entry Entry) done)
    {
        var paid = (GrantPaid)done.Entry.Body;
        json.WriteStartObject();
        json.WriteString("account", done.Account);
        json.WriteString("grant", paid.Grant);
        json.WriteString("paid_at", Rfc3339.Format(done.Entry.RecordedAt));
        if (paid.Reference is { } reference) json.WriteString("reference", reference);
        json.WriteEndObject();
    }
}
