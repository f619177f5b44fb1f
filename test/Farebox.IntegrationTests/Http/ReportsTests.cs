using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class ReportsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task The_question_that_credit_systems_cannot_answer_is_answered()
    {
        var account = await shop.AccountAsync("1000");
        await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"team-a"}""");
        await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"alice","parent":"team-a"}""");
        await _api.PostAsync("/v1/events", $"""
            [{Shop.Event(account, "q1", 2000, more: ",\"member\":\"alice\",\"time\":\"2026-08-31T23:59:59Z\"")},
             {Shop.Event(account, "q2", 1000, "large", ",\"member\":\"alice\",\"time\":\"2026-09-01T00:00:00Z\"")},
             {Shop.Event(account, "q3", 9000, more: ",\"member\":\"alice\",\"time\":\"2026-10-01T00:00:00Z\"")}]
            """);

        var answer = await _api.GetAsync($"/v1/reports/usage?group_by=team,model&account={account}&from=2026-07-01&to=2026-10-01");

        Assert.Equal(
            """
            {"rows":[{"team":"team-a","model":"large","asset":"credit","quantity":"1000","credits":"10","upstream_cost":"0.00015","cost_asset":"USD","blended_cost_per_credit":"0.000015","value_at_cost_basis":"1","basis_asset":"USD","margin":"0.99985"},{"team":"team-a","model":"small","asset":"credit","quantity":"2000","credits":"2","upstream_cost":"0.0003","cost_asset":"USD","blended_cost_per_credit":"0.00015","value_at_cost_basis":"0.2","basis_asset":"USD","margin":"0.1997"}],"total":[{"asset":"credit","quantity":"3000","credits":"12","upstream_cost":"0.00045","cost_asset":"USD","blended_cost_per_credit":"0.0000375","value_at_cost_basis":"1.2","basis_asset":"USD","margin":"1.19955"}]}
            """,
            answer.Text);
    }

    [Theory]
    [InlineData("source", "debt,purchased")]
    [InlineData("grant", "debt,first")]
    [InlineData("member", "")]
    [InlineData("day", "2026-09-01")]
    [InlineData("meter", "llm")]
    public async Task Usage_is_grouped_by_what_is_asked_for(string dimension, string keys)
    {
        var account = await shop.AccountAsync("1");
        await _api.PostAsync("/v1/events", Shop.Event(account, "g1", 3000, more: ",\"time\":\"2026-09-01T12:00:00Z\""));

        var answer = await _api.GetAsync($"/v1/reports/usage?group_by={dimension}&account={account}");

        Assert.Equal(keys, string.Join(',', answer.Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty(dimension).GetString())));
        Assert.Equal("3", answer.Json.GetProperty("total")[0].GetProperty("credits").GetString());
    }

    [Theory]
    [InlineData("group_by=colour", 400, "invalid_parameter")]
    [InlineData("group_by=team,team", 400, "invalid_parameter")]
    [InlineData("from=2026-02-30", 400, "invalid_timestamp")]
    [InlineData("from=2026-02-01T12:00:00Z", 400, "invalid_parameter")]
    [InlineData("from=2026-02-02&to=2026-02-01", 422, "range_invalid")]
    [InlineData("accounts=x", 400, "unknown_parameter")]
    public async Task A_report_that_cannot_be_made_is_refused(string query, int status, string code)
    {
        var answer = await _api.GetAsync($"/v1/reports/usage?{query}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
