using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>A card with lists of values, derived classes and multipliers, from the request that makes it to the debit of an event.</summary>
public sealed class CardFactorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Rows = """ "rows":[{"meter":"llm","class":"input","dimensions":{"model":["small","tiny"]},"unit_price":"4"},{"meter":"llm","class":"input","unit_price":"10"}]""";

    private const string Factors = """
        "derived":[{"meter":"llm","class":"output","from":"input","factor":"2.50"}],
        "multipliers":[{"meter":"llm","group":"size","factor":"0.5","dimensions":{"model":["tiny","nano"]}},{"meter":"llm","group":"class","factor":"2","classes":["output"]}]
        """;

    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_card_answers_what_it_was_sent_and_takes_it_again_in_any_order()
    {
        var made = await CardAsync("shown", $"{Rows},{Factors}");
        var again = await CardAsync("shown", """
            "multipliers":[{"meter":"llm","group":"class","classes":["output"],"factor":"2.0"},{"dimensions":{"model":["nano","tiny"]},"meter":"llm","group":"size","factor":"0.5"}],
            "derived":[{"from":"input","meter":"llm","class":"output","factor":"2.5","dimensions":{"model":"*"}}],
            "rows":[{"meter":"llm","class":"input","unit_price":"10"},{"meter":"llm","class":"input","dimensions":{"model":["tiny","small"]},"unit_price":"4"}]
            """);
        var other = await CardAsync("shown", Rows);

        Assert.Equal((201, 200, 409), (made.Status, again.Status, other.Status));
        Assert.Equal(made.Text, again.Text);
        Assert.Equal("""{"meter":"llm","class":"output","from":"input","factor":"2.5","dimensions":{}}""", made.Json.GetProperty("derived")[0].GetRawText());
        Assert.Equal("""{"meter":"llm","group":"size","factor":"0.5","dimensions":{"model":["nano","tiny"]}}""", made.Json.GetProperty("multipliers")[0].GetRawText());
        Assert.Contains(made.Json.GetProperty("multipliers").GetRawText(), (await _api.GetAsync("/v1/cards?limit=1000")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_without_them_answers_without_them()
    {
        var made = await CardAsync("plain", """ "rows":[{"meter":"llm","class":"input","unit_price":"10"}]""");

        Assert.False(made.Json.TryGetProperty("derived", out _));
        Assert.False(made.Json.TryGetProperty("multipliers", out _));
    }

    [Theory]
    [InlineData(""" "derived":[{"meter":"llm","class":"output","from":"output","factor":"1"}]""", "invalid_rule")]
    [InlineData(""" "derived":[{"meter":"llm","class":"ouput","from":"input","factor":"1"}]""", "invalid_rule")]
    [InlineData(""" "derived":[{"meter":"none","class":"output","from":"input","factor":"1"}]""", "meter_unknown")]
    [InlineData(""" "derived":[{"meter":"llm","class":"output","from":"input","factor":"-1"}]""", "invalid_rule")]
    [InlineData(""" "multipliers":[{"meter":"llm","group":"a","factor":"1"},{"meter":"llm","group":"a","factor":"2"}]""", "invalid_rule")]
    [InlineData(""" "multipliers":[{"meter":"llm","group":"a","factor":"1","dimensions":{"modle":"x"}}]""", "invalid_rule")]
    [InlineData(""" "multipliers":[{"meter":"llm","group":"a","factor":"1","dimensions":{"model":[]}}]""", "number_out_of_range", 400)]
    [InlineData(""" "multipliers":[{"meter":"llm","group":"a","factor":1}]""", "invalid_type", 400)]
    [InlineData(""" "multipliers":[{"meter":"llm","group":"a","factor":"1","unit":"x"}]""", "unknown_member", 400)]
    public async Task What_cannot_be_is_refused(string factors, string code, int status = 422)
    {
        var refused = await CardAsync("refused", $"{Rows},{factors}");

        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Quote_hold_and_debit_are_priced_with_them_and_the_entry_says_so()
    {
        await CardAsync("factored", $"{Rows},{Factors}");
        await _api.PostAsync("/v1/accounts", """{"id":"factored","rate_card":"factored"}""");
        await _api.PostAsync("/v1/accounts/factored/grants", """{"id":"g","asset":"credit","amount":"1000","source":"bonus"}""");
        const string data = """{"model":"tiny","input_tokens":3,"output_tokens":2}""";

        var quote = await _api.PostAsync("/v1/quotes", $$"""{"account":"factored","items":[{"meter":"llm","data":{{data}}}]}""");
        var hold = await _api.PostAsync("/v1/accounts/factored/holds", $$"""{"meter":"llm","data":{{data}}}""", "k1");
        await _api.PostAsync("/v1/events", $$"""{"specversion":"1.0","id":"f1","source":"app","type":"llm.call","subject":"factored","data":{{data}}}""");

        // 3 × 4 × 0.5, and 2 × 4 × 2.5 × 2 × 0.5.
        Assert.Equal(("26", "26"), (quote["amount"], hold["amount"]));
        var steps = quote.Json.GetProperty("items")[0].GetProperty("steps").EnumerateArray().Select(step => Text(step, "reason")).ToArray();
        Assert.Equal(["input: per unit × 0.5 size", "output: per unit × 2.5 from input × 2 class × 0.5 size"], steps);
        var wallet = (await _api.GetAsync("/v1/accounts/factored/balances")).Json.GetProperty("wallets")[0];
        Assert.Equal(("26", "26"), (Text(wallet, "spent"), Text(wallet, "held")));
        var command = await Sql.ReadAsync<string>(shop.Server.Database.OwnerConnectionString, "SELECT command FROM entry WHERE command LIKE '%\"id\":\"f1\"%'");
        Assert.Contains("""["output",2,{"unit":10,"times":[["from input",2.5],["class",2],["size",0.5]]},""", command, StringComparison.Ordinal);
    }

    private Task<ApiAnswer> CardAsync(string id, string terms) => _api.PostAsync("/v1/cards", $$"""
        {"kind":"rate","id":"{{id}}","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit",{{terms}}}
        """);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
