namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>Values, names and headers that readers have tripped over.</summary>
internal static class OddValues
{
    /// <summary>JSON values: of every type, at every edge.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "{}", "[]", "[{}]", "[null]", "\"\"", "0", "-0", "1", "-1", "1.5", "1e2", "1E400", "-1e-400", "1e131071",
        "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "79228162514264337593543950336",
        "0.1234567890123456789012345678901234567890", "9007199254740993", "01", "+1", ".5", "NaN", "Infinity", "'x'", "undefined",
        "\"0\"", "\"-0\"", "\"1\"", "\"0.000001\"", "\"0.0000000001\"", "\"-1\"", "\"999999999999\"", "\"1000000000000\"", "\"9223372036.854775807\"",
        "\"1e3\"", "\"1,5\"", "\" 1\"", "\"1\\n\"", "\"NaN\"", "\"\u0661\"", "\"credit\"", "\"USD\"", "\"default\"", "\"acme\"", "\"..\"", "\"a/b\"",
        "\"2026-01-01T00:00:00Z\"", "\"2026-01-01\"", "\"9998-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"1970-01-01T00:00:00Z\"",
        "\"2026-02-30T00:00:00Z\"", "\"2026-01-01T00:00:00.123456789+14:00\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u202e\"",
        "\"\ud83d\ude00\"", "\"e\u0301\"", "\"\\u2028\"", "\"\u212a\"", "\"%00%s%n\"", "\"'; DROP TABLE entry; --\"", "\"<script>\"", "\"{{7*7}}\"",
        "[[[[[[[[1]]]]]]]]", "[1,2,3]", "[\"a\",\"a\"]", "{\"a\":1,\"a\":2}", "{\"__proto__\":{}}", "{\"model\":\"small\",\"input_tokens\":1}",
        "{\"model\":\"small\",\"input_tokens\":-1}", "{\"input_tokens\":1e400}", "{\"input_tokens\":\"1\"}", "{\"asset\":\"USD\",\"amount\":\"1\"}",
        "{\"meters\":[\"llm\"],\"models\":[\"small\"],\"members\":[\"nobody\"]}", "[{\"meter\":\"llm\",\"class\":\"input\",\"unit_price\":\"999999999\"}]",
        "[{\"class\":\"a\",\"field\":\"b\"},{\"class\":\"a\",\"field\":\"b\"}]",
    ];

    /// <summary>JSON values that are right somewhere.</summary>
    public static readonly string[] Plausible =
    [
        "\"1\"", "\"0\"", "\"0.5\"", "\"0.000001\"", "\"999.999999\"", "\"1000\"", "\"5000\"", "\"999999999999\"", "\"-1\"", "1", "0", "2", "60", "1000", "86400", "true", "false",
        "\"credit\"", "\"USD\"", "\"JPY\"", "\"default\"", "\"llm\"", "\"image\"", "\"input\"", "\"count\"", "\"small\"", "\"acme\"", "\"afterwards\"", "\"first\"", "\"x\"", "\"y\"",
        "\"rate\"", "\"cost\"", "\"unit\"", "\"currency\"", "\"sum\"", "\"debt\"", "\"reject\"", "\"bonus\"", "\"purchased\"", "\"llm.call\"", "\"image.made\"", "\"1.0\"",
        "\"2020-01-01T00:00:00Z\"", "\"2026-12-31T23:59:59.999999Z\"", "\"2090-01-01T00:00:00Z\"", "\"2026-07-01T02:00:00+02:00\"", "{}", "[]", "[\"llm\"]", "{\"region\":\"eu\"}",
    ];

    /// <summary>Names of members, as they may stand between quotation marks.</summary>
    public static readonly string[] Names =
    [
        "", "id", "ID", "i\\u0064", "amount", "AMOUNT", "tenant_id", "__proto__", "$type", "a\\u0000b", "\\ud800", "a.b", "a/b", "~", " ", "\ud83d\ude00",
        "data", "event", "final", "member", "hold", "scope", "cost_basis", "dimensions", "filter", "ttl_seconds", "expires_at", "now", "specversion",
    ];

    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "BREW", "M-SEARCH"];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Type", ""), ("Content-Type", "text/plain"), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", "application/json;charset=UTF-8"),
        ("Content-Type", "APPLICATION/JSON"), ("Content-Type", "application/json|application/json"), ("Content-Type", "application/cloudevents+json"),
        ("Content-Type", "application/cloudevents-batch+json"), ("Content-Type", ";"), ("Content-Type", "application/json; charset=\"utf-8\"; x=\"\\\"\""),
        ("Content-Encoding", "gzip"), ("Content-Encoding", "identity"), ("Content-Encoding", "br, gzip"), ("Accept", "text/html"), ("Accept", "*/*;q=0"),
        ("Accept", "application/json;q=0.1, */*"), ("Accept", ","), ("Accept", "application/problem+json"), ("Authorization", ""), ("Authorization", "Bearer"),
        ("Authorization", "bearer operator-key-of-the-tests-7f3a"), ("Authorization", "Basic Og=="), ("Idempotency-Key", "a"), ("Idempotency-Key", " "),
        ("Idempotency-Key", "a|b"), ("Idempotency-Key", "a b"), ("Idempotency-Key", "\u00e9"), ("Idempotency-Key", ""), ("Expect", "100-continue"), ("Expect", "x"),
        ("X-HTTP-Method-Override", "DELETE"), ("X-Tenant-Id", "2"), ("If-Match", "*"), ("Range", "bytes=0-1"), ("Cookie", "a=b"), ("Origin", "http://evil.test"),
        ("Upgrade", "h2c"), ("ce-id", "1"), ("ce-specversion", "1.0"), ("ce-type", "llm.call|llm.call"), ("X-Content-Length", "3"), ("TE", "trailers"),
    ];

    /// <summary>What is put into a path instead of one of its characters.</summary>
    public static readonly string[] PathParts =
        ["%2F", "%2f", "%00", "%zz", "%", "%25", "..", "/", "//", "/./", "/../", ";a=b", "%c0%af", "%E2%80%AE", ":", "@", "-", "+", "\\", "#", "?", "A", "%41", "%20"];

    public static readonly string[] Queries =
    [
        "?limit=0", "?limit=1", "?limit=1000", "?limit=-1", "?limit=1e9", "?limit=99999999999999999999", "?limit=1&limit=2", "?cursor=", "?cursor=AAAA", "?cursor=%ff",
        "?cursor=AAAAAAAAAAAAAAAAAAAAAA", "?group_by=team", "?group_by=team,team", "?group_by=%00", "?from=2026-02-30", "?from=2026-01-01&to=2026-01-01", "?from=1970-01-01",
        "?to=9998-12-31T00:00:00%2B14:00", "?account=%25", "?account=acme", "?asset=%F0%9F%98%80", "?asset=credit", "?", "?&", "?=", "?a", "?a=%zz", "?%00=1", "??limit=1",
        "?actor=%00", "?action=key.create", "?object=acme", "?object=%ff", "?status=open", "?status=OPEN", "?member=%00", "?lapses_before=2026-01-01",
    ];
}
