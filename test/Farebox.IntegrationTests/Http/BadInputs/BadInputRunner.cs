using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Contract;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>Sends a row to its endpoints and says everything that is not as it must be.</summary>
internal sealed partial class BadInputRunner(TestServer server)
{
    public const string Account = "acme";

    private const int EchoMax = 64;
    private static int s_lastKey;

    private readonly GoodRequests _requests = new(server);

    public async Task<List<string>> RunAsync(BadInput row)
    {
        var failures = new List<string>();
        foreach (var endpoint in Endpoint.For(row))
        {
            // With a key and without, where one may be left out; then the same key must still work.
            string?[] keys = endpoint.Kinds.Contains("keyed") ? [NewKey()] : [null, NewKey()];
            foreach (var key in keys) await RunAsync(row, endpoint, key, failures);
        }

        if (!Endpoint.For(row).Any()) failures.Add($"{row.Id} was sent nowhere");
        return failures;
    }

    private async Task RunAsync(BadInput row, Endpoint endpoint, string? key, List<string> failures)
    {
        var good = await _requests.MakeAsync(endpoint, Account, key);
        var before = await StateAsync();
        foreach (var (name, bytes) in BadRequests.Of(row, endpoint, good))
        {
            var answer = await RawHttp.SendAsync(server.Host.Address, bytes);
            var undocumented = RequestLine().Match(Encoding.Latin1.GetString(bytes)) is { Success: true } line
                && Exchange.OfRaw(line.Groups[1].Value, line.Groups[2].Value, null, answer) is { } exchange ? OpenApiDocument.Committed.Faults(exchange) : [];
            foreach (var fault in Check(row, answer, name).Concat(undocumented)) failures.Add($"{row.Id} at {endpoint.Name} with {Short(name)}: {fault}");
        }

        if (await StateAsync() != before) failures.Add($"{row.Id} at {endpoint.Name} changed something");
        var after = await RawHttp.SendAsync(server.Host.Address, good.Bytes());
        if (after.Status is not (200 or 201)) failures.Add($"{row.Id} at {endpoint.Name}: the good request then got {after.Status} {after.Body}");
    }

    private static IEnumerable<string> Check(BadInput row, RawAnswer answer, string input)
    {
        if (answer.Status != row.Status) yield return $"status {answer.Status} instead of {row.Status}: {answer.Body}";
        if (row.Item is { } item)
        {
            if (ItemOf(answer) is var actual && actual != item) yield return $"item '{actual}' instead of '{item}': {answer.Body}";
            yield break;
        }

        if (answer.Code != row.Code) yield return $"code {answer.Code} instead of {row.Code}";
        if (row.Code is null) yield break;

        if (answer.Headers.GetValueOrDefault("content-type") != "application/problem+json") yield return "not a problem";
        if (answer.Json.GetProperty("request_id").GetString() != answer.Headers.GetValueOrDefault("x-request-id")) yield return "no request id";
        if (answer.Json.GetProperty("type").GetString() != $"/problems/{row.Code}") yield return "no type";
        if (Echoes(input, answer.Body)) yield return "it echoes the input";
        if (answer.Status == 405 && !answer.Headers.ContainsKey("allow")) yield return "no Allow header";
        if (answer.Status == 401 && !answer.Headers.ContainsKey("www-authenticate")) yield return "no WWW-Authenticate header";
    }

    private static string? ItemOf(RawAnswer answer)
    {
        if (answer.Status != 200) return null;
        var result = answer.Json.GetProperty("results")[0];
        var status = result.GetProperty("status").GetString();
        return result.TryGetProperty("code", out var code) ? $"{status} {code.GetString()}" : status;
    }

    internal static bool Echoes(string input, string body)
    {
        for (var i = 0; i + EchoMax < input.Length; i += EchoMax)
        {
            if (body.Contains(input.AsSpan(i, EchoMax + 1), StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private async Task<string> StateAsync() => (await Sql.ReadAsync<string>(server.Database.OwnerConnectionString, """
        SELECT (SELECT count(*) FROM book) || ' books to ' || (SELECT coalesce(sum(seq), 0) FROM book) || ', '
            || (SELECT count(*) FROM entry) || ' entries, configuration ' || (SELECT sum(config_seq) FROM tenant) || ' of ' || (SELECT count(*) FROM config)
            || ', clock ' || (SELECT string_agg(concat_ws(' ', frozen_at, clock_offset, requests_per_second, events_per_second), ',' ORDER BY tenant_id) FROM tenant)
            || ', ' || (SELECT count(*) || ' keys to ' || count(revoked_at) || ' and ' || coalesce(max(expires_at)::text, '') FROM api_key WHERE last_used_at IS NULL)
        """))!;

    [GeneratedRegex(@"\A([A-Z]+) (/\S*) HTTP/1\.1\r\n")]
    private static partial Regex RequestLine();

    private static string NewKey() => $"key-{Interlocked.Increment(ref s_lastKey)}";

    private static string Short(string text) => JsonSerializer.Serialize(text.Length > 80 ? text[..80] : text);
}
