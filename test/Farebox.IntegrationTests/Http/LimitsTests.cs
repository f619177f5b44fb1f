using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class LimitsTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task A_limit_over_a_window_refuses_and_says_which_it_is_and_when_there_is_room_again()
    {
        var account = await fixture.AccountAsync("500");
        await SetAsync(account, """{"id":"daily","asset":"credit","max":"10","window":"day","zone":"Europe/Berlin","alert_at":[80]}""");
        await HoldAsync(account, "h1", "8", 201);
        var refused = await HoldAsync(account, "h2", "3", 402);

        Assert.Equal(("limit_exceeded", "daily"), (refused.Code, refused["limit"]));
        var read = await _api.GetAsync($"/v1/accounts/{account}/limits/daily");
        Assert.Equal(("8", "2", refused["resets_at"], refused["window_from"]), (read["used"], read["left"], read["resets_at"], read["window_from"]));
        Assert.Equal("limit_unknown", (await _api.GetAsync($"/v1/accounts/{account}/limits/none")).Code);
    }

    [Fact]
    public async Task Quantities_requests_keys_and_margins_are_limited_too()
    {
        var account = await fixture.AccountAsync("500");
        await SetAsync(account, """{"id":"tokens","measure":"quantity","meter":"llm","max":"2000.5","window":"month"}""");
        await SetAsync(account, """{"id":"pictures","measure":"requests","meter":"image","max":"1","window":"rolling","window_seconds":3600}""");
        await SetAsync(account, """{"id":"of-key","api_key":"k1","asset":"credit","max":"5"}""");
        await SetAsync(account, """{"id":"margin","measure":"margin","asset":"credit","worth":"0.0001","hard":false}""");

        var first = await SendAsync(Shop.Event(account, "e1", 2000));
        Assert.Equal(["below_cost"], first.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal(["over_limit", "below_cost"], (await SendAsync(Shop.Event(account, "e2", 1))).GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal("recorded", (await SendAsync(Shop.Image(account, "i1"))).GetProperty("status").GetString());
        var picture = await SendAsync(Shop.Image(account, "i2"));
        Assert.Equal(("refused", "limit_exceeded", "pictures"), (picture.GetProperty("status").GetString(), picture.GetProperty("code").GetString(), picture.GetProperty("limit").GetString()));
        Assert.Equal("of-key", (await _api.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h","asset":"credit","amount":"6","api_key":"k1"}"""))["limit"]);
        Assert.Equal("k2", (await _api.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h2","asset":"credit","amount":"6","api_key":"k2"}"""))["api_key"]);
        await SendAsync(Shop.Event(account, "e3", 1000, more: ",\"apikey\":\"k1\""));
        Assert.Equal("1", (await _api.GetAsync($"/v1/accounts/{account}/limits/of-key"))["used"]);
        Assert.Equal(4, (await _api.GetAsync($"/v1/accounts/{account}/limits")).Json.GetProperty("limits").GetArrayLength());
    }

    [Fact]
    public async Task Work_below_its_cost_is_not_begun()
    {
        var account = await fixture.AccountAsync("500");
        await SetAsync(account, """{"id":"margin","measure":"margin","asset":"credit","worth":"0.0001"}""");
        var refused = await _api.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h","meter":"llm","data":{"model":"small","input_tokens":1000}}""");

        Assert.Equal((402, "below_cost", "margin"), (refused.Status, refused.Code, refused["limit"]));
    }

    [Fact]
    public async Task A_change_above_the_threshold_takes_two_keys_and_both_are_in_the_audit()
    {
        var account = await fixture.AccountAsync("500");
        await Proposals.MakeAsync(fixture.Server, account, "credit", "big");
        var pending = (await _api.GetAsync($"/v1/accounts/{account}/limits/big")).Json.GetProperty("pending");
        Assert.Equal("2", pending.GetProperty("limit").GetProperty("max").GetString());
        Assert.Equal("approved", (await _api.PostAsync($"/v1/accounts/{account}/limits/big/approve", "{}", "a"))["status"]);
        Assert.Equal("2", (await _api.GetAsync($"/v1/accounts/{account}/limits/big"))["max"]);
        Assert.Equal("nothing_proposed", (await _api.PostAsync($"/v1/accounts/{account}/limits/big/approve", "{}", "b")).Code);

        var acts = (await _api.GetAsync("/v1/audit?limit=2")).Json.GetProperty("acts");
        Assert.Equal(("limit.approve", "limit.propose"), (acts[0].GetProperty("action").GetString(), acts[1].GetProperty("action").GetString()));
        Assert.Equal(acts[1].GetProperty("actor").GetString(), acts[0].GetProperty("before").GetProperty("proposed_by").GetString());
        Assert.NotEqual(acts[1].GetProperty("actor").GetString(), acts[0].GetProperty("actor").GetString());
        var history = (await _api.GetAsync($"/v1/accounts/{account}/limits/big/history")).Json.GetProperty("history");
        Assert.Equal(["set", "proposed", "approved"], history.EnumerateArray().Select(act => act.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Whoever_proposed_a_change_does_not_approve_it()
    {
        var account = await fixture.AccountAsync("500");
        await SetAsync(account, """{"id":"big","asset":"credit","max":"1","approve_above":"1"}""");
        Assert.Equal("proposed", (await _api.PostAsync($"/v1/accounts/{account}/limits/big/remove", "{}", "r"))["status"]);

        Assert.Equal((409, "approver_same"), ((await _api.PostAsync($"/v1/accounts/{account}/limits/big/approve", "{}", "a")) is var answer ? (answer.Status, answer.Code) : default));
        Assert.Equal("declined", (await _api.PostAsync($"/v1/accounts/{account}/limits/big/decline", "{}", "d"))["status"]);
    }

    [Fact]
    public async Task Too_many_named_limits_are_refused()
    {
        var account = await fixture.AccountAsync("0");
        for (var i = 0; i < 1000; i++) await SetAsync(account, $$"""{"id":"l{{i}}","asset":"credit","max":"1"}""");

        Assert.Equal("too_many_limits", (await _api.PostAsync($"/v1/accounts/{account}/limits", """{"id":"more","asset":"credit","max":"1"}""", "more")).Code);
    }

    [Theory]
    [InlineData("""{"id":"l","asset":"credit","max":"1","window":"rolling","window_seconds":61}""", "invalid_rule")]
    [InlineData("""{"id":"l","asset":"credit","max":"1","window":"rolling","window_seconds":0}""", "number_out_of_range")]
    [InlineData("""{"id":"l","asset":"credit","max":"1","window":"fortnight"}""", "invalid_value")]
    [InlineData("""{"id":"l","asset":"credit","max":"1","window":"day","zone":"Europe/Nowhere"}""", "invalid_value")]
    [InlineData("""{"id":"l","asset":"credit","max":"1","alert_at":[80,50]}""", "invalid_rule")]
    [InlineData("""{"id":"l","asset":"credit","max":"1","alert_at":[0]}""", "invalid_rule")]
    [InlineData("""{"id":"l","measure":"requests","max":"1.5"}""", "too_many_decimals")]
    [InlineData("""{"id":"l","measure":"quantity","max":"1"}""", "missing_member")]
    [InlineData("""{"id":"l","measure":"margin","asset":"credit","max":"1"}""", "unknown_member")]
    [InlineData("""{"asset":"credit","max":"1","window":"day"}""", "missing_member")]
    [InlineData("""{"id":"total:credit","asset":"credit","max":"1"}""", "invalid_rule")]
    [InlineData("""{"id":"l","member":"nobody","asset":"credit","max":"1"}""", "member_unknown")]
    public async Task A_limit_that_cannot_be_meant_is_refused(string body, string code)
    {
        var account = await fixture.AccountAsync("0");

        Assert.Equal(code, (await _api.PostAsync($"/v1/accounts/{account}/limits", body, "k")).Code);
    }

    [Fact]
    public async Task One_call_shows_who_may_spend_what()
    {
        var account = await fixture.AccountAsync("500");
        foreach (var member in (string[])["""{"id":"team"}""", """{"id":"alice","parent":"team"}"""]) await _api.PostAsync($"/v1/accounts/{account}/members", member);
        await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"own","asset":"credit","amount":"20","source":"bonus","scope":{"members":["alice"]}}""");
        await SetAsync(account, """{"id":"daily","member":"team","asset":"credit","max":"50","window":"day"}""");
        await _api.PostAsync($"/v1/accounts/{account}/limits", """{"member":"alice","asset":"credit","max":"600"}""", "total");
        await _api.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h","asset":"credit","amount":"10","member":"alice"}""");
        var members = (await _api.GetAsync($"/v1/accounts/{account}/spending-power")).Json.GetProperty("members");

        Assert.Equal(["", "alice", "team"], members.EnumerateArray().Select(member => member.TryGetProperty("id", out var id) ? id.GetString() : ""));
        var alice = members[1];
        Assert.Equal("""[{"asset":"credit","own":"10","pool":"500","debt":"0","spendable":"40","bound_by":"daily"}]""", alice.GetProperty("assets").GetRawText());
        Assert.Equal(["total:credit:alice", "daily"], alice.GetProperty("limits").EnumerateArray().Select(limit => limit.GetProperty("id").GetString()));
        Assert.Equal("500", members[0].GetProperty("assets")[0].GetProperty("spendable").GetString());
        Assert.Single((await _api.GetAsync($"/v1/accounts/{account}/spending-power?member=team&meter=llm&model=small")).Json.GetProperty("members").EnumerateArray());
        Assert.Equal("member_unknown", (await _api.GetAsync($"/v1/accounts/{account}/spending-power?member=nobody")).Code);
    }

    [Fact]
    public async Task A_member_moves_with_those_below_it_and_the_account_keeps_its_calendar()
    {
        var account = await fixture.AccountAsync("500");
        foreach (var member in (string[])["""{"id":"a"}""", """{"id":"b"}""", """{"id":"x","parent":"a"}""", """{"id":"y","parent":"x"}"""]) await _api.PostAsync($"/v1/accounts/{account}/members", member);
        var moved = await _api.PostAsync($"/v1/accounts/{account}/members/x/move", """{"parent":"b"}""", "m");
        Assert.Equal((200, "b"), (moved.Status, moved["parent"]));
        Assert.Contains("\"path\":\"b/x/y\"", (await _api.GetAsync($"/v1/accounts/{account}/members")).Text, StringComparison.Ordinal);
        Assert.Equal("invalid_rule", (await _api.PostAsync($"/v1/accounts/{account}/members/x/move", """{"parent":"y"}""", "n")).Code);

        Assert.Equal("Europe/Berlin", (await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}-b","zone":"Europe/Berlin"}"""))["zone"]);
        await SetAsync($"{account}-b", """{"id":"daily","asset":"credit","max":"50","window":"day"}""");
        Assert.Equal("Europe/Berlin", (await _api.GetAsync($"/v1/accounts/{account}-b/limits/daily"))["zone"]);
        Assert.Equal("Europe/Berlin", (await _api.GetAsync($"/v1/accounts/{account}-b"))["zone"]);
        Assert.Equal("invalid_value", (await _api.PostAsync("/v1/accounts", """{"id":"nowhere","zone":"Europe/Nowhere"}""")).Code);
    }

    private async Task SetAsync(string account, string body)
    {
        var answer = await _api.PostAsync($"/v1/accounts/{account}/limits", body, $"set-{Guid.CreateVersion7()}");
        Assert.True(answer.Status == 201, answer.Text);
    }

    private async Task<ApiAnswer> HoldAsync(string account, string id, string amount, int status)
    {
        var answer = await _api.PostAsync($"/v1/accounts/{account}/holds", $$"""{"id":"{{id}}","asset":"credit","amount":"{{amount}}"}""");
        Assert.Equal(status, answer.Status);
        return answer;
    }

    private async Task<JsonElement> SendAsync(string json) => (await _api.PostAsync("/v1/events", json)).Json.GetProperty("results")[0];
}
