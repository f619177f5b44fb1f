using System.Text.Json;
using Farebox.CommandLine;
using Farebox.Http.Quotes;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.IntegrationTests.Http;

public sealed class QuotesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Asked = """{"meter":"llm","data":{"model":"small","input_tokens":1234,"output_tokens":567}}""";

    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_quote_shows_its_working_and_moves_nothing()
    {
        var account = await shop.AccountAsync("100");
        var before = await _api.GetAsync($"/v1/accounts/{account}/balances");

        var quote = await QuoteAsync($$"""{"account":"{{account}}","items":[{{Asked}}]}""");

        Assert.Equal((200, "credit", "2.368", "True"), (quote.Status, quote["asset"], quote["amount"], quote["complete"]));
        Assert.Equal(("0.0005253", "USD"), (quote["upstream_cost"], quote["cost_asset"]));
        Assert.Equal("""{"id":"default","version":1}""", quote["rate_card"]);
        var item = quote.Json.GetProperty("items")[0];
        Assert.Equal("""[{"class":"input","reason":"input: per unit","quantity":"1234","unit_price":"0.001","total":"1.234"},{"class":"output","reason":"output: per unit","quantity":"567","unit_price":"0.002","total":"1.134"}]""", item.GetProperty("steps").GetRawText());
        Assert.Equal(("priced", "2.368", "2.368", """{"model":"small"}"""), (Text(item, "status"), Text(item, "exact"), Text(item, "amount"), item.GetProperty("dimensions").GetRawText()));
        var after = await _api.GetAsync($"/v1/accounts/{account}/balances");
        Assert.Equal((before["seq"], before["wallets"]), (after["seq"], after["wallets"]));
    }

    [Fact]
    public async Task Quote_hold_and_debit_are_one_amount_and_a_later_price_does_not_change_the_quote()
    {
        var card = $"card-{Guid.CreateVersion7():N}";
        await CardAsync(card, 1, "2020-01-01T00:00:00Z", "1.2345678");
        var account = $"of-{card}";
        await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}","rate_card":"{{card}}"}""");
        await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"g","asset":"credit","amount":"1000","source":"bonus"}""");

        var quote = await QuoteAsync($$"""{"account":"{{account}}","items":[{{Asked}}]}""");
        var byData = await HoldAsync(account, Asked, "k1");
        await CardAsync(card, 2, "2020-01-02T00:00:00Z", "99");
        var byQuote = await HoldAsync(account, $$"""{"quote":"{{quote["quote"]}}"}""", "k2");
        var again = await HoldAsync(account, $$"""{"quote":"{{quote["quote"]}}"}""", "k2");
        var later = await QuoteAsync($$"""{"account":"{{account}}","items":[{{Asked}}]}""");
        var earlier = await QuoteAsync($$"""{"account":"{{account}}","at":"2020-01-01T12:00:00Z","items":[{{Asked}}]}""");
        await _api.PostAsync("/v1/events", $$$"""{"specversion":"1.0","id":"e","source":"app","type":"llm.call","subject":"{{{account}}}","time":"2020-01-01T12:00:00Z","data":{"model":"small","input_tokens":1234,"output_tokens":567}}""");

        Assert.Equal("2.223457", quote["amount"]);
        Assert.Equal("2.2234566078", Text(quote.Json.GetProperty("items")[0], "exact"));
        Assert.Equal((201, "2.223457", 201, "2.223457"), (byData.Status, byData["amount"], byQuote.Status, byQuote["amount"]));
        Assert.Equal((200, byQuote["id"]), (again.Status, again["id"]));
        Assert.Equal(("178.299", "2.223457"), (later["amount"], earlier["amount"]));
        var wallet = (await _api.GetAsync($"/v1/accounts/{account}/balances")).Json.GetProperty("wallets")[0];
        Assert.Equal(("2.223457", "4.446914"), (Text(wallet, "spent"), Text(wallet, "held")));
    }

    [Fact]
    public async Task What_has_no_price_is_named_and_cannot_be_held()
    {
        var quote = await QuoteAsync($$$"""{"items":[{{{Asked}}},{"meter":"nothing","data":{}},{"meter":"llm","data":{"model":"small"}}]}""");
        var none = await QuoteAsync($$"""{"at":"2001-01-01T00:00:00Z","items":[{{Asked}}]}""");

        Assert.Equal(("False", "2.368"), (quote["complete"], quote["amount"]));
        Assert.False(quote.Json.TryGetProperty("quote", out _));
        Assert.Equal(["priced", "unrated meter_unknown", "unrated property_missing"], quote.Json.GetProperty("items").EnumerateArray().Select(item =>
            item.TryGetProperty("code", out var code) ? $"{Text(item, "status")} {code.GetString()}" : Text(item, "status")));
        Assert.Equal(("unrated", "price_missing"), (Text(none.Json.GetProperty("items")[0], "status"), Text(none.Json.GetProperty("items")[0], "code")));
    }

    [Fact]
    public async Task A_quote_is_for_its_account_and_for_its_time()
    {
        var (mine, other) = (await shop.AccountAsync("100"), await shop.AccountAsync("100"));
        var bound = (await QuoteAsync($$"""{"account":"{{mine}}","items":[{{Asked}}],"valid_seconds":1}"""))["quote"];
        var open = (await QuoteAsync($$"""{"items":[{{Asked}}]}"""))["quote"];

        var foreign = await HoldAsync(other, $$"""{"quote":"{{bound}}"}""", "f1");
        var changed = await HoldAsync(mine, $$"""{"quote":"{{bound[..^4]}}AAAA"}""", "f2");
        var both = await HoldAsync(mine, $$"""{"quote":"{{bound}}","amount":"1"}""", "f3");
        var shared = await HoldAsync(other, $$"""{"quote":"{{open}}"}""", "f4");
        await Task.Delay(1100);
        var late = await HoldAsync(mine, $$"""{"quote":"{{bound}}"}""", "f5");

        Assert.Equal((422, "quote_invalid", 422, "quote_invalid"), (foreign.Status, foreign.Code, changed.Status, changed.Code));
        Assert.Equal((400, "unknown_member"), (both.Status, both.Code));
        Assert.Equal((201, 409, "quote_expired"), (shared.Status, late.Status, late.Code));
    }

    [Fact]
    public async Task Cards_may_be_named_and_must_be_there()
    {
        await CardAsync("double", 1, "2020-01-01T00:00:00Z", "2");

        Assert.Equal("3.602", (await QuoteAsync($$"""{"rate_card":"double","items":[{{Asked}}]}"""))["amount"]);
        Assert.Equal("card_unknown", (await QuoteAsync($$"""{"rate_card":"none","items":[{{Asked}}]}""")).Code);
        Assert.Equal("card_unknown", (await QuoteAsync($$"""{"cost_card":"double","items":[{{Asked}}]}""")).Code);
        Assert.Equal((404, "account_unknown"), ((await QuoteAsync($$"""{"account":"nobody","items":[{{Asked}}]}""")) is var answer ? answer.Status : 0, answer.Code));
        Assert.Equal("invalid_value", (await QuoteAsync("""{"items":[]}""")).Code);
    }

    [Fact]
    public async Task The_command_line_says_the_same()
    {
        var question = QuoteCommand.Read("llm", """{"model":"small","input_tokens":1234,"output_tokens":567}""", new([]));
        var (code, table) = await RunAsync(question, asJson: false);
        var (_, text) = await RunAsync(question, asJson: true);
        var (incomplete, said) = await RunAsync(QuoteCommand.Read("nothing", "{}", new([])), asJson: false);

        Assert.Equal(0, code);
        foreach (var part in (string[])["input: per unit", "1234", "1.134", "2.368 credit", "rate card default version 1", "quote_"]) Assert.Contains(part, table, StringComparison.Ordinal);
        Assert.Equal("2.368", JsonDocument.Parse(text).RootElement.GetProperty("amount").GetString());
        Assert.Equal(1, incomplete);
        Assert.Contains("There is no meter 'nothing'. Create it first. (meter_unknown)", said, StringComparison.Ordinal);
        Assert.Throws<CommandException>(() => QuoteCommand.Read("llm", "{", new([])));
    }

    [Fact]
    public async Task The_ledger_with_holds_of_quotes_verifies_from_its_first_entry_on()
    {
        var account = await shop.AccountAsync("100");
        var quote = await QuoteAsync($$"""{"account":"{{account}}","items":[{{Asked}},{{Asked}}]}""");
        var hold = await HoldAsync(account, $$"""{"id":"two","quote":"{{quote["quote"]}}"}""");

        Assert.Equal("4.736", hold["amount"]);
        var result = await Verifier.RunAsync(shop.Server.Database.OwnerConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.Empty(result.Broken);
    }

    private async Task<(int Code, string Text)> RunAsync(QuoteQuestion question, bool asJson)
    {
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        var code = await QuoteCommand.RunAsync(console, shop.Server.Database.AppConnectionString, isSandbox: true, question, asJson, CancellationToken.None);
        return (code, text.ToString());
    }

    private async Task CardAsync(string card, int version, string from, string price)
    {
        var answer = await _api.PostAsync("/v1/cards", $$$"""
            {"kind":"rate","id":"{{{card}}}","version":{{{version}}},"effective_from":"{{{from}}}","asset":"credit","rows":[
              {"meter":"llm","class":"input","unit_price":"{{{price}}}","per":1000},{"meter":"llm","class":"output","unit_price":"{{{price}}}","per":1000}]}
            """);
        Assert.True(answer.Status is 200 or 201, answer.Text);
    }

    private Task<ApiAnswer> QuoteAsync(string json) => _api.PostAsync("/v1/quotes", json);

    private Task<ApiAnswer> HoldAsync(string account, string json, string? key = null) => _api.PostAsync($"/v1/accounts/{account}/holds", json, key);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
