using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>A card with charge models, from the request that makes it to the debit of an event.</summary>
public sealed class RunningCountTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Tiers = """
        "model":"graduated","tiers":[{"up_to":"1000","unit_price":"0.01"},{"up_to":"unlimited","unit_price":"0.001"}]
        """;

    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_card_answers_and_lists_its_models_as_it_was_sent_them_and_takes_them_again()
    {
        var made = await CardAsync("shown", $$"""{"meter":"llm","class":"input",{{Tiers}},"resets":"day","debit_rounding":"cumulative"},{"meter":"llm","class":"output","unit_price":"1","resets":"day","debit_rounding":"cumulative"}""");
        var again = await CardAsync("shown", $$"""{"meter":"llm","class":"output","debit_rounding":"cumulative","unit_price":"1.0","resets":"day"},{"debit_rounding":"cumulative","resets":"day",{{Tiers}},"meter":"llm","class":"input"}""");
        var other = await CardAsync("shown", $$"""{"meter":"llm","class":"input",{{Tiers}}}""");

        Assert.Equal((201, 200, 409), (made.Status, again.Status, other.Status));
        Assert.Equal(made.Text, again.Text);
        var row = made.Json.GetProperty("rows")[0];
        Assert.Equal(("graduated", "day", "cumulative", "0.01"), (Text(row, "model"), Text(row, "resets"), Text(row, "debit_rounding"), Text(row.GetProperty("tiers")[0], "unit_price")));
        var listed = await _api.GetAsync("/v1/cards?limit=1000");
        Assert.Contains(row.GetRawText(), listed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"meter":"llm","class":"input","model":"graduated","tiers":[{"up_to":"10","unit_price":"1"},{"up_to":"unlimited","unit_prise":"1"}]}""", "charge_invalid", "/rows/0/tiers/1/unit_prise")]
    [InlineData("""{"meter":"llm","class":"input","model":"volume","tiers":[{"up_to":"unlimited","unit_price":"1"}]}""", "arrears_only", null)]
    public async Task A_model_that_cannot_be_is_refused_with_the_place_or_the_reason(string row, string code, string? at)
    {
        var refused = await CardAsync("refused", row);

        Assert.Equal((422, code), (refused.Status, refused.Code));
        if (at is not null) Assert.Contains(at, refused.Json.GetProperty("errors").EnumerateArray().Select(error => Text(error, "pointer")));
    }

    [Fact]
    public async Task Quote_hold_and_debit_go_on_from_where_the_count_stands()
    {
        await CardAsync("tiered", $$"""{"meter":"llm","class":"input",{{Tiers}}}""");
        await _api.PostAsync("/v1/accounts", """{"id":"tiered","rate_card":"tiered"}""");
        await _api.PostAsync("/v1/accounts/tiered/grants", """{"id":"g","asset":"credit","amount":"100","source":"bonus"}""");
        await _api.PostAsync("/v1/events", Shop.Event("tiered", "e1", 800));

        var quote = await _api.PostAsync("/v1/quotes", """{"account":"tiered","items":[{"meter":"llm","data":{"input_tokens":300}},{"meter":"llm","data":{"input_tokens":300}}]}""");
        var anybody = await _api.PostAsync("/v1/quotes", """{"rate_card":"tiered","items":[{"meter":"llm","data":{"input_tokens":300}}]}""");
        await _api.PostAsync("/v1/events", Shop.Event("tiered", "e2", 300));
        var hold = await HoldAsync($$"""{"quote":"{{quote["quote"]}}"}""", "k1");
        var later = await HoldAsync("""{"meter":"llm","data":{"input_tokens":300}}""", "k2");

        Assert.Equal(("2.4", "3"), (quote["amount"], anybody["amount"]));
        Assert.Equal(["200 × 0.01", "100 × 0.001"], Steps(quote.Json.GetProperty("items")[0]));
        Assert.Equal(["300 × 0.001"], Steps(quote.Json.GetProperty("items")[1]));
        Assert.Equal((201, "2.4", "0.3"), (hold.Status, hold["amount"], later["amount"]));
        var wallet = (await _api.GetAsync("/v1/accounts/tiered/balances")).Json.GetProperty("wallets")[0];
        Assert.Equal(("10.1", "2.7"), (Text(wallet, "spent"), Text(wallet, "held")));
    }

    [Fact]
    public async Task The_evidence_of_an_event_names_the_row_the_period_and_where_the_count_stood()
    {
        await CardAsync("evident", $$"""{"meter":"llm","class":"input","dimensions":{"model":"small"},{{Tiers}}}""");
        await _api.PostAsync("/v1/accounts", """{"id":"evident","rate_card":"evident"}""");
        await _api.PostAsync("/v1/events", Shop.Event("evident", "e1", 800, more: ",\"time\":\"2026-07-31T23:59:59Z\""));
        await _api.PostAsync("/v1/events", Shop.Event("evident", "e2", 300, more: ",\"time\":\"2026-07-01T00:00:00Z\""));

        var command = await Sql.ReadAsync<string>(shop.Server.Database.OwnerConnectionString, "SELECT command FROM entry WHERE command LIKE '%\"id\":\"e2\"%' AND command LIKE '%evident/1%'");
        Assert.Contains("""["input",300,{"price":2.1,"row":"model=small","period":"2026-07","before":800,"events":1},""", command, StringComparison.Ordinal);
    }

    private Task<ApiAnswer> CardAsync(string id, string rows) => _api.PostAsync("/v1/cards", $$"""
        {"kind":"rate","id":"{{id}}","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[{{rows}}]}
        """);

    private Task<ApiAnswer> HoldAsync(string body, string key) => _api.PostAsync("/v1/accounts/tiered/holds", body, key);

    private static string[] Steps(JsonElement item) => [.. item.GetProperty("steps").EnumerateArray().Select(step => $"{Text(step, "quantity")} × {Text(step, "unit_price")}")];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
