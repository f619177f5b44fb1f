using System.Text.Json;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Http;

public sealed class HoldTermsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_hold_grows_by_amount_and_by_data_and_once_per_key()
    {
        var account = await HeldAsync("100", "10");

        var byAmount = await PostAsync(account, "h/grow", """{"amount":"5"}""", "g1");
        var again = await PostAsync(account, "h/grow", """{"amount":"5.0"}""", "g1");
        var byData = await PostAsync(account, "h/grow", """{"meter":"llm","data":{"model":"small","input_tokens":2500}}""", "g2");
        var reused = await PostAsync(account, "h/grow", """{"amount":"6"}""", "g1");

        Assert.Equal("""{"hold":{"id":"h","asset":"credit","amount":"15","remaining":"15","status":"open"},"grown":"5"}""", byAmount.Text);
        Assert.Equal((200, byAmount.Text), (again.Status, again.Text));
        Assert.Equal("""{"hold":{"id":"h","asset":"credit","amount":"17.5","remaining":"17.5","status":"open"},"grown":"2.5"}""", byData.Text);
        Assert.Equal((422, "idempotency_key_reused"), (reused.Status, reused.Code));
    }

    [Fact]
    public async Task A_growth_that_is_refused_stays_refused_and_says_what_is_there()
    {
        var account = await HeldAsync("20", "15");

        var refused = await PostAsync(account, "h/grow", """{"amount":"6"}""", "g1");
        await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"more","asset":"credit","amount":"5","source":"bonus"}""");
        var again = await PostAsync(account, "h/grow", """{"amount":"6"}""", "g1");
        var anew = await PostAsync(account, "h/grow", """{"amount":"6"}""", "g2");
        await PostAsync(account, "h/release", "{}", "r");
        var closed = await PostAsync(account, "h/grow", """{"amount":"1"}""", "g3");

        Assert.Equal((402, "insufficient_credit", "5"), (refused.Status, refused.Code, refused["available"]));
        Assert.Equal((402, 200), (again.Status, anew.Status));
        Assert.Equal((409, "hold_not_open"), (closed.Status, closed.Code));
        Assert.Equal("hold_unknown", (await PostAsync(account, "none/grow", """{"amount":"1"}""", "g4")).Code);
    }

    [Fact]
    public async Task An_extension_puts_the_lapse_off()
    {
        var account = await HeldAsync("100", "10", ttl: 60);
        var before = await GetAsync(account, "h");

        var extended = await PostAsync(account, "h/extend", """{"ttl_seconds":7200}""", "e1");
        var shorter = await PostAsync(account, "h/extend", """{"ttl_seconds":1}""", "e2");
        var tooLong = await PostAsync(account, "h/extend", """{"ttl_seconds":86401}""", "e3");
        var unsaid = await PostAsync(account, "h/extend", "{}", "e4");

        Assert.True(Time(extended) - Time(before) > TimeSpan.FromMinutes(110));
        Assert.Equal(extended["lapses_at"], shorter["lapses_at"]);
        Assert.Equal(extended["lapses_at"], (await GetAsync(account, "h"))["lapses_at"]);
        Assert.Equal((422, "invalid_ttl", 400, "missing_member"), (tooLong.Status, tooLong.Code, unsaid.Status, unsaid.Code));
        Assert.Equal("hold_unknown", (await PostAsync(account, "none/extend", """{"ttl_seconds":60}""", "e5")).Code);
    }

    [Fact]
    public async Task Holds_are_listed_by_what_is_asked_for_page_by_page()
    {
        var account = await shop.AccountAsync("1000");
        foreach (var (id, parent) in new[] { ("team", (string?)null), ("ann", "team"), ("bob", null) })
            await _api.PostAsync($"/v1/accounts/{account}/members", parent is null ? $$"""{"id":"{{id}}"}""" : $$"""{"id":"{{id}}","parent":"{{parent}}"}""");
        await HoldAsync(account, """{"id":"a","asset":"credit","amount":"1","member":"ann","meter":"llm","ttl_seconds":60}""");
        await HoldAsync(account, """{"id":"b","asset":"credit","amount":"2","member":"bob","ttl_seconds":7200}""");
        await HoldAsync(account, """{"id":"c","asset":"credit","amount":"3","member":"team"}""");
        await HoldAsync(account, """{"id":"d","asset":"credit","amount":"4"}""");
        await PostAsync(account, "c/grow", """{"amount":"2"}""", "g");
        await PostAsync(account, "c/release", "{}", "r");
        await PostAsync(account, "d/capture", """{"amount":"1","final":true}""", "s");

        Assert.Equal("a open 1/1, b open 2/2, c released 0/5, d settled 0/4", await ListAsync(account, ""));
        Assert.Equal("a open 1/1, b open 2/2", await ListAsync(account, "?status=open"));
        Assert.Equal("c released 0/5", await ListAsync(account, "?status=released"));
        Assert.Equal("a open 1/1, c released 0/5", await ListAsync(account, "?member=team"));
        Assert.Equal("a open 1/1", await ListAsync(account, "?meter=llm"));
        Assert.Equal("", await ListAsync(account, "?asset=USD"));
        Assert.Equal("a open 1/1, c released 0/5, d settled 0/4", await ListAsync(account, $"?lapses_before={Time(await GetAsync(account, "c")).AddMinutes(30):yyyy-MM-ddTHH:mm:ssZ}"));

        var first = await _api.GetAsync($"/v1/accounts/{account}/holds?limit=3");
        Assert.Equal("a open 1/1, b open 2/2, c released 0/5", Told(first));
        var second = await _api.GetAsync($"/v1/accounts/{account}/holds?limit=3&cursor={first["next_cursor"]}");
        Assert.Equal("d settled 0/4", Told(second));
        Assert.False(second.Json.TryGetProperty("next_cursor", out _));
        Assert.Equal("invalid_cursor", (await _api.GetAsync($"/v1/accounts/other/holds?cursor={first["next_cursor"]}")).Code);
        Assert.Equal("invalid_parameter", (await _api.GetAsync($"/v1/accounts/{account}/holds?status=gone")).Code);
    }

    [Fact]
    public async Task One_hold_is_read_by_its_id_also_when_it_was_never_named()
    {
        var account = await HeldAsync("100", "10");
        var unnamed = await _api.PostAsync($"/v1/accounts/{account}/holds", """{"asset":"credit","amount":"2"}""", "k");
        await PostAsync(account, "h/capture", """{"amount":"4"}""", "c");

        Assert.Equal(("open", "6", "10"), (await GetAsync(account, "h") is var hold ? hold["status"] : "", hold["remaining"], hold["amount"]));
        Assert.Equal(unnamed.Text, (await GetAsync(account, unnamed["id"])).Text);
        Assert.Equal((404, "hold_unknown"), (await GetAsync(account, "none") is var none ? none.Status : 0, none.Code));
        Assert.Equal((404, "not_found"), (await GetAsync("nobody", "h") is var nobody ? nobody.Status : 0, nobody.Code));
    }

    [Fact]
    public async Task The_ledger_with_grown_and_extended_holds_verifies_from_its_first_entry_on()
    {
        var account = await HeldAsync("100", "10");
        await PostAsync(account, "h/grow", """{"amount":"5"}""", "g1");
        await PostAsync(account, "h/grow", """{"amount":"500"}""", "g2");
        await PostAsync(account, "h/extend", """{"ttl_seconds":86400}""", "e1");
        await PostAsync(account, "h/capture", """{"amount":"12","final":true}""", "c");
        await PostAsync(account, "h/grow", """{"amount":"1"}""", "g3");

        Assert.Empty((await Verifier.RunAsync(shop.Server.Database.OwnerConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).Broken);
    }

    private async Task<string> HeldAsync(string credits, string amount, int ttl = 3600)
    {
        var account = await shop.AccountAsync(credits);
        await HoldAsync(account, $$"""{"id":"h","asset":"credit","amount":"{{amount}}","ttl_seconds":{{ttl}}}""");
        return account;
    }

    private async Task HoldAsync(string account, string json) => Assert.Equal(201, (await _api.PostAsync($"/v1/accounts/{account}/holds", json)).Status);

    private Task<ApiAnswer> PostAsync(string account, string path, string json, string key) => _api.PostAsync($"/v1/accounts/{account}/holds/{path}", json, key);

    private Task<ApiAnswer> GetAsync(string account, string hold) => _api.GetAsync($"/v1/accounts/{account}/holds/{hold}");

    private async Task<string> ListAsync(string account, string query) => Told(await _api.GetAsync($"/v1/accounts/{account}/holds{query}"));

    private static string Told(ApiAnswer answer) => string.Join(", ", answer.Json.GetProperty("holds").EnumerateArray().Select(hold =>
        $"{Text(hold, "id")} {Text(hold, "status")} {Text(hold, "remaining")}/{Text(hold, "amount")}"));

    private static DateTimeOffset Time(ApiAnswer answer) => DateTimeOffset.Parse(answer["lapses_at"], System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
