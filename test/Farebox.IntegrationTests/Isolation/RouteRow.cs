using Farebox.Postgres.Tenants;

namespace Farebox.IntegrationTests.Isolation;

/// <summary>One row of the isolation matrix: a route, who may use it, and a request that would do something if it were let in.</summary>
/// <param name="Scope">Written down a second time, on purpose: a scope that is changed where the route is declared is found here.</param>
/// <param name="Body">A good body for routes that lead to something by its id, so that only the wall can refuse it.</param>
internal sealed record RouteRow(string Method, string Path, KeyScopes? Scope, string Body = "{}")
{
    private const KeyScopes Ingest = KeyScopes.Ingest, Read = KeyScopes.Read, Admin = KeyScopes.Admin;

    /// <summary>What a good key is answered that says nothing more: where a route needs parameters, that they are missing.</summary>
    public int Answers { get; init; } = 200;

    /// <summary>Every route there is. Open ones have no scope.</summary>
    public static IReadOnlyList<RouteRow> All { get; } =
    [
        new("GET", "/health/live", null),
        new("GET", "/health/ready", null),
        new("GET", "/schemas/pricing.json", null),
        new("GET", "/openapi.json", null),
        new("GET", "/docs", null),
        new("POST", "/v1/events", Ingest),
        new("POST", "/v1/usage/normalize", Read, """{"usage":{"input_tokens":1,"output_tokens":1}}"""),
        new("POST", "/v1/quotes", Read | Ingest, """{"account":"{account}","items":[{"meter":"llm","data":{"model":"small","input_tokens":1}}]}"""),
        new("GET", "/v1/accounts/{account}/holds", Read),
        new("GET", "/v1/accounts/{account}/holds/{hold}", Read),
        new("POST", "/v1/accounts/{account}/holds/{hold}/grow", Ingest, """{"amount":"1"}"""),
        new("POST", "/v1/accounts/{account}/holds/{hold}/extend", Ingest, """{"ttl_seconds":60}"""),
        new("GET", "/v1/assets", Read),
        new("GET", "/v1/meters", Read),
        new("GET", "/v1/cards", Read),
        new("GET", "/v1/cards/{card}", Read),
        new("GET", "/v1/exchange", Read) { Answers = 422 },
        new("POST", "/v1/accounts/{account}/exchanges", Admin, """{"id":"x1","from":"credit","amount":"1"}"""),
        new("GET", "/v1/accounts", Read),
        new("GET", "/v1/accounts/{account}", Read),
        new("GET", "/v1/accounts/{account}/members", Read),
        new("GET", "/v1/accounts/{account}/limits", Read),
        new("POST", "/v1/accounts/{account}/holds", Ingest, """{"id":"h2","asset":"credit","amount":"1"}"""),
        new("POST", "/v1/accounts/{account}/holds/{hold}/capture", Ingest, """{"amount":"1"}"""),
        new("POST", "/v1/accounts/{account}/holds/{hold}/release", Ingest),
        new("POST", "/v1/accounts", Admin),
        new("POST", "/v1/accounts/{account}/members", Admin, """{"id":"m1"}"""),
        new("POST", "/v1/accounts/{account}/grants", Admin, """{"id":"g1","asset":"credit","amount":"1","source":"bonus"}"""),
        new("POST", "/v1/accounts/{account}/limits", Admin, """{"asset":"credit","max":"1"}"""),
        new("POST", "/v1/accounts/{account}/closes", Admin, """{"period":"2020-01"}"""),
        new("POST", "/v1/accounts/{account}/corrections", Admin, """{"id":"c","void":{"source":"app","id":"e"}}"""),
        new("POST", "/v1/accounts/{account}/rerates", Admin, """{"from":"2020-01-01T00:00:00Z","to":"2020-02-01T00:00:00Z"}"""),
        new("POST", "/v1/accounts/{account}/backfills", Admin, """{"id":"b","source":"app","from":"2020-01-01T00:00:00Z","to":"2020-02-01T00:00:00Z","events":[]}"""),
        new("POST", "/v1/accounts/{account}/grants/{grant}/move", Admin, """{"id":"g2","reason":"extension","never_expires":true}"""),
        new("POST", "/v1/accounts/{account}/grants/{grant}/remove", Admin, """{"as":"void"}"""),
        new("POST", "/v1/accounts/{account}/grants/{grant}/paid", Admin),
        new("POST", "/v1/accounts/{account}/schedules", Admin, """{"id":"s1","asset":"credit","amount":"1","source":"bonus","every":{"unit":"month"}}"""),
        new("GET", "/v1/accounts/{account}/schedules", Read),
        new("POST", "/v1/accounts/{account}/schedules/{schedule}/seats", Admin, """{"seats":1}"""),
        new("POST", "/v1/accounts/{account}/schedules/{schedule}/end", Admin),
        new("POST", "/v1/accounts/{account}/burn-orders", Admin, """{"asset":"credit","preset":"stripe"}"""),
        new("GET", "/v1/accounts/{account}/balances", Read),
        new("GET", "/v1/accounts/{account}/entries", Read),
        new("POST", "/v1/assets", Admin),
        new("POST", "/v1/meters", Admin),
        new("POST", "/v1/cards", Admin),
        new("GET", "/v1/sandbox/clock", Read),
        new("PUT", "/v1/sandbox/clock", Admin),
        new("GET", "/v1/reports/usage", Read),
        new("GET", "/v1/reports/credits", Read),
        new("GET", "/v1/accounts/{account}/burn-down", Read),
        new("GET", "/v1/keys", Admin),
        new("POST", "/v1/keys", Admin),
        new("POST", "/v1/keys/{key}/rotate", Admin),
        new("POST", "/v1/keys/{key}/revoke", Admin),
        new("GET", "/v1/audit", Admin),
        new("POST", "/v1/accounts/{account}/alert-rules", Admin, """{"id":"a1","kind":"exhausted","asset":"credit"}"""),
        new("GET", "/v1/alert-rules", Read),
        new("POST", "/v1/alert-rules", Admin),
        new("POST", "/v1/alert-rules/{rule}/remove", Admin),
        new("POST", "/v1/accounts/{account}/alert-rules/{rule}/remove", Admin),
        new("GET", "/v1/accounts/{account}/alert-rules", Read),
        new("POST", "/v1/accounts/{account}/top-up-rules", Admin, """{"asset":"credit","threshold":"1","amount":"1","price":{"asset":"USD","amount":"1","per":"1"}}"""),
        new("POST", "/v1/accounts/{account}/top-up-rules/{asset}/remove", Admin),
        new("GET", "/v1/accounts/{account}/top-up-rules", Read),
        new("GET", "/v1/accounts/{account}/top-ups", Read),
        new("POST", "/v1/accounts/{account}/top-ups/{top_up}/paid", Admin),
        new("POST", "/v1/accounts/{account}/top-ups/{top_up}/failed", Admin),
        new("GET", "/v1/notices", Read),
        new("GET", "/v1/webhooks", Admin),
        new("POST", "/v1/webhooks", Admin),
        new("POST", "/v1/webhooks/{webhook}/rotate", Admin),
        new("POST", "/v1/webhooks/{webhook}/disable", Admin),
        new("POST", "/v1/webhooks/{webhook}/enable", Admin),
        new("GET", "/v1/webhooks/{webhook}/deliveries", Admin),
        new("POST", "/v1/webhooks/{webhook}/replay", Admin, """{"from":"2026-07-01T00:00:00Z"}"""),
        new("GET", "/v1/tenants", KeyScopes.Operator),
        new("POST", "/v1/tenants", KeyScopes.Operator),
        new("PUT", "/v1/tenants/{tenant}/rate-limits", KeyScopes.Operator),
    ];

    /// <summary>Whether it leads to something by an id, in the path or in the body.</summary>
    public bool NamesSomething => Path.Contains('{', StringComparison.Ordinal) || Body.Contains("{account}", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}
