using System.Text.Json;
using Farebox.IntegrationTests.Support;
using Farebox.IntegrationTests.Webhooks;

namespace Farebox.IntegrationTests.Notices;

/// <summary>Rules as the API takes them, for one account and for all that are opened.</summary>
public sealed class AlertRouteTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("\"kind\":\"low_balance\"")]
    [InlineData("\"kind\":\"low_balance\",\"below\":\"5\",\"below_percent\":10")]
    [InlineData("\"kind\":\"low_balance\",\"below\":\"5\",\"recovered_above\":\"4\"")]
    [InlineData("\"kind\":\"low_balance\",\"below\":\"5\",\"recovered_above_percent\":50")]
    [InlineData("\"kind\":\"low_balance\",\"below_percent\":50,\"recovered_above_percent\":40")]
    [InlineData("\"kind\":\"exhausted\",\"below\":\"5\"")]
    [InlineData("\"kind\":\"exhausted\",\"within_seconds\":5")]
    [InlineData("\"kind\":\"expiring_soon\"")]
    [InlineData("\"kind\":\"debt\",\"member\":\"alice\"")]
    public async Task What_does_not_fit_its_kind_is_refused(string members)
    {
        var account = await shop.AccountAsync("10");
        var answer = await shop.Api.PostAsync($"/v1/accounts/{account}/alert-rules", $$"""{"id":"odd","asset":"credit",{{members}}}""", "odd");

        Assert.Equal(422, answer.Status);
        Assert.Contains("\"invalid_rule\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_listed_with_since_when_it_fires_until_it_is_removed()
    {
        var account = await shop.AccountAsync("10");
        var path = $"/v1/accounts/{account}/alert-rules";
        Assert.Equal(201, (await shop.Api.PostAsync(path, """{"id":"low","kind":"low_balance","asset":"credit","below_percent":50}""", "set")).Status);
        Assert.False((await shop.Api.GetAsync(path)).Json.GetProperty("alert_rules")[0].TryGetProperty("firing_since", out _));

        await shop.Api.PostAsync("/v1/events", Shop.Event(account, "e1", 6000));
        Assert.True((await shop.Api.GetAsync(path)).Json.GetProperty("alert_rules")[0].TryGetProperty("firing_since", out _));
        var told = (await UntilToldAsync(account, 1))[0];
        Assert.Equal(("balance.low", "4", "10", 50), (told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("available").GetString(), told.GetProperty("data").GetProperty("granted").GetString(), told.GetProperty("data").GetProperty("percent").GetInt32()));

        Assert.Equal(200, (await shop.Api.PostAsync($"{path}/low/remove", "{}", "remove")).Status);
        Assert.Equal(200, (await shop.Api.PostAsync($"{path}/low/remove", "{}", "remove")).Status);
        Assert.Equal("alert_rule_unknown", (await shop.Api.PostAsync($"{path}/low/remove", "{}", "another")).Code);
        Assert.Empty((await shop.Api.GetAsync(path)).Json.GetProperty("alert_rules").EnumerateArray());
    }

    [Fact]
    public async Task An_account_is_opened_with_what_its_tenant_wants_to_be_told_and_keeps_it()
    {
        await using var server = await TestServer.StartAsync();
        await Shop.ConfigureAsync(server.Api);
        await Shop.OpenAsync(server.Api, "before", "10");
        Assert.Equal(200, (await server.Api.PostAsync("/v1/alert-rules", """{"id":"low","kind":"low_balance","asset":"credit","below":"5"}""")).Status);
        await Shop.OpenAsync(server.Api, "after", "10");
        Assert.Equal("low", (await server.Api.GetAsync("/v1/alert-rules")).Json.GetProperty("alert_rules")[0].GetProperty("id").GetString());
        Assert.Equal(200, (await server.Api.PostAsync("/v1/alert-rules/low/remove", "{}")).Status);
        Assert.Equal("alert_rule_unknown", (await server.Api.PostAsync("/v1/alert-rules/low/remove", "{}")).Code);
        Assert.Equal(200, (await server.Api.PostAsync("/v1/accounts", """{"id":"after"}""")).Status);

        Assert.Empty((await server.Api.GetAsync("/v1/accounts/before/alert-rules")).Json.GetProperty("alert_rules").EnumerateArray());
        Assert.Equal("low", (await server.Api.GetAsync("/v1/accounts/after/alert-rules")).Json.GetProperty("alert_rules")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_account_and_a_tenant_have_so_many_rules_and_no_more()
    {
        var account = await shop.AccountAsync("0");
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(201, (await shop.Api.PostAsync($"/v1/accounts/{account}/alert-rules", $$"""{"id":"r{{i}}","kind":"exhausted","asset":"credit"}""", $"set-{i}")).Status);
        }

        var more = await shop.Api.PostAsync($"/v1/accounts/{account}/alert-rules", """{"id":"more","kind":"exhausted","asset":"credit"}""", "set-more");
        Assert.Equal((409, "too_many_alert_rules"), (more.Status, more.Code));
        Assert.Equal("member_unknown", (await shop.Api.PostAsync($"/v1/accounts/{account}/alert-rules", """{"id":"r1","kind":"exhausted","asset":"credit","member":"nobody"}""", "set-member")).Code);
        Assert.Equal(404, (await shop.Api.GetAsync("/v1/accounts/nobody/alert-rules")).Status);
    }

    [Fact]
    public async Task The_feed_goes_on_from_its_cursor_by_account_and_by_type()
    {
        var account = await shop.AccountAsync("10");
        foreach (var kind in (string[])["low_balance\",\"below\":\"10", "debt", "exhausted"])
            await shop.Api.PostAsync($"/v1/accounts/{account}/alert-rules", $$"""{"id":"{{kind[..4]}}","asset":"credit","kind":"{{kind}}"}""", kind[..4]);
        await shop.Api.PostAsync("/v1/events", Shop.Event(account, "e1", 11000));
        await UntilToldAsync(account, 3);

        var first = await shop.Api.GetAsync($"/v1/notices?account={account}&limit=1");
        var rest = await shop.Api.GetAsync($"/v1/notices?account={account}&cursor={first["cursor"]}");
        var none = await shop.Api.GetAsync($"/v1/notices?account={account}&cursor={rest["cursor"]}");
        Assert.Equal("balance.low | debt.begun balance.exhausted | ", $"{Types(first)} | {Types(rest)} | {Types(none)}");
        Assert.Equal(rest["cursor"], none["cursor"]);
        Assert.Equal("debt.begun", Types(await shop.Api.GetAsync($"/v1/notices?account={account}&type=debt.begun")));
        Assert.Equal("invalid_cursor", (await shop.Api.GetAsync("/v1/notices?cursor=nonsense")).Code);
    }

    private async Task<JsonElement> UntilToldAsync(string account, int count)
    {
        JsonElement told = default;
        await WebhookScene.UntilAsync(async () => (told = (await shop.Api.GetAsync($"/v1/notices?account={account}")).Json.GetProperty("notices")).GetArrayLength() == count);
        return told;
    }

    private static string Types(ApiAnswer page) => string.Join(' ', page.Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("type").GetString()));
}
