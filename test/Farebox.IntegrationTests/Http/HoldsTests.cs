using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class HoldsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_hold_is_captured_in_parts_and_its_rest_released()
    {
        var account = await shop.AccountAsync("100");

        var hold = await HoldAsync(account, """{"id":"h1","asset":"credit","amount":"75"}""");
        var part = await _api.PostAsync($"/v1/accounts/{account}/holds/h1/capture", """{"amount":"25"}""", "k1");
        var partAgain = await _api.PostAsync($"/v1/accounts/{account}/holds/h1/capture", """{"amount":"25.0"}""", "k1");
        var tooMuch = await _api.PostAsync($"/v1/accounts/{account}/holds/h1/capture", """{"amount":"51"}""", "k2");
        var release = await _api.PostAsync($"/v1/accounts/{account}/holds/h1/release", "{}", "k3");
        var late = await _api.PostAsync($"/v1/accounts/{account}/holds/h1/capture", """{"amount":"1"}""", "k4");

        Assert.Equal((201, "open", "75"), (hold.Status, hold["status"], hold["remaining"]));
        Assert.Equal("""{"hold":{"id":"h1","asset":"credit","amount":"75","remaining":"50","status":"open"},"captured":"25"}""", part.Text);
        Assert.Equal((200, part.Text), (partAgain.Status, partAgain.Text));
        Assert.Equal((422, "capture_exceeds_hold"), (tooMuch.Status, tooMuch.Code));
        Assert.Equal("""{"hold":{"id":"h1","asset":"credit","amount":"75","remaining":"0","status":"released"},"released":"50"}""", release.Text);
        Assert.Equal((409, "hold_not_open"), (late.Status, late.Code));
    }

    [Fact]
    public async Task Twenty_holds_of_75_at_once_on_500_give_six_and_refuse_fourteen()
    {
        var account = await shop.AccountAsync("500");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            _api.PostAsync($"/v1/accounts/{account}/holds", """{"asset":"credit","amount":"75"}""", $"key-{i}")));

        Assert.Equal(6, answers.Count(answer => answer.Status == 201));
        Assert.Equal(14, answers.Count(answer => answer.Status == 402 && answer.Code == "insufficient_credit" && answer["available"] is "50"));
        var balances = await _api.GetAsync($"/v1/accounts/{account}/balances");
        Assert.Equal(("450", "50"), (balances.Json.GetProperty("wallets")[0].GetProperty("held").GetString(), balances.Json.GetProperty("wallets")[0].GetProperty("available").GetString()));
    }

    [Fact]
    public async Task A_refused_hold_stays_refused_under_its_key_and_may_be_tried_anew_under_another()
    {
        var account = await shop.AccountAsync("1");

        var refused = await HoldAsync(account, """{"asset":"credit","amount":"2"}""", "r1");
        await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"more","asset":"credit","amount":"5","source":"bonus"}""");
        var again = await HoldAsync(account, """{"asset":"credit","amount":"2"}""", "r1");
        var anew = await HoldAsync(account, """{"asset":"credit","amount":"2"}""", "r2");

        Assert.Equal((402, 402, 201), (refused.Status, again.Status, anew.Status));
        Assert.Equal(refused.Json.GetProperty("detail").GetString(), again.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_hold_may_be_of_what_data_for_a_meter_costs()
    {
        var account = await shop.AccountAsync("100");

        var hold = await HoldAsync(account, """{"meter":"llm","data":{"model":"large","input_tokens":1000,"output_tokens":100},"ttl_seconds":60}""", "d1");
        var unknown = await HoldAsync(account, """{"meter":"nothing","data":{}}""", "d2");
        var incomplete = await HoldAsync(account, """{"meter":"llm","data":{"model":"large"}}""", "d3");

        Assert.Equal((201, "12"), (hold.Status, hold["amount"]));
        Assert.Equal((422, "meter_unknown"), (unknown.Status, unknown.Code));
        Assert.Equal((422, "property_missing"), (incomplete.Status, incomplete.Code));
    }

    [Fact]
    public async Task An_event_captured_by_the_route_of_its_hold_is_a_duplicate_by_the_common_route()
    {
        var account = await shop.AccountAsync("100");
        await HoldAsync(account, """{"id":"h2","asset":"credit","amount":"10"}""");

        var captured = await _api.PostAsync($"/v1/accounts/{account}/holds/h2/capture", $$"""{"event":{{Shop.Event(account, "c1", 4000)}},"final":true}""");
        var duplicate = await _api.PostAsync("/v1/events", Shop.Event(account, "c1", 4000, more: ",\"hold\":\"h2\",\"final\":true"));
        var otherwise = await _api.PostAsync("/v1/events", Shop.Event(account, "c1", 4000));
        var conflict = await _api.PostAsync($"/v1/accounts/{account}/holds/h2/capture", $$"""{"event":{{Shop.Event(account, "c1", 1)}}}""");

        Assert.Equal(
            """{"hold":{"id":"h2","asset":"credit","amount":"10","remaining":"0","status":"settled"},"captured":"4","event":{"id":"c1","source":"app","status":"recorded","debited":{"credit":"4"}}}""",
            captured.Text);
        Assert.Equal("duplicate", duplicate.Json.GetProperty("results")[0].GetProperty("status").GetString());
        Assert.Equal("id_conflict", otherwise.Json.GetProperty("results")[0].GetProperty("code").GetString());
        Assert.Equal((409, "id_conflict"), (conflict.Status, conflict.Code));
    }

    [Fact]
    public async Task What_a_hold_needs_must_be_there()
    {
        var account = await shop.AccountAsync("100");

        var noAccount = await HoldAsync("nobody", """{"asset":"credit","amount":"1"}""", "n1");
        var noMember = await HoldAsync(account, """{"asset":"credit","amount":"1","member":"ghost"}""", "n2");
        var noHold = await _api.PostAsync($"/v1/accounts/{account}/holds/none/capture", """{"amount":"1"}""", "n3");
        var noKey = await HoldAsync(account, """{"asset":"credit","amount":"1"}""");

        Assert.Equal((404, "not_found"), (noAccount.Status, noAccount.Code));
        Assert.Equal((404, "member_unknown"), (noMember.Status, noMember.Code));
        Assert.Equal((404, "hold_unknown"), (noHold.Status, noHold.Code));
        Assert.Equal((400, "idempotency_key_required"), (noKey.Status, noKey.Code));
    }

    [Fact]
    public async Task The_same_request_ten_times_at_once_holds_once_and_is_answered_alike()
    {
        var account = await shop.AccountAsync("100");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => HoldAsync(account, """{"asset":"credit","amount":"30"}""", "same")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.Equal(9, answers.Count(answer => answer.Status == 200));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal("1", (await _api.GetAsync($"/v1/accounts/{account}/balances"))["open_holds"]);
    }

    private Task<ApiAnswer> HoldAsync(string account, string json, string? key = null) => _api.PostAsync($"/v1/accounts/{account}/holds", json, key);
}
