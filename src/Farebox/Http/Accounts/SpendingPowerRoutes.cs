using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Http.Json;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Accounts;

/// <summary>Who may spend what, in one call: of each member what is its own, what it reaches of the pool, every limit above it, and what comes of all that.</summary>
internal sealed class SpendingPowerRoutes(JournalGate journal)
{
    private static readonly string[] Parameters = ["member", "meter", "model", "limit", "cursor"];

    public IEnumerable<ApiRoute> Routes => [new("GET", "/v1/accounts/{account}/spending-power", GetAsync) { Scope = KeyScopes.Read, Parameters = Parameters }];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var query = call.Request.Query;
        if (ListPage.Read(call, "members", call.Id(0), out var page) is { } refusal) return refusal;
        if (QueryReader.Id(query, "member", out var member) is { } noMember) return noMember;
        if (QueryReader.Id(query, "meter", out var meter) is { } noMeter) return noMeter;
        if (QueryReader.Text(query, "model", out var model) is { } noModel) return noModel;

        // The account itself comes first: its id is empty, so it is after nothing.
        return await journal.LookAsync(
            call,
            (book, now) => book.Members.Values.Prepend(book.Root)
                .Where(one => member is null || one.Id == member)
                .Where(one => page.After.Length == 0 || string.CompareOrdinal(one.Id, page.After) > 0)
                .OrderBy(one => one.Id, StringComparer.Ordinal)
                .Take(page.ReadCount)
                .Select(one => SpendingPower.Of(book, one, meter, model, now))
                .ToArray(),
            members => member is not null && members.Length == 0
                ? new Problem(ProblemCodes.MemberUnknown, $"The account has no member '{member}'.")
                : page.Of(members, power => power.Member, Write));
    }

    private static void Write(Utf8JsonWriter json, SpendingPower power)
    {
        json.WriteStartObject();
        if (power.Member.Length > 0) json.WriteString("id", power.Member);
        json.WriteString("path", power.Path);
        json.WriteStartArray("assets");
        foreach (var wallet in power.Wallets) WriteWallet(json, wallet);
        json.WriteEndArray();
        json.WriteStartArray("limits");
        foreach (var limit in power.Limits) WriteLimit(json, limit);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWallet(Utf8JsonWriter json, WalletPower wallet)
    {
        json.WriteStartObject();
        json.WriteString("asset", wallet.Asset.Code);
        AmountJson.Write(json, "own", wallet.Own, wallet.Asset);
        AmountJson.Write(json, "pool", wallet.Pool, wallet.Asset);
        AmountJson.Write(json, "debt", wallet.Debt, wallet.Asset);
        AmountJson.Write(json, "spendable", wallet.Spendable, wallet.Asset);
        if (wallet.BoundBy is { } bound) json.WriteString("bound_by", bound);
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, PowerLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("id", limit.State.Terms.Id);
        if (limit.State.Terms.Member.Length > 0) json.WriteString("member", limit.State.Terms.Member);
        json.WriteString("measure", Postgres.Journal.Names.Of(limit.State.Terms.Measure));
        if (limit.State.Terms.Asset is { } asset) json.WriteString("asset", asset.Code);
        json.WriteBoolean("hard", limit.State.Terms.IsHard);
        LimitUnits.Write(json, "max", limit.State.Terms.Max, limit.State.Terms);
        LimitJson.WriteState(json, limit.State);
        json.WriteEndObject();
    }
}
