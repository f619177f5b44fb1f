using Farebox.Http.Edge;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>One route, and how to make a request that it accepts.</summary>
/// <param name="Kinds">What rows may call it: <c>own</c> for our own bodies, <c>keyed</c> where an Idempotency-Key is needed, <c>lists</c> for pages.</param>
/// <param name="Members">The members of a good body, as JSON; <c>{n}</c> is a number never used before.</param>
/// <param name="Optional">Members that a good body may lack.</param>
/// <param name="Prepare">What must be there first, as path and body.</param>
internal sealed record Endpoint(
    string Name, string Method, string Path, string[] Kinds, (string Name, string Json)[] Members, string[] Optional, string? StringMember,
    string? AmountMember, (string Path, string Body)? Prepare)
{
    private static (string, string) AHold => ("/v1/accounts/{account}/holds", """{"id":"hold-{n}","asset":"credit","amount":"0.01"}""");

    private static (string, string) AGrant => ("/v1/accounts/{account}/grants", """{"id":"grant-{n}","asset":"credit","amount":"1","source":"bonus","expires_at":"2090-01-01T00:00:00Z"}""");

    private static (string, string) AnOwedGrant => ("/v1/accounts/{account}/grants", """{"id":"grant-{n}","asset":"credit","amount":"1","source":"purchased","payment":"on_credit","expires_at":"2090-01-01T00:00:00Z"}""");

    private static (string, string) ASchedule =>
        ("/v1/accounts/{account}/schedules", """{"id":"schedule-{n}","asset":"credit","amount":"1","source":"included","every":{"unit":"year"},"seats":1,"starts_at":"2089-01-01T00:00:00Z","ends_at":"2090-01-01T00:00:00Z"}""");

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Own("assets", "/v1/assets", [("code", "\"unit-{n}\"")], text: "code"),
        Own("meters", "/v1/meters", [("id", "\"meter-{n}\""), ("event_type", "\"type-{n}\""), ("components", """[{"class":"input","field":"tokens"}]""")], text: "id"),
        Own("cards", "/v1/cards",
            [("kind", "\"rate\""), ("id", "\"card-{n}\""), ("version", "1"), ("effective_from", "\"2026-01-01T00:00:00Z\""), ("asset", "\"credit\""), ("rows", """[{"meter":"llm","class":"input","unit_price":"1"}]""")],
            optional: ["id"], text: "id"),
        Own("accounts", "/v1/accounts", [("id", "\"account-{n}\"")], text: "id"),
        Own("keys", "/v1/keys", [("scopes", """["read"]""")]),
        Own("rotation", $"/v1/keys/{BadInputFixture.KeyToRotate}/rotate", []),
        Own("revocation", $"/v1/keys/{BadInputFixture.KeyToRevoke}/revoke", []),
        Own("tenants", "/v1/tenants", [("id", "\"tenant-{n}\"")], text: "id"),
        new("rate limits", "PUT", "/v1/tenants/default/rate-limits", ["own", "any"], [("sandbox", "true")], ["sandbox"], null, null, null),
        Own("members", "/v1/accounts/{account}/members", [("id", "\"member-{n}\"")], text: "id"),
        Own("grants", "/v1/accounts/{account}/grants",
            [("id", "\"grant-{n}\""), ("asset", "\"credit\""), ("amount", "\"1\""), ("source", "\"bonus\"")], text: "id", amount: "amount"),
        Own("exchanges", "/v1/accounts/{account}/exchanges", [("id", "\"exchange-{n}\""), ("from", "\"credit\""), ("amount", "\"1\""), ("card", "\"points\"")], text: "id", amount: "amount") with { Optional = ["card"] },
        Own("closes", "/v1/accounts/{account}/closes", [("period", "\"2020-01\"")], text: "period"),
        Own("corrections", "/v1/accounts/{account}/corrections", [("id", "\"fix-{n}\""), ("void", """{"source":"app","id":"event-{n}"}""")], text: "id") with
        {
            Prepare = ("/v1/events", """{"specversion":"1.0","id":"event-{n}","source":"app","type":"llm.call","subject":"{account}","data":{"model":"small","input_tokens":1}}"""),
        },
        Own("rerates", "/v1/accounts/{account}/rerates", [("from", "\"2020-01-01T00:00:00Z\""), ("to", "\"2020-02-01T00:00:00Z\"")]),
        Own("backfills", "/v1/accounts/{account}/backfills",
            [("id", "\"backfill-{n}\""), ("source", "\"app\""), ("from", "\"2020-01-01T00:00:00Z\""), ("to", "\"2020-02-01T00:00:00Z\""), ("events", "[]")], text: "id"),
        Keyed("limits", "/v1/accounts/{account}/limits", [("asset", "\"credit\""), ("max", "\"1000\"")], text: "asset"),
        Own("moves", "/v1/accounts/{account}/grants/grant-{n}/move", [("id", "\"moved-{n}\""), ("reason", "\"extension\""), ("never_expires", "true"), ("amount", "\"0.5\"")], ["amount", "never_expires"], "id", "amount") with { Prepare = AGrant },
        Keyed("removals", "/v1/accounts/{account}/grants/grant-{n}/remove", [("as", "\"void\""), ("amount", "\"0.5\"")], amount: "amount") with { Prepare = AGrant, Optional = ["amount"] },
        Own("payments", "/v1/accounts/{account}/grants/grant-{n}/paid", []) with { Prepare = AnOwedGrant },
        Own("schedules", "/v1/accounts/{account}/schedules",
            [("id", "\"schedule-{n}\""), ("asset", "\"credit\""), ("amount", "\"1\""), ("source", "\"included\""), ("every", """{"unit":"month","count":1}"""), ("starts_at", "\"2090-01-01T00:00:00Z\""), ("ends_at", "\"2090-01-02T00:00:00Z\"")],
            optional: ["starts_at", "ends_at"], text: "id", amount: "amount"),
        Keyed("seats", "/v1/accounts/{account}/schedules/schedule-{n}/seats", [("seats", "2")]) with { Prepare = ASchedule },
        Keyed("ends", "/v1/accounts/{account}/schedules/schedule-{n}/end", []) with { Prepare = ASchedule },
        Keyed("burn-orders", "/v1/accounts/{account}/burn-orders", [("asset", "\"credit\""), ("preset", "\"farebox\"")], text: "asset") with { Optional = ["preset"] },
        Paged("schedules listed", "/v1/accounts/{account}/schedules"),
        Keyed("holds", "/v1/accounts/{account}/holds", [("asset", "\"credit\""), ("amount", "\"0.01\"")], text: "asset", amount: "amount"),
        Keyed("capture", "/v1/accounts/{account}/holds/hold-{n}/capture", [("amount", "\"0.01\"")], amount: "amount", prepareHold: true),
        Keyed("release", "/v1/accounts/{account}/holds/hold-{n}/release", [], prepareHold: true),
        Keyed("grow", "/v1/accounts/{account}/holds/hold-{n}/grow", [("amount", "\"0.01\"")], amount: "amount", prepareHold: true),
        Keyed("extend", "/v1/accounts/{account}/holds/hold-{n}/extend", [("ttl_seconds", "60")], prepareHold: true),
        new("clock", "PUT", "/v1/sandbox/clock", ["own", "any"], [("offset_seconds", "\"60\"")], [], null, null, null),
        new("events", "POST", "/v1/events", ["events", "any", "post"],
            [
                ("specversion", "\"1.0\""), ("id", "\"event-{n}\""), ("source", "\"app\""), ("type", "\"llm.call\""), ("subject", "\"{account}\""),
                ("data", """{"model":"small","input_tokens":1}"""),
            ],
            ["data"], "id", null, null),
        Own("usage", "/v1/usage/normalize", [("usage", """{"input_tokens":1,"output_tokens":1}""")]),
        Own("quotes", "/v1/quotes", [("items", """[{"meter":"llm","data":{"model":"small","input_tokens":1}}]""")]),
        Get("hold", "/v1/accounts/{account}/holds/hold-{n}") with { Prepare = AHold },
        Paged("holds-list", "/v1/accounts/{account}/holds"),
        Paged("assets listed", "/v1/assets"),
        Paged("meters listed", "/v1/meters"),
        Paged("cards listed", "/v1/cards"),
        Get("card", "/v1/cards/default"),
        Get("exchange", "/v1/exchange?from=credit&amount=1&card=points"),
        Paged("accounts listed", "/v1/accounts"),
        Keyed("alert rules", "/v1/accounts/{account}/alert-rules", [("id", "\"rule-{n}\""), ("kind", "\"exhausted\""), ("asset", "\"credit\"")], text: "id"),
        Keyed("alert rule removal", "/v1/accounts/{account}/alert-rules/rule-{n}/remove", []) with
        {
            Prepare = ("/v1/accounts/{account}/alert-rules", """{"id":"rule-{n}","kind":"exhausted","asset":"credit"}"""),
        },
        Own("alert defaults", "/v1/alert-rules", [("id", "\"rule-{n}\""), ("kind", "\"exhausted\""), ("asset", "\"credit\"")], text: "id"),
        Own("alert default removal", "/v1/alert-rules/rule-{n}/remove", []) with { Prepare = ("/v1/alert-rules", """{"id":"rule-{n}","kind":"exhausted","asset":"credit"}""") },
        Get("alert defaults listed", "/v1/alert-rules"),
        Paged("alert rules listed", "/v1/accounts/{account}/alert-rules"),
        Keyed("top-up rules", "/v1/accounts/{account}/top-up-rules",
            [("asset", "\"credit\""), ("threshold", "\"1\""), ("amount", "\"1\""), ("price", """{"asset":"USD","amount":"1","per":"1"}""")], text: "asset", amount: "amount") with { Optional = ["amount"] },
        Keyed("top-up rule removal", "/v1/accounts/{account}/top-up-rules/credit/remove", []) with
        {
            Prepare = ("/v1/accounts/{account}/top-up-rules", """{"asset":"credit","threshold":"1","amount":"{n}","price":{"asset":"USD","amount":"1","per":"1"}}"""),
        },
        Paged("top-up rules listed", "/v1/accounts/{account}/top-up-rules"),
        Paged("top-ups", "/v1/accounts/{account}/top-ups"),
        Own("top-up paid", $"/v1/accounts/{BadInputFixture.Buyer}/top-ups/top-up-credit-1/paid", []),
        Own("top-up failed", $"/v1/accounts/{BadInputFixture.Debtor}/top-ups/top-up-credit-1/failed", []),
        Paged("notices", "/v1/notices"),
        Own("webhooks", "/v1/webhooks", [("id", "\"hook-{n}\""), ("url", "\"https://hooks.example.com/farebox\"")], text: "id"),
        Own("webhook rotation", $"/v1/webhooks/{BadInputFixture.Webhook}/rotate", []),
        Own("webhook disabling", $"/v1/webhooks/{BadInputFixture.Webhook}/disable", []),
        Own("webhook enabling", $"/v1/webhooks/{BadInputFixture.Webhook}/enable", []),
        Own("webhook replay", $"/v1/webhooks/{BadInputFixture.Webhook}/replay", [("from", "\"2026-07-01T00:00:00Z\"")]) with { Optional = ["from"] },
        Get("webhook list", "/v1/webhooks"),
        Paged("deliveries", $"/v1/webhooks/{BadInputFixture.Webhook}/deliveries"),
        Get("account", "/v1/accounts/{account}"),
        Paged("members listed", "/v1/accounts/{account}/members"),
        Paged("limits listed", "/v1/accounts/{account}/limits"),
        Get("key list", "/v1/keys"),
        Get("tenant list", "/v1/tenants"),
        Paged("audit", "/v1/audit"),
        Get("balances", "/v1/accounts/{account}/balances"),
        Paged("entries", "/v1/accounts/{account}/entries"),
        Get("clock-now", "/v1/sandbox/clock"),
        Get("report", "/v1/reports/usage"),
        Get("credits", "/v1/reports/credits"),
        Get("burn-down", "/v1/accounts/{account}/burn-down"),
    ];

    public static IEnumerable<Endpoint> For(BadInput row) =>
        All.Where(endpoint => row.On.Any(on => on == endpoint.Name || endpoint.Kinds.Contains(on)) && !row.Except.Contains(endpoint.Name));

    /// <summary>Routes that nothing bad is sent to, other than those that anybody may ask and that take nothing.</summary>
    public static IEnumerable<string> Forgotten(IEnumerable<ApiRoute> routes)
    {
        var table = new RouteTable(routes);
        var known = All.Select(endpoint => table.Find(Concrete(endpoint.Path), out _)?.FirstOrDefault(route => route.Method == endpoint.Method)).ToHashSet();
        return table.All.Where(route => !route.IsOpen && !known.Contains(route))
            .Select(route => $"{route.Method} {route.Path} is sent no bad inputs: add it to Endpoint.All");
    }

    // Any id will do.
    private static string Concrete(string path) => path.Split('?')[0].Replace("{account}", "a", StringComparison.Ordinal).Replace("{n}", "1", StringComparison.Ordinal);

    private static Endpoint Own(
        string name, string path, (string, string)[] members, string[]? optional = null, string? text = null, string? amount = null) =>
        new(name, "POST", path, ["own", "any", "post"], members, optional ?? [], text, amount, null);

    private static Endpoint Keyed(
        string name, string path, (string, string)[] members, string? text = null, string? amount = null, bool prepareHold = false) =>
        new(name, "POST", path, ["own", "any", "post", "keyed"], members, [], text, amount,
            prepareHold ? AHold : null);

    private static Endpoint Get(string name, string path) => new(name, "GET", path, ["get", "any"], [], [], null, null, null);

    private static Endpoint Paged(string name, string path) => Get(name, path) with { Kinds = ["get", "any", "lists"] };
}
