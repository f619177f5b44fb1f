namespace Farebox.IntegrationTests.Http;

/// <summary>Every route by which an administrator changes something, with a request that does, and the act it must leave.</summary>
/// <param name="Url">The path as it is sent.</param>
internal sealed record AuditedRoute(string Method, string Path, string Url, string Body, string Action)
{
    /// <summary>In an order in which each finds what it needs. <c>{key}</c> is a key that may be rotated and revoked.</summary>
    public static IReadOnlyList<AuditedRoute> All { get; } =
    [
        Post("/v1/assets", """{"code":"gold"}""", "asset.create"),
        Post("/v1/meters", """{"id":"calls","event_type":"call","aggregation":"count"}""", "meter.create"),
        Post("/v1/accounts", """{"id":"acme"}""", "account.open"),
        Post("/v1/accounts/{account}/backfills", """
            {"id":"b","source":"app","from":"2021-01-01T00:00:00Z","to":"2021-02-01T00:00:00Z","events":
             [{"specversion":"1.0","id":"e","source":"app","type":"call","subject":"acme","time":"2021-01-02T00:00:00Z","data":{}}]}
            """, "event.record"),
        Post("/v1/cards", """{"kind":"rate","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"gold","rows":[{"meter":"calls","class":"count","unit_price":"1"}]}""", "card.create"),
        Post("/v1/accounts/{account}/rerates", """{"event":{"source":"app","id":"e"}}""", "event.rerate"),
        Post("/v1/accounts/{account}/corrections", """{"id":"c","void":{"source":"app","id":"e"}}""", "event.void"),
        Post("/v1/accounts/{account}/members", """{"id":"team"}""", "member.add"),
        Post("/v1/accounts/{account}/grants", """{"id":"g","asset":"gold","amount":"1","source":"bonus"}""", "grant.issue"),
        Post("/v1/accounts/{account}/limits", """{"asset":"gold","max":"1"}""", "limit.set"),
        Post("/v1/accounts/{account}/closes", """{"period":"2020-01"}""", "period.close"),
        new("PUT", "/v1/sandbox/clock", "/v1/sandbox/clock", """{"offset_seconds":"60"}""", "clock.set"),
        Post("/v1/keys", """{"scopes":["read"]}""", "key.create"),
        Post("/v1/keys/{key}/rotate", "{}", "key.rotate"),
        Post("/v1/keys/{key}/revoke", "{}", "key.revoke"),
        Post("/v1/tenants", """{"id":"other"}""", "tenant.create"),
        new("PUT", "/v1/tenants/{tenant}/rate-limits", "/v1/tenants/default/rate-limits", """{"sandbox":true}""", "tenant.limit"),
    ];

    private static AuditedRoute Post(string path, string body, string action) =>
        new("POST", path, path.Replace("{account}", "acme", StringComparison.Ordinal), body, action);
}
