using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class AccountsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task What_is_made_again_with_the_same_content_is_the_same_and_with_other_content_refused()
    {
        (string Path, string Body, string Other)[] makes =
        [
            ("/v1/accounts", """{"id":"twice"}""", """{"id":"twice","rate_card":"default"}"""),
            ("/v1/accounts/twice/members", """{"id":"team"}""", """{"id":"team","parent":"lead"}"""),
            ("/v1/accounts/twice/grants", """{"id":"g","asset":"credit","amount":"5","source":"bonus"}""", """{"id":"g","asset":"credit","amount":"6","source":"bonus"}"""),
        ];
        foreach (var (path, body, other) in makes)
        {
            var first = await _api.PostAsync(path, body);
            var again = await _api.PostAsync(path, body);

            Assert.Equal((201, 200), (first.Status, again.Status));
            Assert.Equal(first.Text, again.Text);
            if (path == "/v1/accounts") continue;

            var conflict = await _api.PostAsync(path, other);
            Assert.Equal((409, "already_exists"), (conflict.Status, conflict.Code));
        }
    }

    [Fact]
    public async Task Members_form_a_tree_whose_limits_hold_all_the_way_up()
    {
        var account = await shop.AccountAsync("100");
        await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"team-a"}""");
        var alice = await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"alice","parent":"team-a"}""");
        var orphan = await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"bob","parent":"team-z"}""");
        var limit = await _api.PostAsync($"/v1/accounts/{account}/limits", """{"member":"team-a","asset":"credit","max":"10"}""", "l1");

        var within = await _api.PostAsync($"/v1/accounts/{account}/holds", """{"asset":"credit","amount":"8","member":"alice"}""", "h1");
        var beyond = await _api.PostAsync($"/v1/accounts/{account}/holds", """{"asset":"credit","amount":"3","member":"alice"}""", "h2");

        Assert.Equal("team-a/alice", alice["path"]);
        Assert.Equal((404, "member_unknown"), (orphan.Status, orphan.Code));
        Assert.Equal((201, "10"), (limit.Status, limit["max"]));
        Assert.Equal((201, "alice"), (within.Status, within["member"]));
        Assert.Equal((402, "limit_exceeded"), (beyond.Status, beyond.Code));
    }

    [Fact]
    public async Task A_grant_is_answered_with_its_terms()
    {
        var account = await shop.AccountAsync("0");

        var answer = await _api.PostAsync($"/v1/accounts/{account}/grants", """
            {"id":"g1","asset":"credit","amount":"10.50","source":"purchased","priority":-1,"effective_at":"2026-01-01T01:00:00+01:00",
             "expires_at":"2100-01-01T00:00:00Z","grace_seconds":60,"cost_basis":{"asset":"USD","amount":"2"},"scope":{"meters":["llm"]}}
            """);

        Assert.Equal(
            $$$"""{"id":"g1","account":"{{{account}}}","asset":"credit","amount":"10.5","source":"purchased","priority":-1,"effective_at":"2026-01-01T00:00:00Z","expires_at":"2100-01-01T00:00:00Z","grace_seconds":60,"cost_basis":{"asset":"USD","amount":"2"},"scope":{"meters":["llm"]}}""",
            answer.Text);
    }

    [Theory]
    [InlineData("""{"id":"g","asset":"credit","amount":"0","source":"bonus"}""", 422, "amount_not_positive")]
    [InlineData("""{"id":"g","asset":"credit","amount":"0.0000001","source":"bonus"}""", 400, "too_many_decimals")]
    [InlineData("""{"id":"g","asset":"credit","amount":"999999999999","source":"bonus","expires_at":"2001-01-01T00:00:00Z"}""", 422, "expiry_in_past")]
    [InlineData("""{"id":"g","asset":"USD","amount":"99999999999","source":"bonus"}""", 422, "amount_overflow")]
    [InlineData("""{"id":"g","asset":"gold","amount":"1","source":"bonus"}""", 422, "asset_unknown")]
    [InlineData("""{"id":"g","asset":"credit","amount":"1","source":"found"}""", 400, "invalid_value")]
    [InlineData("""{"id":"g","asset":"credit","amount":"1","source":"bonus","cost_basis":{"asset":"credit","amount":"1"}}""", 422, "invalid_rule")]
    [InlineData("""{"id":"g","asset":"credit","amount":"1","source":"bonus","scope":{"colours":["red"]}}""", 400, "unknown_member")]
    public async Task A_grant_that_makes_no_sense_is_refused(string body, int status, string code)
    {
        var account = await shop.AccountAsync("0");

        var answer = await _api.PostAsync($"/v1/accounts/{account}/grants", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Balances_show_where_every_unit_is()
    {
        var account = await shop.AccountAsync("10");
        await _api.PostAsync("/v1/events", Shop.Event(account, "e", 3000));
        await _api.PostAsync($"/v1/accounts/{account}/holds", """{"asset":"credit","amount":"2"}""", "h");

        var answer = await _api.GetAsync($"/v1/accounts/{account}/balances");
        var wallet = answer.Json.GetProperty("wallets")[0];

        Assert.Equal("10 5 0 2 3 0 0", string.Join(' ', new[] { "granted", "available", "pending_expiry", "held", "spent", "expired", "debt" }.Select(name => wallet.GetProperty(name).GetString())));
        Assert.Equal("first", wallet.GetProperty("grants")[0].GetProperty("id").GetString());
        Assert.Equal((1, "5"), (answer.Json.GetProperty("open_holds").GetInt32(), answer.Json.GetProperty("used").GetProperty("credit").GetString()));
    }

    [Fact]
    public async Task Entries_are_listed_page_by_page_without_gap()
    {
        var account = await shop.AccountAsync("10");
        for (var i = 0; i < 5; i++) await _api.PostAsync("/v1/events", Shop.Event(account, $"e{i}", 1000));

        var seqs = new List<long>();
        var path = $"/v1/accounts/{account}/entries?limit=3";
        for (var next = path; next is not null;)
        {
            var page = await _api.GetAsync(next);
            seqs.AddRange(page.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt64()));
            next = page.Json.TryGetProperty("next_cursor", out var cursor) ? $"{path}&cursor={cursor.GetString()}" : null;
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seqs);
        var last = (await _api.GetAsync($"/v1/accounts/{account}/entries")).Json.GetProperty("entries")[6];
        Assert.Equal(
            """[{"n":1,"from":"wallet/first","to":"spent/llm","asset":"credit","amount":"1","from_after":"5","to_after":"5"}]""",
            last.GetProperty("transfers").GetRawText());
    }

    [Theory]
    [InlineData("limit=0", "limit_out_of_range")]
    [InlineData("limit=-1", "limit_out_of_range")]
    [InlineData("limit=1001", "limit_out_of_range")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAA", "invalid_cursor")]
    [InlineData("cursor=!", "invalid_cursor")]
    [InlineData("curser=x", "unknown_parameter")]
    [InlineData("limit=1&limit=2", "invalid_parameter")]
    public async Task A_page_that_was_never_offered_is_refused(string query, string code)
    {
        var account = await shop.AccountAsync("1");

        var answer = await _api.GetAsync($"/v1/accounts/{account}/entries?{query}");

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("balances")]
    [InlineData("entries")]
    public async Task An_account_that_is_not_there_has_nothing_to_show(string what)
    {
        var answer = await _api.GetAsync($"/v1/accounts/nobody/{what}");

        Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task More_accounts_are_opened_at_once_than_the_database_has_connections()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _api.PostAsync("/v1/accounts", $$"""{"id":"at-once-{{i}}"}""")));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
    }
}
