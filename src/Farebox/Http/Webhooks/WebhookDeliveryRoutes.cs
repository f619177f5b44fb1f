using Farebox.Http.Edge;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Webhooks;

/// <summary>What became of the notices of an endpoint, and sending them once more.</summary>
internal sealed class WebhookDeliveryRoutes(WebhookDeliveries deliveries)
{
    private const int CountDefault = 100;
    private const int CountMax = 1000;

    private static readonly string[] States = ["pending", "delivered", "dead"];
    private static readonly string[] Replayed = ["dead"];

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/webhooks/{webhook}/deliveries", ListAsync) { Scope = KeyScopes.Admin, Parameters = ["limit", "cursor", "state"] },
        new("POST", "/v1/webhooks/{webhook}/replay", ReplayAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> ListAsync(Call call)
    {
        var (tenant, endpoint, query) = (call.Caller.TenantId, call.Id(0), call.Request.Query);
        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        if (count is null) return new Problem(ProblemCodes.LimitOutOfRange);

        var before = long.MaxValue;
        var listed = FormattableString.Invariant($"deliveries {tenant} {endpoint}");
        if (query.TryGetValue("cursor", out var cursor) && !SeqCursor.TryRead(cursor[0]!, listed, out before)) return new Problem(ProblemCodes.InvalidCursor);

        var state = query.TryGetValue("state", out var asked) ? asked[0] : null;
        if (state is not null && !States.Contains(state)) return new Problem(ProblemCodes.InvalidParameter, $"\"state\" is one of {string.Join(", ", States)}.");

        // One more than asked for tells whether there is a next page.
        if (await deliveries.ReadAsync(tenant, endpoint, before, count.Value + 1, state, call.Gone) is not { } found)
            return new Problem(ProblemCodes.NotFound, $"There is no webhook {endpoint}.");

        var next = found.Count > count ? SeqCursor.Write(found[count.Value - 1].Position, listed) : null;
        return JsonAnswer.Ok((found.Take(count.Value), next), WebhookJson.WriteDeliveries);
    }

    private async ValueTask<Answer> ReplayAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var notice = body.OptionalString("notice", Rules.Id);
        var (from, to) = (body.OptionalTime("from"), body.OptionalTime("to"));
        var state = body.OptionalWord("state", Replayed);
        if (notice is null == from is null) body.Fault("notice", ProblemCodes.InvalidRule, "A replay is of one \"notice\", or of those recorded \"from\" a time on.");
        if (notice is not null && to is not null) body.Fault("to", ProblemCodes.InvalidRule, "\"to\" goes with \"from\".");
        if (from >= to) body.Fault("to", ProblemCodes.RangeInvalid, "\"to\" lies after \"from\".");
        if (body.Done() is { } refusal) return refusal;

        var queued = await deliveries.ReplayAsync(call.Caller.TenantId, call.Id(0), new(notice, from, to, state is not null), call.Actor, call.Gone);
        return queued is null
            ? new Problem(ProblemCodes.NotFound, $"There is no webhook {call.Id(0)}.")
            : new RawJsonAnswer(200, FormattableString.Invariant($$"""{"queued":{{queued}}}"""));
    }
}
