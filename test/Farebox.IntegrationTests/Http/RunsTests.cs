using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>Runs of agents: shares of a hold, over HTTP.</summary>
public sealed class RunsTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task Steps_draw_from_a_run_until_it_is_exhausted_and_settling_it_frees_the_rest()
    {
        var account = await fixture.AccountAsync("100");
        await HoldAsync(account, """{"id":"run","asset":"credit","amount":"10"}""", 201);
        var step = await HoldAsync(account, """{"id":"step","parent":"run","meter":"llm","data":{"model":"small","input_tokens":6000}}""", 201);
        Assert.Equal(("run", "6", "llm"), (step["parent"], step["amount"], step["meter"]));
        var refused = await HoldAsync(account, """{"id":"more","parent":"run","asset":"credit","amount":"5"}""", 402);
        Assert.Equal(("budget_exhausted", "4"), (refused.Code, refused["available"]));
        Assert.Equal("6", (await _api.GetAsync($"/v1/accounts/{account}/holds/run"))["handed_out"]);
        Assert.Single((await _api.GetAsync($"/v1/accounts/{account}/holds?parent=run")).Json.GetProperty("holds").EnumerateArray());

        await _api.PostAsync("/v1/events", Shop.Event(account, "e1", 2000, more: ",\"hold\":\"step\""));
        await _api.PostAsync($"/v1/accounts/{account}/holds/run/capture", """{"amount":"1","final":true}""", "settle");
        Assert.Equal("settled", (await _api.GetAsync($"/v1/accounts/{account}/holds/step"))["status"]);
        var wallet = (await _api.GetAsync($"/v1/accounts/{account}/balances")).Json.GetProperty("wallets")[0];
        Assert.Equal(("97", "0", "3"), (wallet.GetProperty("available").GetString(), wallet.GetProperty("held").GetString(), wallet.GetProperty("spent").GetString()));
        Assert.Equal("hold_not_open", (await HoldAsync(account, """{"id":"late","parent":"run","asset":"credit","amount":"1"}""", 409)).Code);
    }

    [Fact]
    public async Task A_hold_may_be_kept_and_cancelled_as_its_policy_says()
    {
        var account = await fixture.AccountAsync("100");
        var held = await HoldAsync(account, """{"id":"h","asset":"credit","amount":"10","on_cancel":"minimum","cancel_minimum":"2"}""", 201);
        Assert.Equal(("minimum", "2"), (held["on_cancel"], held["cancel_minimum"]));
        var kept = await _api.PostAsync($"/v1/accounts/{account}/holds/h/await", """{"at_most_seconds":172800}""", "a");
        Assert.True(kept.Json.GetProperty("lapses_at").GetDateTimeOffset() > held.Json.GetProperty("lapses_at").GetDateTimeOffset().AddDays(1));
        Assert.Equal("awaiting", (await _api.GetAsync($"/v1/accounts/{account}/holds/h"))["status"]);
        Assert.Single((await _api.GetAsync($"/v1/accounts/{account}/holds?status=awaiting")).Json.GetProperty("holds").EnumerateArray());
        Assert.Equal("2", (await _api.PostAsync($"/v1/accounts/{account}/holds/h/cancel", "{}", "c"))["captured"]);
        Assert.Equal("hold_not_open", (await _api.PostAsync($"/v1/accounts/{account}/holds/h/cancel", "{}", "d")).Code);
        Assert.Equal("hold_not_open", (await _api.PostAsync($"/v1/accounts/{account}/holds/h/await", "{}", "e")).Code);
    }

    [Fact]
    public async Task An_account_may_allow_longer_holds()
    {
        var account = await fixture.AccountAsync("100");
        Assert.Equal("invalid_ttl", (await HoldAsync(account, """{"id":"h","asset":"credit","amount":"1","ttl_seconds":86401}""", 422)).Code);
        Assert.Equal("2678400", (await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}-long","hold_seconds_max":2678400}"""))["hold_seconds_max"]);
        await _api.PostAsync($"/v1/accounts/{account}-long/grants", """{"id":"g","asset":"credit","amount":"5","source":"bonus"}""");
        await HoldAsync($"{account}-long", """{"id":"h","asset":"credit","amount":"1","ttl_seconds":2678400}""", 201);
    }

    private async Task<ApiAnswer> HoldAsync(string account, string body, int status)
    {
        var answer = await _api.PostAsync($"/v1/accounts/{account}/holds", body);
        Assert.True(answer.Status == status, answer.Text);
        return answer;
    }
}
