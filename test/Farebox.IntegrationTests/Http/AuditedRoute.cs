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
        Post("/v1/assets", """{"code":"silver"}""", "asset.create"),
        Post("/v1/cards", """{"kind":"exchange","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"silver","rows":[{"meter":"gold","class":"amount","unit_price":"10"}]}""", "card.create"),
        Post("/v1/accounts/{account}/grants", """{"id":"given","asset":"gold","amount":"1","source":"bonus"}""", "grant.issue"),
        Post("/v1/accounts/{account}/exchanges", """{"id":"x","from":"gold","amount":"1","grant":"given"}""", "grant.exchange"),
        Post("/v1/accounts/{account}/limits", """{"asset":"gold","max":"1"}""", "limit.set"),
        Post("/v1/accounts/{account}/closes", """{"period":"2020-01"}""", "period.close"),
        Post("/v1/accounts/{account}/grants", """{"id":"owed","asset":"gold","amount":"1","source":"purchased","payment":"awaited"}""", "grant.issue"),
        On("grants/{grant}/paid", "grants/owed/paid", "{}", "grant.pay"),
        On("grants/{grant}/move", "grants/g/move", """{"id":"g2","reason":"reallocation","owner":"team"}""", "grant.move"),
        On("grants/{grant}/remove", "grants/g2/remove", """{"as":"void"}""", "grant.remove"),
        Post("/v1/accounts/{account}/schedules", """{"id":"s","asset":"gold","amount":"1","source":"included","every":{"unit":"month"},"seats":1}""", "schedule.set"),
        On("schedules/{schedule}/seats", "schedules/s/seats", """{"seats":2}""", "schedule.seats"),
        On("schedules/{schedule}/end", "schedules/s/end", "{}", "schedule.end"),
        Post("/v1/accounts/{account}/burn-orders", """{"asset":"gold","preset":"orb"}""", "burn_order.set"),
        new("PUT", "/v1/sandbox/clock", "/v1/sandbox/clock", """{"offset_seconds":"60"}""", "clock.set"),
        Post("/v1/keys", """{"scopes":["read"]}""", "key.create"),
        Post("/v1/keys/{key}/rotate", "{}", "key.rotate"),
        Post("/v1/keys/{key}/revoke", "{}", "key.revoke"),
        Post("/v1/accounts/{account}/alert-rules", """{"id":"low","kind":"exhausted","asset":"gold"}""", "alert_rule.set"),
        new("POST", "/v1/accounts/{account}/alert-rules/{rule}/remove", "/v1/accounts/acme/alert-rules/low/remove", "{}", "alert_rule.remove"),
        Post("/v1/alert-rules", """{"id":"low","kind":"exhausted","asset":"gold"}""", "alert_default.set"),
        new("POST", "/v1/alert-rules/{rule}/remove", "/v1/alert-rules/low/remove", "{}", "alert_default.remove"),
        Post("/v1/assets", """{"code":"USD"}""", "asset.create"),
        Post("/v1/accounts/{account}/top-up-rules", """{"asset":"gold","threshold":"5","amount":"1","price":{"asset":"USD","amount":"1","per":"1"}}""", "top_up_rule.set"),
        new("POST", "/v1/accounts/{account}/top-ups/{top_up}/failed", "/v1/accounts/acme/top-ups/top-up-gold-1/failed", "{}", "top_up.failed"),
        new("POST", "/v1/accounts/{account}/top-ups/{top_up}/paid", "/v1/accounts/acme/top-ups/top-up-gold-1/paid", "{}", "top_up.paid"),
        new("POST", "/v1/accounts/{account}/top-up-rules/{asset}/remove", "/v1/accounts/acme/top-up-rules/gold/remove", "{}", "top_up_rule.remove"),
        Post("/v1/webhooks", """{"id":"hook","url":"https://hooks.example.com/farebox"}""", "webhook.create"),
        new("POST", "/v1/webhooks/{webhook}/rotate", "/v1/webhooks/hook/rotate", "{}", "webhook.rotate"),
        new("POST", "/v1/webhooks/{webhook}/disable", "/v1/webhooks/hook/disable", "{}", "webhook.disable"),
        new("POST", "/v1/webhooks/{webhook}/enable", "/v1/webhooks/hook/enable", "{}", "webhook.enable"),
        new("POST", "/v1/webhooks/{webhook}/replay", "/v1/webhooks/hook/replay", """{"from":"2026-07-01T00:00:00Z"}""", "webhook.replay"),
        Post("/v1/tenants", """{"id":"other"}""", "tenant.create"),
        new("PUT", "/v1/tenants/{tenant}/rate-limits", "/v1/tenants/default/rate-limits", """{"sandbox":true}""", "tenant.limit"),
    ];

    private static AuditedRoute On(string path, string url, string body, string action) => new("POST", $"/v1/accounts/{{account}}/{path}", $"/v1/accounts/acme/{url}", body, action);

    private static AuditedRoute Post(string path, string body, string action) =>
        new("POST", path, path.Replace("{account}", "acme", StringComparison.Ordinal), body, action);
}
