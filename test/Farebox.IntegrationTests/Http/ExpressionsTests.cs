using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class ExpressionsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Meter = """
        {"id":"pixels","event_type":"image.sized","components":[{"class":"megapixel","expression":"ceil(width*height/1e6)"},
          {"class":"frame","expression":"frames / seconds","optional":true}],"dimensions":["text(batch)","month(made_at)"]}
        """;

    private const string Card = """
        {"kind":"rate","id":"pixels","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[
          {"meter":"pixels","class":"megapixel","unit_price":"2"},{"meter":"pixels","class":"frame","unit_price":"1"},
          {"meter":"pixels","class":"megapixel","dimensions":{"month(made_at)":"2026-07","text(batch)":"7"},"unit_price":"5"}]}
        """;

    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task A_meter_counts_by_expression_and_prices_by_month()
    {
        var meter = await _api.PostAsync("/v1/meters", Meter);
        var again = await _api.PostAsync("/v1/meters", Meter);
        var account = await AccountAsync();

        Assert.Contains("""{"class":"megapixel","expression":"ceil(width*height/1e6)","optional":false}""", meter.Text, StringComparison.Ordinal);
        Assert.Equal((200, meter.Text), (again.Status, again.Text));
        Assert.Equal("6", await DebitedAsync(account, "e1", """{"width":1920,"height":1080}"""));
        Assert.Equal("15", await DebitedAsync(account, "e2", """{"width":1920,"height":1080,"batch":7.0,"made_at":"2026-07-31T23:59:59Z"}"""));
        Assert.Equal("6", await DebitedAsync(account, "e3", """{"width":1920,"height":1080,"batch":7,"made_at":"2026-08-01T00:00:00Z"}"""));
        Assert.Equal("2.333333", await DebitedAsync(account, "e4", """{"width":1,"height":1,"frames":1,"seconds":3}"""));
    }

    [Fact]
    public async Task What_an_expression_has_no_result_for_is_kept_unrated_and_no_hold_is_made_of_it()
    {
        await _api.PostAsync("/v1/meters", Meter);
        var account = await AccountAsync();

        var divided = await SendAsync(account, "d1", """{"width":1,"height":1,"frames":1,"seconds":0}""");
        var below = await SendAsync(account, "d2", """{"width":-2000000,"height":1}""");
        var beyond = await SendAsync(account, "d3", """{"width":999999999999,"height":999999999999}""");
        var again = await SendAsync(account, "d1", """{"width":1,"height":1,"frames":1,"seconds":0}""");
        var hold = await _api.PostAsync($"/v1/accounts/{account}/holds", """{"meter":"pixels","data":{"width":1,"height":1,"frames":1,"seconds":0}}""", "h1");

        Assert.Equal(("unrated", "division_by_zero"), divided);
        Assert.Equal(("unrated", "quantity_negative"), below);
        Assert.Equal(("unrated", "quantity_overflow"), beyond);
        Assert.Equal("duplicate", again.Status);
        Assert.Equal((422, "division_by_zero"), (hold.Status, hold.Code));
    }

    [Fact]
    public async Task A_fault_names_its_place_and_the_nearest_function()
    {
        var answer = await _api.PostAsync("/v1/meters", Meter.Replace("ceil(", "cell(", StringComparison.Ordinal).Replace("pixels", "faulty", StringComparison.Ordinal));

        var error = answer.Json.GetProperty("errors")[0];
        Assert.Equal((422, "expression_invalid", "/components/0/expression"), (answer.Status, answer.Code, error.GetProperty("pointer").GetString()));
        Assert.StartsWith("At position 1: there is no function 'cell'. Did you mean 'ceil'?", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<string> AccountAsync()
    {
        var made = await _api.PostAsync("/v1/cards", Card);
        Assert.True(made.Status is 200 or 201, made.Text);
        var account = $"pixels-{Guid.CreateVersion7():N}";
        Assert.Equal(201, (await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}","rate_card":"pixels"}""")).Status);
        Assert.Equal(201, (await _api.PostAsync($"/v1/accounts/{account}/grants", """{"id":"g","asset":"credit","amount":"100","source":"bonus"}""")).Status);
        return account;
    }

    private async Task<string?> DebitedAsync(string account, string id, string data)
    {
        var answer = await PostAsync(account, id, data);
        Assert.True(answer.Json.GetProperty("results")[0].TryGetProperty("debited", out var debited), answer.Text);
        return debited.GetProperty("credit").GetString();
    }

    private async Task<(string? Status, string? Code)> SendAsync(string account, string id, string data)
    {
        var result = (await PostAsync(account, id, data)).Json.GetProperty("results")[0];
        return (result.GetProperty("status").GetString(), result.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private Task<ApiAnswer> PostAsync(string account, string id, string data) => _api.PostAsync("/v1/events", $$"""
        {"specversion":"1.0","id":"{{id}}","source":"app","type":"image.sized","subject":"{{account}}","data":{{data}}}
        """);
}
