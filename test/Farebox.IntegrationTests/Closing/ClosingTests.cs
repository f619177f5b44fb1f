using System.Globalization;
using System.Text.Json;
using Farebox.Http;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Closing;

/// <summary>Closing periods over HTTP and at the command line, on PostgreSQL.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private TestServer _server = null!;

    private ApiClient Api => _server.Api;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(isSandbox: true);
        await ClockAsync("2026-07-31T12:00:00Z");
        await Api.PostAsync("/v1/assets", """{"code":"credit","scale":6}""");
        await Api.PostAsync("/v1/assets", """{"code":"USD"}""");
        await Api.PostAsync("/v1/meters", """{"id":"llm","event_type":"llm.call","components":[{"class":"input","field":"tokens"}],"dimensions":["model"]}""");
        await CardAsync(1, "2020-01-01T00:00:00Z", "1", "5");
        await CardAsync(2, "2026-07-15T00:00:00Z", "1", "2");
        await Api.PostAsync("/v1/accounts", """{"id":"acme"}""");
        await Api.PostAsync("/v1/accounts/acme/members", """{"id":"alice"}""");
        await Api.PostAsync("/v1/accounts/acme/grants", """{"id":"g","asset":"credit","amount":"1000","source":"bonus"}""");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_close_posts_one_adjustment_per_charge_once_and_the_ledger_verifies()
    {
        await UseAsync("late", "2026-07-20T00:00:00Z", 10);
        await UseAsync("early", "2026-07-10T00:00:00Z", 10);
        await UseAsync("early", "2026-07-10T00:00:00Z", 10);
        Assert.Equal((409, "period_open"), Told(await CloseAsync("2026-07")));
        await ClockAsync("2026-08-02T00:00:00Z");
        Assert.Equal((409, "period_open"), Told(await CloseAsync("2026-07", ""","grace_seconds":259200""")));

        var shown = await CloseAsync("2026-07", ""","dry_run":true""");
        var closed = await CloseAsync("2026-07");
        var again = await CloseAsync("2026-07");

        Assert.Equal((200, 201, 200), (shown.Status, closed.Status, again.Status));
        var adjustment = Assert.Single(closed.Json.GetProperty("adjustments").EnumerateArray());
        Assert.Equal(("llm", "small", "2026-07", "30", "60", "-30"), (Text(adjustment, "meter"), Text(adjustment, "model"), Text(adjustment, "period"), Text(adjustment, "rated"), Text(adjustment, "charged"), Text(adjustment, "amount")));
        Assert.Equal("-30", Text(Assert.Single(shown.Json.GetProperty("adjustments").EnumerateArray()), "amount"));
        Assert.Equal(closed["adjustments"], again["adjustments"]);
        Assert.Equal((2, "2026-08-01T00:00:00Z"), (closed.Json.GetProperty("events").GetInt32(), closed["closed_until"]));
        Assert.Equal("970", await AvailableAsync());
        var usage = await Api.GetAsync("/v1/reports/usage?group_by=meter&to=2026-08-01T00:00:00Z");
        Assert.Equal(("30", "20"), (Text(usage.Json.GetProperty("total")[0], "credits"), Text(usage.Json.GetProperty("total")[0], "quantity")));
        await VerifyAsync();
    }

    [Fact]
    public async Task Late_use_is_marked_counts_in_the_next_period_and_is_settled_with_it()
    {
        await UseAsync("a", "2026-07-20T00:00:00Z", 10);
        await ClockAsync("2026-08-02T00:00:00Z");
        Assert.Empty((await CloseAsync("2026-07")).Json.GetProperty("adjustments").EnumerateArray());

        var late = await UseAsync("b", "2026-07-10T00:00:00Z", 10);
        Assert.Contains("\"closed_period\"", late.Json.GetRawText(), StringComparison.Ordinal);
        await ClockAsync("2026-09-02T00:00:00Z");
        var closed = await CloseAsync("2026-08");

        var adjustment = Assert.Single(closed.Json.GetProperty("adjustments").EnumerateArray());
        Assert.Equal(("2026-07", "-30"), (Text(adjustment, "period"), Text(adjustment, "amount")));
        var july = await Api.GetAsync("/v1/reports/usage?to=2026-08-01T00:00:00Z");
        var august = await Api.GetAsync("/v1/reports/usage?from=2026-08-01T00:00:00Z");
        Assert.Equal(("10", "20"), (Text(july.Json.GetProperty("total")[0], "credits"), Text(august.Json.GetProperty("total")[0], "credits")));
        await VerifyAsync();
    }

    [Fact]
    public async Task Two_nodes_that_close_at_once_post_everything_once()
    {
        foreach (var model in new[] { "small", "large", "tiny" })
        {
            await UseAsync($"{model}-late", "2026-07-20T00:00:00Z", 10, model);
            await UseAsync($"{model}-early", "2026-07-10T00:00:00Z", 10, model);
        }

        await ClockAsync("2026-08-02T00:00:00Z");
        await using var other = await FareboxHost.BuildAsync(
            new() { ConnectionString = _server.Database.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = TestServer.Key }, CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        using var second = new ApiClient(other.Address, TestServer.Key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? Api : second).PostAsync("/v1/accounts/acme/closes", """{"period":"2026-07"}""")));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers, answer => Assert.Equal(answers[0]["adjustments"], answer["adjustments"]));
        var entries = (await Api.GetAsync("/v1/accounts/acme/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "kind")).ToArray();
        Assert.Equal((answers[0].Json.GetProperty("adjustments").GetArrayLength(), 2), (entries.Count(kind => kind == "adjustment"), entries.Count(kind => kind == "close")));
        await VerifyAsync();
    }

    [Fact]
    public async Task The_command_line_closes_all_accounts_and_shows_what_it_would_post()
    {
        await UseAsync("late", "2026-07-20T00:00:00Z", 10);
        await UseAsync("early", "2026-07-10T00:00:00Z", 10);
        await ClockAsync("2026-08-02T00:00:00Z");

        var shown = await RunAsync("close", "2026-07", "--dry-run");
        var closed = await RunAsync("close", "2026-07");

        Assert.Contains("acme llm small 2026-07: -30 credit (30 in the order of use, 60 charged)", shown, StringComparison.Ordinal);
        Assert.Contains("1 account(s) would be closed, 2 event(s) rated again, 1 adjustment(s)", shown, StringComparison.Ordinal);
        Assert.Contains("1 account(s) closed", closed, StringComparison.Ordinal);
        Assert.Equal("970", await AvailableAsync());
    }

    private async Task<string> RunAsync(params string[] words)
    {
        var ended = await FareboxProgram.RunAsync(words, ("FAREBOX_DATABASE", _server.Database.OwnerConnectionString), ("FAREBOX_SANDBOX", "1"));
        Assert.True(ended.ExitCode == 0, ended.Output);
        return ended.Output;
    }

    private async Task CardAsync(int version, string from, string first, string then)
    {
        var answer = await Api.PostAsync("/v1/cards", $$"""
            {"kind":"rate","version":{{version}},"effective_from":"{{from}}","asset":"credit","rows":[{"meter":"llm","class":"input","model":"graduated","tiers":[{"up_to":"10","unit_price":"{{first}}"},{"up_to":"unlimited","unit_price":"{{then}}"}]}]}
            """);
        Assert.True(answer.Status == 201, answer.Json.GetRawText());
    }

    private async Task<ApiAnswer> UseAsync(string id, string at, int tokens, string model = "small") => await Api.PostAsync("/v1/events", string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"app","type":"llm.call","subject":"acme","time":"{{{at}}}","data":{"model":"{{{model}}}","tokens":{{{tokens}}}}}"""));

    private Task<ApiAnswer> CloseAsync(string period, string more = "") => Api.PostAsync("/v1/accounts/acme/closes", $$"""{"period":"{{period}}"{{more}}}""");

    private async Task ClockAsync(string now) => Assert.Equal(200, (await Api.PutAsync("/v1/sandbox/clock", $$"""{"now":"{{now}}"}""")).Status);

    private async Task<string> AvailableAsync() => Text((await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0], "available");

    private async Task VerifyAsync()
    {
        var result = await Verifier.RunAsync(_server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }

    private static (int, string) Told(ApiAnswer answer) => (answer.Status, answer.Code);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
