using System.Text.Json;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Http;

/// <summary>Dollars for credits through the API, and the tables of any date.</summary>
public sealed class ExchangeTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task What_was_told_is_what_is_exchanged_once()
    {
        await OpenAsync("once", "once");

        var asked = await _api.GetAsync("/v1/exchange?from=USD&amount=12&account=once&card=once");
        var made = await ExchangeAsync("once", """{"id":"c","from":"USD","amount":"12","card":"once"}""");
        var again = await ExchangeAsync("once", """{"id":"c","from":"USD","amount":"12","card":"once"}""");
        var other = await ExchangeAsync("once", """{"id":"c","from":"USD","amount":"13","card":"once"}""");
        var later = await _api.GetAsync("/v1/exchange?from=USD&amount=12&account=once&card=once");

        Assert.Equal((200, 201, 200, 409), (asked.Status, made.Status, again.Status, other.Status));
        Assert.Equal(("1100", "1100", "600"), (Received(asked), Received(made), Received(later)));
        Assert.Equal(made.Text, again.Text);
        var grant = made.Json.GetProperty("grant");
        Assert.Equal(("exchange", "c", "6"), (Text(grant, "source"), Text(grant, "id"), Text(grant.GetProperty("cost_basis"), "amount")));
        var wallets = (await _api.GetAsync("/v1/accounts/once/balances")).Json.GetProperty("wallets").EnumerateArray().ToDictionary(wallet => Text(wallet, "asset"), wallet => Text(wallet, "available"));
        Assert.Equal(("88", "1100"), (wallets["USD"], wallets["credit"]));
    }

    [Theory]
    [InlineData("""{"id":"r1","from":"USD","amount":"101","card":"refused"}""", 402, "insufficient_credit")]
    [InlineData("""{"id":"r2","from":"USD","amount":"1","card":"none"}""", 422, "card_unknown")]
    [InlineData("""{"id":"r3","from":"credit","amount":"1","card":"refused"}""", 422, "price_missing")]
    [InlineData("""{"id":"r4","from":"USD","amount":"0.000000001","card":"refused"}""", 422, "invalid_rule")]
    [InlineData("""{"id":"r5","from":"USD","amount":"0","card":"refused"}""", 422, "amount_not_positive")]
    public async Task What_cannot_be_exchanged_is_refused_and_moves_nothing(string body, int status, string code)
    {
        await OpenAsync("refused", "refused");

        var refused = await ExchangeAsync("refused", body);

        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Single((await _api.GetAsync("/v1/accounts/refused/balances")).Json.GetProperty("wallets").EnumerateArray());
    }

    [Fact]
    public async Task Rates_and_cards_of_any_date_can_be_read()
    {
        await OpenAsync("dated", "dated");

        Assert.Equal(("200", "120"), (Received(await _api.GetAsync("/v1/exchange?from=USD&amount=2&card=dated&at=2021-01-01")), Received(await _api.GetAsync("/v1/exchange?from=USD&amount=2&card=dated&at=2020-12-31"))));
        Assert.Equal(1, (await _api.GetAsync("/v1/cards/dated?kind=exchange&at=2020-06-01")).Json.GetProperty("version").GetInt32());
        Assert.Equal(2, (await _api.GetAsync("/v1/cards/dated?kind=exchange")).Json.GetProperty("version").GetInt32());
        Assert.Equal(404, (await _api.GetAsync("/v1/cards/dated?kind=exchange&at=2019-01-01")).Status);
        Assert.Equal(404, (await _api.GetAsync("/v1/cards/dated")).Status);
    }

    [Theory]
    [InlineData("""[{"meter":"euro","class":"amount","unit_price":"1"}]""", "asset_unknown")]
    [InlineData("""[{"meter":"credit","class":"amount","unit_price":"1"}]""", "invalid_rule")]
    [InlineData("""[{"meter":"USD","class":"input","unit_price":"1"}]""", "invalid_rule")]
    [InlineData("""[{"meter":"USD","class":"amount","dimensions":{"region":"eu"},"unit_price":"1"}]""", "invalid_rule")]
    public async Task A_table_of_what_there_is_not_is_refused(string rows, string code)
    {
        var refused = await CardAsync("bad", 1, "2020-01-01", rows);

        Assert.Equal((422, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task The_ledger_is_whole_after_exchanges()
    {
        await OpenAsync("whole", "whole");
        await ExchangeAsync("whole", """{"id":"a","from":"USD","amount":"15","card":"whole"}""");
        await ExchangeAsync("whole", """{"id":"b","from":"USD","amount":"0.123456789","card":"whole"}""");
        await _api.PostAsync("/v1/events", Shop.Event("whole", "w1", 800));

        var result = await Verifier.RunAsync(shop.Server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }

    [Fact]
    public async Task The_roll_forward_ties_on_both_sides_of_an_exchange_now_and_as_it_was_known_before()
    {
        await OpenAsync("tied", "tied");
        var known = (await _api.GetAsync("/v1/accounts/tied/entries")).Json.GetProperty("entries").EnumerateArray().Last().GetProperty("recorded_at").GetString();
        await ExchangeAsync("tied", """{"id":"c","from":"USD","amount":"12","card":"tied"}""");

        var now = await _api.GetAsync("/v1/reports/credits?account=tied");
        var then = await _api.GetAsync($"/v1/reports/credits?account=tied&known_at={known}");

        Assert.Equal(["USD 100 0 12 88 44", "credit 0 1100 0 1100 6"], Totals(now));
        Assert.True(Totals(then) is ["USD 100 0 0 100 50"] or ["USD 100 0 0 100 50", "credit 0 0 0 0 0"], string.Join("; ", Totals(then)));
    }

    // Sixty credits for a dollar; since 2021 a hundred up to ten dollars in the year, and fifty above.
    private async Task OpenAsync(string account, string card)
    {
        await CardAsync(card, 1, "2020-01-01", """[{"meter":"USD","class":"amount","unit_price":"60"}]""");
        await CardAsync(card, 2, "2021-01-01", """[{"meter":"USD","class":"amount","model":"graduated","resets":"year","tiers":[{"up_to":"10","unit_price":"100"},{"up_to":"unlimited","unit_price":"50"}]}]""");
        await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}"}""");
        await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"paid","asset":"USD","amount":"100","source":"purchased","cost_basis":{"asset":"USD","amount":"50"}}""");
    }

    private Task<ApiAnswer> CardAsync(string id, int version, string from, string rows) => _api.PostAsync("/v1/cards", $$"""
        {"kind":"exchange","id":"{{id}}","version":{{version}},"effective_from":"{{from}}T00:00:00Z","asset":"credit","rows":{{rows}}}
        """);

    private Task<ApiAnswer> ExchangeAsync(string account, string body) => _api.PostAsync($"/v1/accounts/{account}/exchanges", body);

    private static string[] Totals(ApiAnswer report) =>
        [.. report.Json.GetProperty("total").EnumerateArray().Select(row => string.Join(' ', "asset granted moved_in moved_out closing closing_value".Split(' ').Select(name => Text(row, name)))).Order(StringComparer.Ordinal)];

    private static string Received(ApiAnswer answer) => Text(answer.Json.GetProperty("received"), "amount");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
