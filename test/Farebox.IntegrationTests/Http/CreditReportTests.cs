using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>The roll-forward of credit: what finance ties, as of any day, by event time and by what was known.</summary>
public sealed class CreditReportTests : IAsyncLifetime
{
    private const string Parts = "opening granted moved_in spent expired revoked moved_out closing";

    private TestServer _server = null!;
    private ApiClient _api = null!;

    [Fact]
    public async Task A_period_opens_with_what_there_was_and_closes_with_what_is_left_in_units_and_in_value()
    {
        var account = await AccountAsync("1000");
        await UseAsync(account, "e1", 3000, "2026-09-03T10:00:00Z");
        await UseAsync(account, "e2", 2000, "2026-09-20T10:00:00Z");

        var answer = await _api.GetAsync($"/v1/reports/credits?account={account}&from=2026-09-04&to=2026-10-01");

        Assert.Equal("997 0 0 2 0 0 0 995", Line(answer, Parts));
        Assert.Equal("99.7 0 0 0.2 0 0 0 99.5", Line(answer, string.Join(' ', Parts.Split(' ').Select(part => $"{part}_value"))));
        Assert.Equal("USD", answer.Json.GetProperty("total")[0].GetProperty("basis_asset").GetString());
    }

    [Fact]
    public async Task A_late_event_changes_the_day_it_happened_and_not_what_was_known_before_it_came()
    {
        var account = await AccountAsync("100");
        await UseAsync(account, "first", 1000, "2026-09-01T10:00:00Z");
        var known = (await _api.GetAsync($"/v1/accounts/{account}/entries")).Json.GetProperty("entries").EnumerateArray().Last().GetProperty("recorded_at").GetString();
        await SetClockAsync("2026-09-02T00:00:00Z");
        await UseAsync(account, "late", 4000, "2026-09-01T12:00:00Z");

        var now = await _api.GetAsync($"/v1/reports/credits?account={account}&to=2026-09-02");
        var then = await _api.GetAsync($"/v1/reports/credits?account={account}&to=2026-09-02&known_at={known}");

        Assert.Equal(("0 100 0 5 0 0 0 95", "0 100 0 1 0 0 0 99"), (Line(now, Parts), Line(then, Parts)));
    }

    [Fact]
    public async Task What_came_for_a_closed_period_was_not_known_on_the_first_open_day_on_which_it_stands()
    {
        var account = await AccountAsync("100");
        await UseAsync(account, "first", 1000, "2026-09-01T10:00:00Z");
        await SetClockAsync("2026-10-02T00:00:00Z");
        Assert.Equal(201, (await _api.PostAsync($"/v1/accounts/{account}/closes", """{"period":"2026-09"}""")).Status);
        var known = (await _api.GetAsync($"/v1/accounts/{account}/entries?limit=100")).Json.GetProperty("entries").EnumerateArray().Last().GetProperty("recorded_at").GetString();
        await SetClockAsync("2026-10-03T00:00:00Z");
        await UseAsync(account, "late", 4000, "2026-09-20T12:00:00Z");
        Assert.Equal(201, (await _api.PostAsync($"/v1/accounts/{account}/corrections", """{"id":"fix","void":{"source":"app","id":"first"}}""")).Status);

        var september = $"/v1/reports/credits?account={account}&to=2026-10-01";
        var october = $"/v1/reports/credits?account={account}&from=2026-10-01&to=2026-11-01";

        Assert.Equal(("0 100 0 1 0 0 0 99", "99 0 0 3 0 0 0 96"), (Line(await _api.GetAsync(september), Parts), Line(await _api.GetAsync(october), Parts)));
        Assert.Equal("0 100 0 1 0 0 0 99", Line(await _api.GetAsync($"{september}&known_at={known}"), Parts));
        Assert.Equal("99 0 0 0 0 0 0 99", Line(await _api.GetAsync($"{october}&known_at={known}"), Parts));
    }

    [Fact]
    public async Task What_expires_is_breakage_and_what_is_left_is_deferred()
    {
        var account = await AccountAsync("1");
        await _api.PostAsync(
            $"/v1/accounts/{account}/grants",
            """{"id":"pack","asset":"credit","amount":"10","source":"purchased","expires_at":"2026-10-11T00:00:00Z","cost_basis":{"asset":"USD","amount":"4"}}""");

        var ageing = await _api.GetAsync($"/v1/reports/credits?account={account}&group_by=expiry,grant");
        await SetClockAsync("2026-10-13T00:00:00Z");
        var after = await _api.GetAsync($"/v1/reports/credits?account={account}&group_by=grant");

        Assert.Equal("31-60 days pack,never first", string.Join(',', ageing.Json.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("expiry")} {row.GetProperty("grant")}")));
        var pack = after.Json.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("grant").GetString() == "pack");
        Assert.Equal(("10", "4", "0"), (pack.GetProperty("expired").GetString(), pack.GetProperty("expired_value").GetString(), pack.GetProperty("closing_value").GetString()));
    }

    [Fact]
    public async Task A_burn_down_shows_the_days_and_when_credit_runs_out()
    {
        var account = await AccountAsync("10");
        await UseAsync(account, "b1", 2000, "2026-09-01T12:00:00Z");
        await UseAsync(account, "b2", 2000, "2026-09-02T12:00:00Z");
        await SetClockAsync("2026-09-03T10:00:00Z");

        var answer = await _api.GetAsync($"/v1/accounts/{account}/burn-down?window_days=2");

        var credit = answer.Json.GetProperty("assets")[0];
        var forecast = credit.GetProperty("forecast");
        Assert.Equal(("4", 2), (forecast.GetProperty("used").GetString(), forecast.GetProperty("used_over_days").GetInt32()));
        Assert.Equal("2026-09-07", forecast.GetProperty("runs_out_on").GetString());
        var days = credit.GetProperty("days").EnumerateArray().ToArray();
        Assert.Equal((30, "6"), (days.Length, days[^1].GetProperty("closing").GetString()));
    }

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(isSandbox: true);
        _api = _server.Api;
        await SetClockAsync("2026-09-01T00:00:00Z");
        await Shop.ConfigureAsync(_api);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private async Task<string> AccountAsync(string credits)
    {
        await Shop.OpenAsync(_api, "acme", credits);
        return "acme";
    }

    private async Task SetClockAsync(string now) => Assert.Equal(200, (await _api.PutAsync("/v1/sandbox/clock", $$"""{"now":"{{now}}"}""")).Status);

    private async Task UseAsync(string account, string id, int tokens, string time)
    {
        var answer = await _api.PostAsync("/v1/events", Shop.Event(account, id, tokens, more: $",\"time\":\"{time}\""));
        Assert.Equal("recorded", answer.Json.GetProperty("results")[0].GetProperty("status").GetString());
    }

    private static string Line(ApiAnswer answer, string parts)
    {
        var total = answer.Json.GetProperty("total")[0];
        return string.Join(' ', parts.Split(' ').Select(part => total.GetProperty(part).GetString()));
    }
}
