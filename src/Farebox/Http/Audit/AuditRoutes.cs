using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Audit;

/// <summary>Who did what to the configuration, the accounts and the keys.</summary>
internal sealed class AuditRoutes(AuditLog log)
{
    private const int CountDefault = 100;
    private const int CountMax = 1000;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/audit", GetAsync)
        {
            Scope = KeyScopes.Admin, Parameters = ["limit", "cursor", "actor", "action", "object", "from", "to"],
        },
    ];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var (tenant, query) = (call.Caller.TenantId, call.Request.Query);
        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        if (count is null) return new Problem(ProblemCodes.LimitOutOfRange);

        long? before = null;
        if (query.TryGetValue("cursor", out var cursor))
        {
            if (!SeqCursor.TryRead(cursor[0]!, Listed(tenant), out var seq)) return new Problem(ProblemCodes.InvalidCursor);
            before = seq;
        }

        if (QueryReader.Text(query, "actor", out var actor) is { } noActor) return noActor;
        if (QueryReader.Text(query, "action", out var action) is { } noAction) return noAction;
        if (QueryReader.Text(query, "object", out var target) is { } noObject) return noObject;
        if (QueryReader.Time(query, "from", out var from) is { } noFrom) return noFrom;
        if (QueryReader.Time(query, "to", out var to) is { } noTo) return noTo;
        if (from >= to) return new Problem(ProblemCodes.RangeInvalid);

        // One more than asked for tells whether there is a next page.
        var wanted = new AuditQuery(actor, action, target, from, to);
        var rows = await log.ReadAsync(tenant, wanted, before, count.Value + 1, call.Gone);
        var next = rows.Count > count ? SeqCursor.Write(rows[count.Value - 1].Seq, Listed(tenant)) : null;
        return JsonAnswer.Ok((rows.Take(count.Value), next), Write);
    }

    private static void Write(Utf8JsonWriter json, (IEnumerable<AuditRow> Rows, string? Next) page)
    {
        json.WriteStartObject();
        json.WriteStartArray("acts");
        foreach (var row in page.Rows) WriteRow(json, row);
        json.WriteEndArray();
        if (page.Next is not null) json.WriteString("next_cursor", page.Next);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, AuditRow row)
    {
        json.WriteStartObject();
        json.WriteString("at", Rfc3339.Format(row.RecordedAt));
        json.WriteString("actor", row.Actor);
        json.WriteString("action", row.Action);
        json.WriteString("object", row.Target);
        if (row.RequestId.Length > 0) json.WriteString("request_id", row.RequestId);
        if (row.EntrySeq is { } seq) json.WriteNumber("entry_seq", seq);
        WriteJson(json, "before", row.Before);
        WriteJson(json, "after", row.After);
        json.WriteEndObject();
    }

    // Stored as JSON that the program itself wrote.
    private static void WriteJson(Utf8JsonWriter json, string name, string? stored)
    {
        if (stored is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(stored, skipInputValidation: true);
    }

    private static string Listed(int tenant) => FormattableString.Invariant($"audit {tenant}");
}
