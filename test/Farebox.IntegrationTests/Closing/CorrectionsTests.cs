using System.Globalization;
using System.Text.Json;
using Farebox.Http;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Closing;

/// <summary>Corrections over HTTP, on PostgreSQL, by one and by two nodes.</summary>
public sealed class CorrectionsTests : IAsyncLifetime
{
    private const string Corrections = "/v1/accounts/acme/corrections";

    private TestServer _server = null!;

    private ApiClient Api => _server.Api;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(isSandbox: true);
        await ClockAsync("2026-07-31T12:00:00Z");
        await Api.PostAsync("/v1/assets", """{"code":"credit","scale":6}""");
        await Api.PostAsync("/v1/meters", """{"id":"llm","event_type":"llm.call","components":[{"class":"input","field":"tokens"}],"dimensions":["model"]}""");
        await Api.PostAsync("/v1/meters", """{"id":"strict","event_type":"strict.call","components":[{"class":"input","field":"tokens"}],"on_shortfall":"reject"}""");
        await CardAsync(1, "2020-01-01T00:00:00Z", "1", "5");
        await CardAsync(2, "2026-07-15T00:00:00Z", "1", "2");
        await Api.PostAsync("/v1/accounts", """{"id":"acme"}""");
        await Api.PostAsync("/v1/accounts/acme/members", """{"id":"alice"}""");
        await Api.PostAsync("/v1/accounts/acme/grants", """{"id":"g","asset":"credit","amount":"1000","source":"bonus"}""");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_void_is_made_once_and_a_repetition_answers_as_the_first_time()
    {
        await UseAsync("e1", "2026-07-10T00:00:00Z", 20);

        var first = await VoidAsync("fix-1", "e1");
        var again = await VoidAsync("fix-1", "e1");
        var other = await VoidAsync("fix-2", "e1");
        var amended = await AmendAsync("fix-3", "e1", 5);
        var unknown = await VoidAsync("fix-1", "nothing");

        Assert.Equal((201, 200, 409, 409, 404), (first.Status, again.Status, other.Status, amended.Status, unknown.Status));
        Assert.Equal(("event_voided", "event_voided", "event_unknown"), (other.Code, amended.Code, unknown.Code));
        Assert.Equal((first["entry_seq"], """{"credit":"60"}"""), (again["entry_seq"], first["returned"]));
        Assert.Equal("1000", await AvailableAsync());
        Assert.Equal("0", (await UsageAsync())["quantity"]);
        await VerifyAsync();
    }

