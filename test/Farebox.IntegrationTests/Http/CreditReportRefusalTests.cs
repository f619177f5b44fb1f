using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class CreditReportRefusalTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Theory]
    [InlineData("group_by=colour", 400, "invalid_parameter")]
    [InlineData("group_by=grant,grant", 400, "invalid_parameter")]
    [InlineData("from=2026-02-30", 400, "invalid_timestamp")]
    [InlineData("to=2026-02-01T12:00:00Z", 400, "invalid_parameter")]
    [InlineData("from=2026-02-02&to=2026-02-01", 422, "range_invalid")]
    [InlineData("known_at=2026-02-01", 400, "invalid_parameter")]
    public async Task A_report_that_cannot_be_made_is_refused(string query, int status, string code)
    {
        var answer = await _api.GetAsync($"/v1/reports/credits?{query}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("window_days=0", 400, "invalid_parameter")]
    [InlineData("from=2020-01-01", 400, "invalid_parameter")]
    [InlineData("from=2026-02-02&to=2026-02-02", 422, "range_invalid")]
    public async Task A_burn_down_that_cannot_be_made_is_refused(string query, int status, string code)
    {
        var account = await shop.AccountAsync("1");

        var answer = await _api.GetAsync($"/v1/accounts/{account}/burn-down?{query}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
