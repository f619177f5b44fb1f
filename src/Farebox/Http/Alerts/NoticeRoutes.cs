using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Alerts;

/// <summary>The feed of what was told. A reader that comes back with the last cursor misses nothing and hears nothing twice.</summary>
internal sealed class NoticeRoutes(NoticeFeed feed)
{
    private const int CountDefault = 100;
    private const int CountMax = 1000;

    public IEnumerable<ApiRoute> Routes =>
        [new("GET", "/v1/notices", GetAsync) { Scope = KeyScopes.Read, Parameters = ["limit", "cursor", "account", "type"] }];

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var (tenant, query) = (call.Caller.TenantId, call.Request.Query);
        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        if (count is null) return new Problem(ProblemCodes.LimitOutOfRange);

        var after = 0L;
        if (query.TryGetValue("cursor", out var cursor) && !SeqCursor.TryRead(cursor[0]!, Listed(tenant), out after)) return new Problem(ProblemCodes.InvalidCursor);
        if (QueryReader.Id(query, "account", out var account) is { } noAccount) return noAccount;
        if (QueryReader.Text(query, "type", out var kind) is { } noType) return noType;

        var notices = await feed.ReadAsync(tenant, after, count.Value, account, kind, call.Gone);
        var last = notices.Count > 0 ? notices[^1].Position : after;
        return JsonAnswer.Ok((notices, SeqCursor.Write(last, Listed(tenant))), Write);
    }

    // Always with a cursor: a feed has no last page.
    private static void Write(Utf8JsonWriter json, (IReadOnlyList<PublishedNotice> Notices, string Cursor) page)
    {
        json.WriteStartObject();
        json.WriteStartArray("notices");
        foreach (var notice in page.Notices) json.WriteRawValue(notice.Body, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteString("cursor", page.Cursor);
        json.WriteEndObject();
    }

    private static string Listed(int tenant) => FormattableString.Invariant($"notices {tenant}");
}
