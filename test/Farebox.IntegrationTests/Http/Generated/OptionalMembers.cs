using Farebox.IntegrationTests.Http.BadInputs;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>Members that a good body may have, with good values, so that what reads them is reached too.</summary>
internal static class OptionalMembers
{
    private static readonly Dictionary<string, (string Name, string Json)[]> Of = new()
    {
        ["assets"] = [("kind", "\"unit\""), ("scale", "3")],
        ["meters"] = [("filter", """{"region":["eu","us"]}"""), ("aggregation", "\"sum\""), ("dimensions", """["model","region"]"""), ("on_shortfall", "\"reject\""), ("priced", "false")],
        ["accounts"] = [("rate_card", "\"default\""), ("cost_card", "\"default\"")],
        ["grants"] =
        [
            ("priority", "3"), ("effective_at", "\"2026-01-01T00:00:00Z\""), ("expires_at", "\"2090-01-01T00:00:00Z\""), ("grace_seconds", "60"),
            ("cost_basis", """{"asset":"USD","amount":"1"}"""), ("scope", """{"meters":["llm"]}"""), ("payment", "\"on_credit\""), ("lendable", "\"1\""),
        ],
        ["moves"] = [("owner", "\"nobody\""), ("expires_at", "\"2091-01-01T00:00:00Z\"")],
        ["removals"] = [("reason", "\"a mistake\"")],
        ["payments"] = [("reference", "\"invoice\"")],
        ["schedules"] =
        [
            ("anchor", "\"2089-12-31T00:00:00Z\""), ("zone", "\"Europe/Berlin\""), ("seats", "3"), ("proration", """{"basis":"second"}"""), ("on_seats_added", "\"next\""),
            ("rollover", """{"fraction":"0.5","cap":"1","new_expiry":{"unit":"day","count":3}}"""),
        ],
        ["ends"] = [("leftover", "\"keep\""), ("at", "\"2089-06-01T00:00:00Z\"")],
        ["burn-orders"] = [("keys", """[{"by":"owner"}]""")],
        ["holds"] = [("meter", "\"llm\""), ("model", "\"small\""), ("ttl_seconds", "60"), ("data", """{"model":"small","input_tokens":1}""")],
        ["quotes"] = [("account", "\"acme\""), ("rate_card", "\"default\""), ("cost_card", "\"default\""), ("at", "\"2026-07-01T00:00:00Z\""), ("valid_seconds", "60")],
        ["keys"] = [("name", "\"ours\""), ("expires_at", "\"2090-01-01T00:00:00Z\""), ("requests_per_second", "5"), ("events_per_second", "5")],
        ["tenants"] = [("sandbox", "true"), ("requests_per_second", "5"), ("events_per_second", "5")],
        ["usage"] = [("format", "\"anthropic\"")],
        ["capture"] = [("final", "true"), ("event", """{"specversion":"1.0","id":"e","source":"s","type":"llm.call","subject":"acme","data":{"model":"small","input_tokens":1}}""")],
        ["events"] = [("member", "\"nobody\""), ("hold", "\"nothing\""), ("final", "true"), ("time", "\"2026-01-01T00:00:00Z\""), ("datacontenttype", "\"application/json\""), ("trace", "\"x\"")],
    };

    /// <summary>Each of them every other time.</summary>
    public static IEnumerable<(string Name, string Json)> Some(Random random, Endpoint endpoint) =>
        Of.GetValueOrDefault(endpoint.Name, []).Where(_ => random.Next(2) == 0);
}
