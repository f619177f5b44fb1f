using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Http;

/// <summary>An account that pays with one asset after the other.</summary>
public sealed class PayWithTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task What_credit_cannot_pay_for_is_owed_in_dollars_and_the_entries_alone_lead_to_the_same()
    {
        await CardAsync("in-credit", "credit", "1");
        await CardAsync("in-usd", "USD", "0.01");
        var opened = await _api.PostAsync("/v1/accounts", """{"id":"two","pay_with":["in-credit","in-usd"]}""");
        var again = await _api.PostAsync("/v1/accounts", """{"id":"two","rate_card":"in-credit","pay_with":["in-credit","in-usd"]}""");
        var other = await _api.PostAsync("/v1/accounts", """{"id":"two","pay_with":["in-usd","in-credit"]}""");
        await _api.PostAsync("/v1/accounts/two/grants", """{"id":"g","asset":"credit","amount":"100","source":"bonus"}""");

        var sent = await _api.PostAsync("/v1/events", Shop.Event("two", "e1", 150));

        Assert.Equal((201, 200, 409, 200), (opened.Status, again.Status, other.Status, sent.Status));
        Assert.Equal(("in-credit", """["in-credit","in-usd"]"""), (opened["rate_card"], opened["pay_with"]));
        Assert.Equal(opened.Text, (await _api.GetAsync("/v1/accounts/two")).Text);
        Assert.Contains(opened.Text, (await _api.GetAsync("/v1/accounts?limit=1000")).Text, StringComparison.Ordinal);
        var wallets = (await _api.GetAsync("/v1/accounts/two/balances")).Json.GetProperty("wallets").EnumerateArray()
            .Select(wallet => $"{wallet.GetProperty("asset")} {wallet.GetProperty("available")} {wallet.GetProperty("spent")} {wallet.GetProperty("debt")}");
        Assert.Equal(["USD 0 0 0.5", "credit 0 100 0"], wallets.Order(StringComparer.Ordinal));
        var result = await Verifier.RunAsync(shop.Server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }

    [Fact]
    public async Task A_quote_says_what_all_of_it_would_be_on_each_of_the_cards()
    {
        await CardAsync("quoted-credit", "credit", "1");
        await CardAsync("quoted-usd", "USD", "0.01");
        await _api.PostAsync("/v1/accounts", """{"id":"quoted","pay_with":["quoted-credit","quoted-usd"]}""");

        var quote = await _api.PostAsync("/v1/quotes", """{"account":"quoted","items":[{"meter":"llm","data":{"model":"small","input_tokens":150}}]}""");
        var named = await _api.PostAsync("/v1/quotes", """{"account":"quoted","rate_card":"quoted-usd","items":[{"meter":"llm","data":{"model":"small","input_tokens":150}}]}""");

        Assert.Equal(("150", """[{"rate_card":{"id":"quoted-usd","version":1},"complete":true,"asset":"USD","amount":"1.5"}]"""), (quote["amount"], quote["next"]));
        Assert.False(named.Json.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("""["default","default"]""", null, "invalid_rule")]
    [InlineData("""["default","nothing"]""", null, "card_unknown")]
    [InlineData("""["only-usd","default"]""", "default", "invalid_rule")]
    [InlineData("""["a","b","c","d","e","f","g","h","i"]""", null, "number_out_of_range")]
    public async Task Cards_that_cannot_pay_in_turn_are_refused(string cards, string? rateCard, string code)
    {
        await CardAsync("only-usd", "USD", "0.01");

        var answer = await _api.PostAsync("/v1/accounts", $$"""{"id":"refused","pay_with":{{cards}}{{(rateCard is null ? "" : $",\"rate_card\":\"{rateCard}\"")}}}""");

        Assert.Equal(code, answer.Code);
    }

    private Task<ApiAnswer> CardAsync(string id, string asset, string price) => _api.PostAsync("/v1/cards", $$"""
        {"kind":"rate","id":"{{id}}","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"{{asset}}","rows":[{"meter":"llm","class":"input","unit_price":"{{price}}"}]}
        """);
}
