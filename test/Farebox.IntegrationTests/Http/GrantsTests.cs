using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class GrantsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_carve_out_is_shown_with_its_member_and_given_back_by_another_move()
    {
        var account = await TeamAsync();

        var moved = await MoveAsync(account, "pool", """{"id":"own","reason":"reallocation","amount":"30","owner":"alice"}""");
        var again = await MoveAsync(account, "pool", """{"id":"own","reason":"reallocation","amount":"30","owner":"alice"}""");
        var other = await MoveAsync(account, "pool", """{"id":"own","reason":"reallocation","amount":"31","owner":"alice"}""");
        var balances = await _api.GetAsync($"/v1/accounts/{account}/balances");
        var alice = balances.Json.GetProperty("members").EnumerateArray().Single(member => member.GetProperty("id").GetString() == "alice").GetProperty("wallets")[0];

        Assert.Equal((201, "alice", "pool", "30"), (moved.Status, moved["owner"], moved["from"], moved["amount"]));
        Assert.Equal((200, moved.Text), (again.Status, again.Text));
        Assert.Equal((409, "already_exists"), (other.Status, other.Code));
        Assert.Equal(("30", "30", "0"), (Text(alice, "available"), Text(alice, "moved_in"), Text(alice, "granted")));
        Assert.Equal(201, (await MoveAsync(account, "own", """{"id":"back","reason":"reallocation"}""")).Status);
    }

    [Fact]
    public async Task What_was_moved_is_reported_under_its_source_and_at_its_share_of_the_cost()
    {
        var account = await TeamAsync();
        await MoveAsync(account, "pool", """{"id":"own","reason":"reallocation","amount":"30","owner":"alice"}""");
        await PostAsync(account, "burn-orders", """{"asset":"credit","preset":"krea"}""", "o1");
        await _api.PostAsync("/v1/events", $"[{Shop.Event(account, "e1", 20_000, more: ",\"member\":\"alice\"")},{Shop.Event(account, "e2", 10_000)}]");

        var report = await _api.GetAsync($"/v1/reports/usage?group_by=source,grant&account={account}");

        Assert.Equal(
            ["purchased own 20 2", "purchased pool 10 1"],
            report.Json.GetProperty("rows").EnumerateArray().Select(row => $"{Text(row, "source")} {Text(row, "grant")} {Text(row, "credits")} {Text(row, "value_at_cost_basis")}"));
    }

    [Theory]
    [InlineData("""{"id":"x","reason":"reallocation","amount":"101","owner":"alice"}""", 409, "amount_exceeds_grant")]
    [InlineData("""{"id":"x","reason":"loan","amount":"1","owner":"alice"}""", 409, "lending_exceeded")]
    [InlineData("""{"id":"x","reason":"reallocation"}""", 409, "nothing_to_move")]
    [InlineData("""{"id":"x","reason":"reallocation","owner":"nobody"}""", 404, "member_unknown")]
    [InlineData("""{"id":"x","reason":"loan"}""", 400, "missing_member")]
    [InlineData("""{"id":"x","reason":"extension"}""", 422, "invalid_rule")]
    [InlineData("""{"id":"x","reason":"extension","expires_at":"2001-01-01T00:00:00Z"}""", 422, "expiry_in_past")]
    public async Task A_move_that_cannot_be_is_refused_with_its_reason(string body, int status, string code)
    {
        var answer = await MoveAsync(await TeamAsync(), "pool", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_awaits_its_payment_may_neither_pay_nor_move_before_it()
    {
        var account = await shop.AccountAsync("0");
        await GrantAsync(account, """{"id":"order","asset":"credit","amount":"10","source":"purchased","payment":"awaited"}""");

        Assert.Equal("0", Wallet(await _api.GetAsync($"/v1/accounts/{account}/balances"), "spendable"));
        Assert.Equal("grant_not_movable", (await MoveAsync(account, "order", """{"id":"x","reason":"extension","expires_at":"2090-01-01T00:00:00Z"}""")).Code);
        Assert.Equal(200, (await PostAsync(account, "grants/order/paid", """{"reference":"invoice 17"}""")).Status);
        Assert.Equal("10", Wallet(await _api.GetAsync($"/v1/accounts/{account}/balances"), "spendable"));
        Assert.Equal("already_exists", (await PostAsync(account, "grants/order/paid", """{"reference":"invoice 18"}""")).Code);
        Assert.Equal("grant_unknown", (await PostAsync(account, "grants/none/paid", "{}")).Code);
        await GrantAsync(account, """{"id":"free","asset":"credit","amount":"10","source":"bonus"}""");
        Assert.Equal("nothing_owed", (await PostAsync(account, "grants/free/paid", "{}")).Code);
    }

    [Fact]
    public async Task A_grant_that_was_removed_whole_is_gone_but_for_what_is_held()
    {
        var account = await TeamAsync();
        await _api.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h","asset":"credit","amount":"20"}""", "h");

        var removed = await PostAsync(account, "grants/pool/remove", """{"as":"void","reason":"granted twice"}""", "r1");
        var again = await PostAsync(account, "grants/pool/remove", """{"as":"void"}""", "r2");
        await PostAsync(account, "holds/h/release", "{}", "r3");
        var balances = await _api.GetAsync($"/v1/accounts/{account}/balances");

        Assert.Equal((200, "80", "True"), (removed.Status, removed["amount"], removed["whole"]));
        Assert.Equal((409, "grant_ended"), (again.Status, again.Code));
        Assert.Equal(("100", "0"), (Wallet(balances, "revoked"), Wallet(balances, "available")));
    }

    [Fact]
    public async Task A_schedule_grants_lists_changes_its_seats_and_ends()
    {
        var account = await TeamAsync();
        var made = await PostAsync(account, "schedules", """
            {"id":"team","asset":"credit","amount":"10","source":"included","every":{"unit":"month"},"zone":"Europe/Berlin","seats":3,"on_seats_removed":"prorated",
             "proration":{"basis":"day"},"rollover":{"fraction":"0.5","cap":"5","cap_of":"total","new_expiry":{"unit":"month"}}}
            """);
        var balances = await _api.GetAsync($"/v1/accounts/{account}/balances");
        var more = await PostAsync(account, "schedules/team/seats", """{"seats":5}""", "s1");
        var listed = (await _api.GetAsync($"/v1/accounts/{account}/schedules")).Json.GetProperty("schedules");
        var ended = await PostAsync(account, "schedules/team/end", """{"leftover":"void"}""", "e1");

        Assert.Equal((201, "3"), (made.Status, made["seats"]));
        Assert.Equal("130", Wallet(balances, "granted"));
        Assert.Equal(("20", "5"), (Text(more.Json.GetProperty("grant"), "amount"), listed[0].GetProperty("seats").ToString()));
        Assert.Equal((200, "50"), (ended.Status, ended["taken_back"]));
        Assert.Equal("schedule_ended", (await PostAsync(account, "schedules/team/end", "{}", "e2")).Code);
        Assert.Equal("schedule_unknown", (await PostAsync(account, "schedules/none/seats", """{"seats":1}""", "s2")).Code);
    }

    [Theory]
    [InlineData("""{"id":"s","asset":"credit","amount":"1","source":"included"}""", 400, "missing_member")]
    [InlineData("""{"id":"s","asset":"credit","amount":"1","source":"included","every":{"unit":"month"},"zone":"Mars/Olympus"}""", 400, "invalid_value")]
    [InlineData("""{"id":"s","asset":"credit","amount":"1","source":"included","every":{"unit":"month"},"release_every":{"unit":"day"}}""", 422, "invalid_rule")]
    [InlineData("""{"id":"s","asset":"credit","amount":"1","source":"included","every":{"unit":"month"},"lasts":"span"}""", 422, "invalid_rule")]
    [InlineData("""{"id":"s","asset":"credit","amount":"1","source":"included","every":{"unit":"month"},"starts_at":"2001-01-01T00:00:00Z"}""", 422, "range_invalid")]
    public async Task A_schedule_that_cannot_be_is_refused_with_its_reason(string body, int status, string code)
    {
        var answer = await PostAsync(await shop.AccountAsync("0"), "schedules", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_account_has_so_many_schedules_and_no_more()
    {
        var account = await shop.AccountAsync("0");
        for (var i = 0; i < 100; i++) Assert.Equal(201, (await PostAsync(account, "schedules", Schedule(i))).Status);

        Assert.Equal("too_many_schedules", (await PostAsync(account, "schedules", Schedule(100))).Code);
    }

    [Fact]
    public async Task A_burn_order_is_a_preset_or_keys_and_the_balances_list_grants_in_it()
    {
        var account = await TeamAsync();
        await GrantAsync(account, """{"id":"big","asset":"credit","amount":"500","source":"purchased"}""");

        var own = await PostAsync(account, "burn-orders", """{"asset":"credit","keys":[{"by":"source","sources":["bonus"]},{"by":"amount","descending":true}]}""", "o1");
        var grants = (await _api.GetAsync($"/v1/accounts/{account}/balances")).Json.GetProperty("wallets")[0].GetProperty("grants");
        var both = await PostAsync(account, "burn-orders", """{"asset":"credit","preset":"stripe","keys":[{"by":"id"}]}""", "o2");
        var preset = await PostAsync(account, "burn-orders", """{"asset":"credit","preset":"stripe"}""", "o3");

        Assert.Equal((201, "custom"), (own.Status, own["name"]));
        Assert.Equal("big", grants[0].GetProperty("id").GetString());
        Assert.Equal("invalid_rule", both.Code);
        Assert.Equal((201, "stripe"), (preset.Status, preset["name"]));
    }

    private static string Schedule(int number) => $$$"""{"id":"s{{{number}}}","asset":"credit","amount":"1","source":"included","every":{"unit":"year"},"starts_at":"2090-01-01T00:00:00Z"}""";

    private static string? Text(System.Text.Json.JsonElement json, string member) => json.GetProperty(member).GetString();

    private static string? Wallet(ApiAnswer balances, string member) => Text(balances.Json.GetProperty("wallets")[0], member);

    private async Task<string> TeamAsync()
    {
        var account = await shop.AccountAsync("0");
        await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"alice"}""");
        await GrantAsync(account, """{"id":"pool","asset":"credit","amount":"100","source":"purchased","cost_basis":{"asset":"USD","amount":"10"}}""");
        return account;
    }

    private Task<ApiAnswer> GrantAsync(string account, string body) => PostAsync(account, "grants", body);

    private Task<ApiAnswer> MoveAsync(string account, string grant, string body) => PostAsync(account, $"grants/{grant}/move", body);

    private Task<ApiAnswer> PostAsync(string account, string rest, string body, string? key = null) => _api.PostAsync($"/v1/accounts/{account}/{rest}", body, key);
}