    [Fact]
    public async Task An_amendment_keeps_when_and_who_and_may_be_amended()
    {
        await UseAsync("e1", "2026-07-10T00:00:00Z", 20, "alice");

        var amended = await AmendAsync("fix-1", "e1", 5);
        var conflict = await AmendAsync("fix-1", "e1", 6);
        var moved = await AmendAsync("fix-2", "e1", 6, "2026-07-11T00:00:00Z");
        var unpriced = await AmendAsync("fix-2", "e1", 6, type: "unknown.call");
        var once = await AmendAsync("fix-2", "e1", 10);

        Assert.Equal((201, """{"credit":"60"}""", """{"credit":"5"}""", "2026-07-10T00:00:00Z"), (amended.Status, amended["returned"], amended["debited"], amended["occurred_at"]));
        Assert.Equal(((409, "id_conflict"), (422, "invalid_rule"), (422, "meter_unknown")), ((conflict.Status, conflict.Code), (moved.Status, moved.Code), (unpriced.Status, unpriced.Code)));
        Assert.Equal(("""{"credit":"5"}""", """{"credit":"10"}"""), (once["returned"], once["debited"]));
        Assert.Equal(("990", "10"), (await AvailableAsync(), (await UsageAsync())["quantity"]));
        var member = (await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("members")[0];
        Assert.Equal("""{"credit":"10"}""", member.GetProperty("used").GetRawText());
        await VerifyAsync();
    }

    [Fact]
    public async Task Refused_and_unrated_use_is_charged_when_there_is_credit_and_a_price()
    {
        await Api.PostAsync("/v1/accounts", """{"id":"poor"}""");
        var sent = """{"specversion":"1.0","id":"r1","source":"app","type":"strict.call","subject":"poor","time":"2026-07-10T00:00:00Z","data":{"tokens":7}}""";
        Assert.Contains("\"refused\"", (await Api.PostAsync("/v1/events", sent)).Text, StringComparison.Ordinal);
        Assert.Contains("\"unrated\"", (await Api.PostAsync("/v1/events", sent.Replace("strict.call", "new.call", StringComparison.Ordinal).Replace("r1", "r2", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
        const string All = """{"from":"2026-07-01T00:00:00Z","to":"2026-08-01T00:00:00Z"}""";
        Assert.Equal("""{"account":"poor","rated":0,"left":{"insufficient_credit":1,"meter_unknown":1}}""", (await Api.PostAsync("/v1/accounts/poor/rerates", All)).Text);

        await Api.PostAsync("/v1/accounts/poor/grants", """{"id":"g","asset":"credit","amount":"100","source":"bonus"}""");
        await Api.PostAsync("/v1/meters", """{"id":"new","event_type":"new.call","components":[{"class":"input","field":"tokens"}],"priced":false}""");

        Assert.Equal("""{"account":"poor","rated":2,"left":{}}""", (await Api.PostAsync("/v1/accounts/poor/rerates", All)).Text);
        Assert.Equal("""{"account":"poor","rated":0,"left":{}}""", (await Api.PostAsync("/v1/accounts/poor/rerates", All)).Text);
        Assert.Equal("event_unknown", (await Api.PostAsync("/v1/accounts/acme/rerates", """{"event":{"source":"app","id":"e1"}}""")).Code);
        await VerifyAsync();
    }

    [Fact]
    public async Task What_was_charged_is_not_rated_again_and_what_has_aged_out_is_amended()
    {
        await UseAsync("e1", "2026-07-10T00:00:00Z", 20);
        await Api.PostAsync("/v1/events", """{"specversion":"1.0","id":"u1","source":"app","type":"new.call","subject":"acme","time":"2026-07-11T00:00:00Z","data":{"tokens":7}}""");
        await Sql.RunAsync(_server.Database.OwnerConnectionString, "DELETE FROM event_body");

        var charged = await Api.PostAsync("/v1/accounts/acme/rerates", """{"event":{"source":"app","id":"e1"}}""");
        var gone = await Api.PostAsync("/v1/accounts/acme/rerates", """{"event":{"source":"app","id":"u1"}}""");
        var range = await Api.PostAsync("/v1/accounts/acme/rerates", """{"from":"2026-07-01T00:00:00Z","to":"2026-08-01T00:00:00Z"}""");
        var amended = await AmendAsync("fix-1", "u1", 5);

        Assert.Equal(((409, "event_rated"), (409, "event_body_gone")), ((charged.Status, charged.Code), (gone.Status, gone.Code)));
        Assert.Equal("""{"account":"acme","rated":0,"left":{"event_body_gone":1}}""", range.Text);
        Assert.Equal((201, "{}", """{"credit":"25"}"""), (amended.Status, amended["returned"], amended["debited"]));
        await VerifyAsync();
    }

    [Fact]
    public async Task Of_corrections_at_once_on_two_nodes_one_void_is_made_and_amendments_follow_one_another()
    {
        await UseAsync("e1", "2026-07-10T00:00:00Z", 20);
        await UseAsync("e2", "2026-07-10T01:00:00Z", 20);
        await using var other = await FareboxHost.BuildAsync(
            new() { ConnectionString = _server.Database.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = TestServer.Key }, CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        using var second = new ApiClient(other.Address, TestServer.Key);

        var voids = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? Api : second).PostAsync(Corrections, $$$"""{"id":"v{{{i}}}","void":{"source":"app","id":"e1"}}""")));
        var amends = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => (i % 2 == 0 ? Api : second).PostAsync(Corrections, Amendment($"a{i}", "e2", i, null, "llm.call"))));

        Assert.Single(voids, answer => answer.Status == 201);
        Assert.All(voids, answer => Assert.True(answer.Status == 201 || answer.Code == "event_voided", answer.Text));
        Assert.All(amends, answer => Assert.True(answer.Status == 201, answer.Text));
        var entries = (await Api.GetAsync("/v1/accounts/acme/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal(7, entries.Count(entry => entry.GetProperty("kind").GetString() == "correction"));
        await VerifyAsync();
    }

    [Fact]
    public async Task More_that_came_back_than_was_paid_is_found()
    {
        await UseAsync("e1", "2026-07-10T00:00:00Z", 20);
        await VoidAsync("fix-1", "e1");
        await Sql.RunAsync(_server.Database.OwnerConnectionString, """UPDATE entry SET command = regexp_replace(command, '("returns":\[\[\d+,"g","",)', '\19') WHERE kind = 13""");

        var result = await Verifier.RunAsync(_server.Database.AppConnectionString, new(), null, CancellationToken.None);

        Assert.Contains("I-13", result.Broken.Select(check => check.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_corrected_closed_and_rated_again_the_ledger_verifies_and_loses_nothing(int seed)
    {
        var random = new Random(seed);
        var now = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
        var (events, month) = (new List<string>(), 7);
        await Api.PostAsync("/v1/accounts", """{"id":"busy"}""");
        await Api.PostAsync("/v1/accounts/busy/members", """{"id":"alice"}""");
        await ClockAsync("2026-08-01T00:00:00Z");
        for (var step = 0; step < 70; step++)
        {
            var what = random.Next(12);
            if (what < 5 || events.Count == 0)
            {
                events.Add($"e{step}");
                var at = now.AddMinutes(-random.Next(60 * 24 * 25));
                await Api.PostAsync("/v1/events", string.Create(CultureInfo.InvariantCulture, $$$"""
                    {"specversion":"1.0","id":"e{{{step}}}","source":"app","type":"{{{(random.Next(4) == 0 ? "strict.call" : "llm.call")}}}","subject":"busy"{{{(random.Next(2) == 0 ? ",\"member\":\"alice\"" : "")}}},"time":"{{{at:yyyy-MM-ddTHH:mm:ssZ}}}","data":{"model":"m{{{random.Next(2)}}}","tokens":{{{random.Next(30)}}}}}
                    """));
            }
            else if (what < 7)
            {
                await Api.PostAsync("/v1/accounts/busy/corrections", $$$"""{"id":"v{{{step}}}","void":{"source":"app","id":"{{{events[random.Next(events.Count)]}}}"}}""");
            }
            else if (what < 9)
            {
                await Api.PostAsync("/v1/accounts/busy/corrections", Amendment($"a{step}", events[random.Next(events.Count)], random.Next(30), null, "llm.call", "busy"));
            }
            else if (what == 9)
            {
                await Api.PostAsync("/v1/accounts/busy/grants", $$"""{"id":"g{{step}}","asset":"credit","amount":"{{random.Next(1, 80)}}","source":"bonus","expires_at":"{{now.AddDays(random.Next(1, 20)):yyyy-MM-ddTHH:mm:ssZ}}","grace_seconds":3600}""");
            }
            else if (what == 10)
            {
                await Api.PostAsync("/v1/accounts/busy/rerates", """{"from":"2026-01-01T00:00:00Z","to":"2027-01-01T00:00:00Z"}""");
            }
            else
            {
                now = now.AddDays(random.Next(4, 18));
                await ClockAsync(now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                if (now >= new DateTimeOffset(2026, month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1)) await Api.PostAsync("/v1/accounts/busy/closes", $$"""{"period":"2026-{{month++:00}}"}""");
            }
        }

        var usage = (await Api.GetAsync("/v1/reports/usage?account=busy&asset=credit")).Json.GetProperty("total").EnumerateArray().Sum(total => Number(total, "credits"));
        var wallet = (await Api.GetAsync("/v1/accounts/busy/balances")).Json.GetProperty("wallets").EnumerateArray().ToArray();
        Assert.Equal(usage, wallet.Sum(one => Number(one, "spent") + Number(one, "debt")));
        await VerifyAsync();
    }

    private static decimal Number(JsonElement json, string name) => decimal.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private async Task CardAsync(int version, string from, string first, string then)
    {
        var tiers = $$"""[{"up_to":"10","unit_price":"{{first}}"},{"up_to":"unlimited","unit_price":"{{then}}"}]""";
        var answer = await Api.PostAsync("/v1/cards", $$"""
            {"kind":"rate","version":{{version}},"effective_from":"{{from}}","asset":"credit","rows":[{"meter":"llm","class":"input","model":"graduated","tiers":{{tiers}}},{"meter":"strict","class":"input","unit_price":"1"}]}
            """);
        Assert.True(answer.Status == 201, answer.Text);
    }

    private async Task UseAsync(string id, string at, int tokens, string? member = null) => Assert.Contains("\"recorded\"", (await Api.PostAsync("/v1/events", string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"app","type":"llm.call","subject":"acme"{{{(member is null ? "" : $",\"member\":\"{member}\"")}}},"time":"{{{at}}}","data":{"model":"small","tokens":{{{tokens}}}}}"""))).Text, StringComparison.Ordinal);

    private Task<ApiAnswer> VoidAsync(string id, string usage) => Api.PostAsync(Corrections, $$$"""{"id":"{{{id}}}","void":{"source":"app","id":"{{{usage}}}"}}""");

    private Task<ApiAnswer> AmendAsync(string id, string usage, int tokens, string? at = null, string type = "llm.call") => Api.PostAsync(Corrections, Amendment(id, usage, tokens, at, type));

    private static string Amendment(string id, string usage, int tokens, string? at, string type, string account = "acme") => string.Create(
        CultureInfo.InvariantCulture,
        $$$$"""{"id":"{{{{id}}}}","amend":{"specversion":"1.0","id":"{{{{usage}}}}","source":"app","type":"{{{{type}}}}","subject":"{{{{account}}}}"{{{{(at is null ? "" : $",\"time\":\"{at}\"")}}}},"data":{"model":"small","tokens":{{{{tokens}}}}}}}""");

    private async Task ClockAsync(string now) => Assert.Equal(200, (await Api.PutAsync("/v1/sandbox/clock", $$"""{"now":"{{now}}"}""")).Status);

    private async Task<string> AvailableAsync() => (await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("available").GetString()!;

    private async Task<Dictionary<string, string?>> UsageAsync() => (await Api.GetAsync("/v1/reports/usage?account=acme")).Json.GetProperty("total")[0].EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString());

    private async Task VerifyAsync()
    {
        var result = await Verifier.RunAsync(_server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
