using System.Globalization;
using System.Text.Json;
using Farebox.IntegrationTests.Support;
using Farebox.IntegrationTests.Webhooks;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Closing;

/// <summary>After corrections, everything that finance, alerts and auditors see is as if the right thing had been sent at once, and how it came to that is on record.</summary>
public sealed class CorrectedFinanceTests : IAsyncLifetime
{
    private TestServer _server = null!;

    private ApiClient Api => _server.Api;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(isSandbox: true);
        await ClockAsync("2026-09-01T00:00:00Z");
        await Shop.ConfigureAsync(Api);
        await Shop.OpenAsync(Api, "acme", "100");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("usage?account=@&group_by=day,model,grant")]
    [InlineData("usage?account=@")]
    [InlineData("credits?account=@&group_by=day,grant&from=2026-09-01&to=2026-10-01")]
    [InlineData("credits?account=@&to=2026-09-04")]
    public async Task Reports_of_a_corrected_account_are_those_of_one_that_was_right_from_the_beginning(string report)
    {
        await Shop.OpenAsync(Api, "right", "100");
        await ClockAsync("2026-09-05T12:00:00Z");
        await UseAsync("acme", "e1", 6000, "2026-09-02T10:00:00Z");
        await UseAsync("acme", "e2", 2000, "2026-09-03T10:00:00Z");
        await UseAsync("acme", "e3", 4000, "2026-09-04T10:00:00Z", "large");
        await UseAsync("right", "e2", 5000, "2026-09-03T10:00:00Z");
        await UseAsync("right", "e3", 4000, "2026-09-04T10:00:00Z", "large");
        var wrong = await RowsAsync("acme", report);

        await CorrectAsync("""{"id":"fix-1","void":{"source":"app","id":"e1"}}""");
        await CorrectAsync($$"""{"id":"fix-2","amend":{{Shop.Event("acme", "e2", 5000)}}}""");

        Assert.NotEqual(wrong, await RowsAsync("acme", report));
        Assert.Equal(await RowsAsync("right", report), await RowsAsync("acme", report));
        Assert.Equal(await BurnDownAsync("right"), await BurnDownAsync("acme"));
        await VerifyAsync();
    }

    [Fact]
    public async Task Late_use_and_amendments_burn_grants_that_were_alive_when_it_happened()
    {
        await GrantAsync("""{"id":"old","asset":"credit","amount":"10","source":"bonus","expires_at":"2026-09-10T00:00:00Z","grace_seconds":864000}""");
        await ClockAsync("2026-09-12T00:00:00Z");

        await UseAsync("acme", "before", 2000, "2026-09-09T00:00:00Z");
        await UseAsync("acme", "after", 4000, "2026-09-10T00:00:00Z");
        Assert.Equal("first 96/0 old 0/8", await LeftAsync());

        await CorrectAsync($$"""{"id":"fix-1","amend":{{Shop.Event("acme", "before", 7000)}}}""");
        await CorrectAsync($$"""{"id":"fix-1","amend":{{Shop.Event("acme", "after", 1000)}}}""");
        Assert.Equal("first 99/0 old 0/3", await LeftAsync());

        // Its grace over, what comes back of it is gone, and nothing else is.
        await ClockAsync("2026-09-21T00:00:00Z");
        await CorrectAsync("""{"id":"fix-2","void":{"source":"app","id":"before"}}""");
        Assert.Equal("first 99/0 old 0/0", await LeftAsync());
        var old = (await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("grants").EnumerateArray().Single(grant => grant.GetProperty("id").GetString() == "old");
        Assert.Equal(("0", "10"), (old.GetProperty("spent").GetString(), old.GetProperty("expired").GetString()));
        await VerifyAsync();
    }

    [Fact]
    public async Task Use_that_is_rated_again_burns_grants_that_were_alive_when_it_happened()
    {
        await GrantAsync("""{"id":"old","asset":"credit","amount":"10","source":"bonus","expires_at":"2026-09-10T00:00:00Z","grace_seconds":864000}""");
        await Api.PostAsync("/v1/events", """{"specversion":"1.0","id":"n1","source":"app","type":"new.call","subject":"acme","time":"2026-09-09T00:00:00Z","data":{"calls":4}}""");
        await ClockAsync("2026-09-12T00:00:00Z");
        await Api.PostAsync("/v1/meters", """{"id":"new","event_type":"new.call","components":[{"class":"calls","field":"calls"}]}""");
        await Api.PostAsync("/v1/cards", """{"kind":"rate","version":2,"effective_from":"2026-09-01T00:00:00Z","asset":"credit","rows":[{"meter":"new","class":"calls","unit_price":"1"}]}""");

        var answer = await Api.PostAsync("/v1/accounts/acme/rerates", """{"event":{"source":"app","id":"n1"}}""");

        Assert.Equal("""{"account":"acme","rated":1,"left":{}}""", answer.Text);
        Assert.Equal("first 100/0 old 0/6", await LeftAsync());
        Assert.Equal("""{"account":"acme","rated":0,"left":{}}""", (await Api.PostAsync("/v1/accounts/acme/rerates", """{"event":{"source":"app","id":"n1"}}""")).Text);
        await CorrectAsync("""{"id":"rerate","void":{"source":"app","id":"n1"}}""");
        Assert.Equal("first 100/0 old 0/10", await LeftAsync());
        await VerifyAsync();
    }

    [Fact]
    public async Task A_correction_may_bring_a_balance_down_and_back_and_says_so()
    {
        await Api.PostAsync("/v1/accounts/acme/alert-rules", """{"id":"low","kind":"low_balance","asset":"credit","below":"60","recovered_above":"90"}""", "set");
        await UseAsync("acme", "e1", 3000, "2026-09-01T00:00:00Z");

        await CorrectAsync($$"""{"id":"fix-1","amend":{{Shop.Event("acme", "e1", 45000)}}}""");
        await CorrectAsync("""{"id":"fix-2","void":{"source":"app","id":"e1"}}""");

        JsonElement[] told = [];
        await WebhookScene.UntilAsync(async () => (told = [.. (await Api.GetAsync("/v1/notices?account=acme")).Json.GetProperty("notices").EnumerateArray()]).Length == 2);
        Assert.Equal(["balance.low 55", "balance.recovered 100"], told.Select(notice => $"{notice.GetProperty("type").GetString()} {notice.GetProperty("data").GetProperty("available").GetString()}"));
        await VerifyAsync();
    }

    [Fact]
    public async Task Everything_leaves_a_trace_and_nothing_is_edited()
    {
        await UseAsync("acme", "e1", 3000, "2026-09-01T00:00:00Z");
        await UseAsync("acme", "e2", 3000, "2026-09-01T00:00:00Z");
        var before = (await EntriesAsync()).Select(entry => entry.GetRawText()).ToArray();

        await CorrectAsync($$"""{"id":"fix-1","amend":{{Shop.Event("acme", "e1", 1000)}}}""");
        await CorrectAsync("""{"id":"fix-2","void":{"source":"app","id":"e1"}}""");
        await Api.PostAsync("/v1/accounts/acme/backfills", """{"id":"fix-3","source":"app","from":"2026-09-01T00:00:00Z","to":"2026-09-02T00:00:00Z","events":[]}""");

        var entries = await EntriesAsync();
        Assert.Equal(before, entries.Take(before.Length).Select(entry => entry.GetRawText()));
        var said = entries.Skip(before.Length).Select(entry => entry.GetProperty("command")).ToArray();
        Assert.Equal(
            [$"amend fix-1 e1 {before.Length - 1}", $"void fix-2 e1 {before.Length + 1}", $"void fix-3 e2 {before.Length}"],
            said.Select(command => $"{command.GetProperty("what").GetString()} {command.GetProperty("correction").GetString()} {command.GetProperty("id").GetString()} {command.GetProperty("corrects").GetInt64()}"));
        var audited = (await Api.GetAsync("/v1/audit?limit=100")).Json.GetProperty("acts").EnumerateArray().Select(record => record.GetProperty("action").GetString()).ToArray();
        Assert.Equal((1, 2), (audited.Count(action => action == "event.amend"), audited.Count(action => action == "event.void")));
        await VerifyAsync();
    }

    private async Task<JsonElement[]> EntriesAsync() => [.. (await Api.GetAsync("/v1/accounts/acme/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray()];

    /// <summary>The rows and the total of a report; rows of nothing left out, as a day whose use was taken back is like a day without any.</summary>
    private async Task<string> RowsAsync(string account, string report)
    {
        var answer = await Api.GetAsync($"/v1/reports/{report.Replace("@", account, StringComparison.Ordinal)}");
        Assert.True(answer.Status == 200, answer.Text);
        var rows = answer.Json.GetProperty("rows").EnumerateArray().Concat(answer.Json.GetProperty("total").EnumerateArray());
        return string.Join('\n', rows.Where(row => !IsNothing(row)).Select(row => row.GetRawText()));
    }

    private static bool IsNothing(JsonElement row) => row.EnumerateObject()
        .All(member => member.Value.ValueKind != JsonValueKind.String || !decimal.TryParse(member.Value.GetString(), CultureInfo.InvariantCulture, out var number) || number == 0);

    private async Task<string> BurnDownAsync(string account) => (await Api.GetAsync($"/v1/accounts/{account}/burn-down")).Json.GetProperty("assets").GetRawText();

    /// <summary>What each grant has left, and what of it pays only for what happened before.</summary>
    private async Task<string> LeftAsync() => string.Join(' ', (await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("grants").EnumerateArray()
        .Select(grant => $"{grant.GetProperty("id").GetString()} {grant.GetProperty("available").GetString()}/{grant.GetProperty("pending_expiry").GetString()}").Order(StringComparer.Ordinal));

    private async Task UseAsync(string account, string id, int tokens, string time, string model = "small")
    {
        var answer = await Api.PostAsync("/v1/events", Shop.Event(account, id, tokens, model, $",\"time\":\"{time}\""));
        Assert.Contains("\"recorded\"", answer.Text, StringComparison.Ordinal);
    }

    private async Task CorrectAsync(string correction)
    {
        var answer = await Api.PostAsync("/v1/accounts/acme/corrections", correction);
        Assert.True(answer.Status == 201, answer.Text);
    }

    private async Task GrantAsync(string grant) => Assert.Equal(201, (await Api.PostAsync("/v1/accounts/acme/grants", grant)).Status);

    private async Task ClockAsync(string now) => Assert.Equal(200, (await Api.PutAsync("/v1/sandbox/clock", $$"""{"now":"{{now}}"}""")).Status);

    private async Task VerifyAsync()
    {
        var result = await Verifier.RunAsync(_server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
