using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Accounts;

/// <summary>Lists the journal of an account.</summary>
internal sealed class EntryRoutes(EntryListing listing, CatalogCache catalogs)
{
    private const int CountDefault = 100;
    private const int CountMax = 1000;

    public IEnumerable<ApiRoute> Routes =>
        [new("GET", "/v1/accounts/{account}/entries", GetAsync) { Scope = KeyScopes.Read, Parameters = ["limit", "cursor"] }];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var (tenant, account, query) = (call.Caller.TenantId, call.Id(0), call.Request.Query);
        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        if (count is null) return new Problem(ProblemCodes.LimitOutOfRange);

        var after = 0L;
        if (query.TryGetValue("cursor", out var cursor) && !SeqCursor.TryRead(cursor[0]!, Listed(tenant, account), out after))
            return new Problem(ProblemCodes.InvalidCursor);

        // One more than asked for tells whether there is a next page.
        var entries = await listing.ReadAsync(tenant, account, after, count.Value + 1, call.Gone);
        if (entries is null) return new Problem(ProblemCodes.NotFound, $"There is no account {account}.");

        var catalog = await CatalogOfAsync(tenant, entries, call.Gone);
        var next = entries.Count > count ? SeqCursor.Write(entries[count.Value - 1].Seq, Listed(tenant, account)) : null;
        return JsonAnswer.Ok((entries.Take(count.Value), catalog, next), Write);
    }

    private async ValueTask<Catalog> CatalogOfAsync(int tenant, List<ListedEntry> entries, CancellationToken cancellationToken)
    {
        var catalog = catalogs.Newest(tenant);
        return entries.TrueForAll(entry => entry.Transfers.TrueForAll(transfer => catalog.FindAsset(transfer.Asset) is not null))
            ? catalog
            : await catalogs.RefreshAsync(tenant, cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, (IEnumerable<ListedEntry> Entries, Catalog Catalog, string? Next) page)
    {
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var entry in page.Entries) WriteEntry(json, entry, page.Catalog);
        json.WriteEndArray();
        if (page.Next is not null) json.WriteString("next_cursor", page.Next);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, ListedEntry entry, Catalog catalog)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", entry.Seq);
        json.WriteString("kind", Names.Of((EntryKind)entry.Kind));
        json.WriteString("status", Names.Of((EntryStatus)entry.Status));
        json.WriteString("recorded_at", Rfc3339.Format(entry.RecordedAt));
        json.WriteString("occurred_at", Rfc3339.Format(entry.OccurredAt));
        json.WriteString("member", entry.Member);
        json.WritePropertyName("command");
        json.WriteRawValue(entry.Command, skipInputValidation: true);
        if (entry.Outcome is not null)
        {
            json.WritePropertyName("outcome");
            json.WriteRawValue(entry.Outcome, skipInputValidation: true);
        }

        json.WriteStartArray("transfers");
        foreach (var transfer in entry.Transfers) WriteTransfer(json, transfer, catalog);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTransfer(Utf8JsonWriter json, ListedTransfer transfer, Catalog catalog)
    {
        var asset = catalog.FindAsset(transfer.Asset)!;
        json.WriteStartObject();
        json.WriteNumber("n", transfer.N);
        json.WriteString("from", transfer.From);
        json.WriteString("to", transfer.To);
        json.WriteString("asset", transfer.Asset);
        AmountJson.Write(json, "amount", transfer.Units, asset);
        AmountJson.Write(json, "from_after", transfer.FromAfter, asset);
        AmountJson.Write(json, "to_after", transfer.ToAfter, asset);
        if (transfer.Hold is not null) json.WriteString("hold", transfer.Hold);
        json.WriteEndObject();
    }

    private static string Listed(int tenant, string account) => FormattableString.Invariant($"entries {tenant} {account}");
}
