using System.Globalization;
using Farebox.Http;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Closing;

/// <summary>A range of a producer's events is replaced by what should have been there: shown first, done once, by whichever node.</summary>
public sealed class BackfillTests : IAsyncLifetime
{
    private TestServer _server = null!;

    private ApiClient Api => _server.Api;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(isSandbox: true);
        Assert.Equal(200, (await Api.PutAsync("/v1/sandbox/clock", """{"now":"2026-09-05T00:00:00Z"}""")).Status);
        await Shop.ConfigureAsync(Api);
        await Shop.OpenAsync(Api, "acme", "1000");
        foreach (var id in (string[])["a", "b", "c"]) Assert.Contains("\"recorded\"", (await Api.PostAsync("/v1/events", Event(id, 10))).Text, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_shown_is_done_once_and_a_repetition_keeps_all_of_it()
    {
        string[] events = [Event("a", 10), Event("b", 20), Event("d", 40)];

        var shown = await BackfillAsync("fix", events, isDryRun: true);
        var nothing = await SpentAsync();
        var done = await BackfillAsync("fix", events);
        var again = await BackfillAsync("fix", events);

        Assert.Equal(("1 1 1 1", "30"), (Counts(shown), nothing));
        Assert.Equal(("1 1 1 1", """{"credit":"20"}""", """{"credit":"60"}"""), (Counts(done), done["returned"], done["debited"]));
        Assert.Equal(("3 0 0 0", "{}", "70"), (Counts(again), again["returned"], await SpentAsync()));
        await VerifyAsync();
    }

    [Fact]
    public async Task The_same_id_does_not_say_something_else_and_another_one_may()
    {
        await BackfillAsync("fix", [Event("a", 10), Event("b", 20), Event("c", 10)]);

        var other = await BackfillAsync("fix", [Event("a", 10), Event("b", 25), Event("c", 10)]);
        var gone = await BackfillAsync("fix", [Event("a", 10), Event("c", 10)]);
        var further = await BackfillAsync("fix-2", [Event("a", 10), Event("c", 10)]);
        var back = await BackfillAsync("fix-3", [Event("a", 10), Event("b", 20), Event("c", 10)]);

        Assert.Equal(((409, "id_conflict"), (409, "id_conflict"), (409, "event_voided")), ((other.Status, other.Code), (gone.Status, gone.Code), (back.Status, back.Code)));
        Assert.Equal(("2 0 1 0", "20"), (Counts(further), await SpentAsync()));
        await VerifyAsync();
    }

    [Fact]
    public async Task An_event_that_happened_at_another_time_is_named_before_anything_is_done()
    {
        Assert.Contains("\"recorded\"", (await Api.PostAsync("/v1/events", Event("x", 10, "2026-09-04T00:00:00Z"))).Text, StringComparison.Ordinal);

        var moved = await BackfillAsync("fix", [Event("x", 10)], isDryRun: true);

        Assert.Equal((422, "invalid_rule"), (moved.Status, moved.Code));
        Assert.Contains("happened at another time", moved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_and_not_charged_is_told()
    {
        var image = Shop.Image("acme", "i", ",\"time\":\"2026-09-02T00:00:00Z\"");
        await Shop.OpenAsync(Api, "poor", "0");

        var added = await Api.PostAsync("/v1/accounts/poor/backfills", Body("fix", [image.Replace("acme", "poor", StringComparison.Ordinal)]));

        Assert.Equal("0 0 0 1", Counts(added));
        Assert.Equal("i insufficient_credit", string.Join(',', added.Json.GetProperty("refused").EnumerateArray().Select(refused => $"{refused.GetProperty("event").GetString()} {refused.GetProperty("code").GetString()}")));
    }

    [Fact]
    public async Task Hundreds_of_events_with_debts_between_them_are_replaced_on_two_nodes_at_once_and_each_once()
    {
        await Shop.OpenAsync(Api, "busy", "50");
        var ids = Enumerable.Range(0, 200).Select(number => $"e{number}").ToArray();
        foreach (var chunk in ids.Chunk(50)) await Task.WhenAll(chunk.Select(id => Api.PostAsync("/v1/events", Event(id, 1).Replace("acme", "busy", StringComparison.Ordinal))));
        await using var other = await FareboxHost.BuildAsync(
            new() { ConnectionString = _server.Database.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = TestServer.Key }, CancellationToken.None);
        await other.StartAsync(CancellationToken.None);
        using var second = new ApiClient(other.Address, TestServer.Key);
        var body = Body("fix", [.. ids.Where((_, number) => number % 4 != 0).Select((id, number) => Event(id, number % 2 == 0 ? 1 : 2).Replace("acme", "busy", StringComparison.Ordinal))]);

        var answers = await Task.WhenAll(Api.PostAsync("/v1/accounts/busy/backfills", body), second.PostAsync("/v1/accounts/busy/backfills", body));
        var last = await Api.PostAsync("/v1/accounts/busy/backfills", body);

        Assert.All(answers, answer => Assert.True(answer.Status == 200 && answer.Json.GetProperty("refused").GetArrayLength() == 0, answer.Text));
        Assert.Equal("150 0 0 0", Counts(last));
        var entries = (await Api.GetAsync("/v1/accounts/busy/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Count(entry => entry.GetProperty("kind").GetString() == "correction");
        Assert.Equal(50 + 75, entries);
        Assert.Equal("225", (await Api.GetAsync("/v1/reports/usage?account=busy")).Json.GetProperty("total")[0].GetProperty("credits").GetString());
        await VerifyAsync();
    }

    private Task<ApiAnswer> BackfillAsync(string id, string[] events, bool isDryRun = false) => Api.PostAsync("/v1/accounts/acme/backfills", Body(id, events, isDryRun));

    private static string Body(string id, string[] events, bool isDryRun = false) => $$"""
        {"id":"{{id}}","source":"app","from":"2026-09-02T00:00:00Z","to":"2026-09-03T00:00:00Z","dry_run":{{(isDryRun ? "true" : "false")}},"events":[{{string.Join(',', events)}}]}
        """;

    /// <summary>An event of so many credits.</summary>
    private static string Event(string id, int credits, string time = "2026-09-02T10:00:00Z") => Shop.Event("acme", id, credits * 1000, more: $",\"time\":\"{time}\"");

    private static string Counts(ApiAnswer answer) => answer.Status == 200
        ? string.Join(' ', ((string[])["kept", "amended", "voided", "added"]).Select(name => answer.Json.GetProperty(name).GetInt64().ToString(CultureInfo.InvariantCulture)))
        : answer.Text;

    private async Task<string?> SpentAsync() => (await Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("spent").GetString();

    private async Task VerifyAsync()
    {
        var result = await Verifier.RunAsync(_server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
