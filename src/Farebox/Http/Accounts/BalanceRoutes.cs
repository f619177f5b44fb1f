using System.Buffers;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Accounts;

/// <summary>What an account has, as of now: after everything that was acknowledged, with what has fallen due taken into account.</summary>
internal sealed class BalanceRoutes(JournalGate journal)
{
    public IEnumerable<ApiRoute> Routes => [new("GET", "/v1/accounts/{account}/balances", GetAsync) { Scope = KeyScopes.Read }];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var look = new Inspect(call.Caller.TenantId, call.Id(0), Look);
        if (await journal.DecideAsync([look]) is { } refusal) return refusal;
        return look.Outcome switch
        {
            Inspected { Result: byte[] json } => new Utf8Answer(json),
            Rejected rejected => Refusal.Of(rejected),
            _ => new Problem(ProblemCodes.InternalError),
        };
    }

    // The book belongs to its writer, so it is written down there and sent from here.
    private static byte[] Look(Book book, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        BalanceJson.Write(json, book, now);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
