using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class ConfigurationTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly ApiClient _api = fixture.Api;

    [Theory]
    [InlineData("USD", "currency", "9")]
    [InlineData("JPY", "currency", "6")]
    [InlineData("token", "unit", "6")]
    public async Task An_asset_gets_the_kind_and_scale_of_its_code(string code, string kind, string scale)
    {
        var answer = await _api.PostAsync("/v1/assets", $$"""{"code":"{{code}}"}""");

        Assert.Equal((201, kind, scale), (answer.Status, answer["kind"], answer["scale"]));
    }

    [Fact]
    public async Task The_same_asset_again_is_the_same_and_another_under_its_code_is_refused()
    {
        var first = await _api.PostAsync("/v1/assets", """{"code":"point","scale":2}""");
        var again = await _api.PostAsync("/v1/assets", """{"scale":2,"kind":"unit","code":"point"}""");
        var other = await _api.PostAsync("/v1/assets", """{"code":"point","scale":3}""");

        Assert.Equal((201, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("already_exists", other.Code);
    }

    [Fact]
    public async Task A_currency_that_the_standard_does_not_know_is_refused()
    {
        var answer = await _api.PostAsync("/v1/assets", """{"code":"XYZ","kind":"currency"}""");

        Assert.Equal((422, "invalid_rule"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_meter_is_answered_with_its_defaults_written_out()
    {
        var answer = await _api.PostAsync("/v1/meters", """
            {"id":"llm.defaults","event_type":"llm.call","components":[{"class":"input","field":"usage.input_tokens"}],"filter":{"region":"eu"}}
            """);

        Assert.Equal(201, answer.Status);
        Assert.Equal(
            """{"id":"llm.defaults","event_type":"llm.call","filter":{"region":["eu"]},"aggregation":"sum","components":[{"class":"input","field":"usage.input_tokens","optional":false}],"dimensions":[],"on_shortfall":"debt","priced":true}""",
            answer.Text);
    }

    [Theory]
    [InlineData("""{"id":"m","event_type":"t","aggregation":"count","components":[{"class":"a","field":"b"}]}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t","components":[]}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t"}""", "missing_member")]
    [InlineData("""{"id":"m","event_type":"t","components":[{"class":"a","field":"b"},{"class":"a","field":"c"}]}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t","components":[{"class":"a","field":"b..c"}]}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t","components":[{"class":"a","field":"b","kind":"x"}]}""", "unknown_member")]
    [InlineData("""{"id":"m","event_type":"t","aggregation":"max","components":[{"class":"a","field":"b"}]}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t","aggregation":"unique_count","priced":false}""", "invalid_rule")]
    [InlineData("""{"id":"m","event_type":"t","aggregation":"most","components":[{"class":"a","field":"b"}]}""", "invalid_value")]
    public async Task A_meter_that_cannot_measure_is_refused(string body, string code) =>
        Assert.Equal(code, (await _api.PostAsync("/v1/meters", body)).Code);

    [Fact]
    public async Task The_versions_of_a_card_follow_each_other()
    {
        await _api.PostAsync("/v1/assets", """{"code":"coin"}""");
        await _api.PostAsync("/v1/meters", """{"id":"calls","event_type":"call","aggregation":"count","dimensions":["model"]}""");

        var unordered = await _api.PostAsync("/v1/cards", Card(version: 2, from: "2026-02-01"));
        var first = await _api.PostAsync("/v1/cards", Card(version: 1, from: "2026-01-01"));
        var sameInOtherWords = await _api.PostAsync("/v1/cards", Card(version: 1, from: "2026-01-01", price: "0.00150", per: 1));
        var edited = await _api.PostAsync("/v1/cards", Card(version: 1, from: "2026-01-01", price: "2"));
        var early = await _api.PostAsync("/v1/cards", Card(version: 2, from: "2026-01-01"));
        var second = await _api.PostAsync("/v1/cards", Card(version: 2, from: "2026-02-01"));

        Assert.Equal((409, "version_out_of_order"), (unordered.Status, unordered.Code));
        Assert.Equal((201, 200), (first.Status, sameInOtherWords.Status));
        Assert.Equal(first.Text, sameInOtherWords.Text);
        Assert.Equal((409, "already_exists"), (edited.Status, edited.Code));
        Assert.Equal("version_out_of_order", early.Code);
        Assert.Equal(201, second.Status);
    }

    [Theory]
    [InlineData("nothing", "calls2", "count", "asset_unknown")]
    [InlineData("gem", "nothing", "count", "meter_unknown")]
    [InlineData("gem", "calls2", "input", "invalid_rule")]
    public async Task A_card_prices_only_what_is_there(string asset, string meter, string component, string code)
    {
        await _api.PostAsync("/v1/assets", """{"code":"gem"}""");
        await _api.PostAsync("/v1/meters", """{"id":"calls2","event_type":"call","aggregation":"count"}""");

        var answer = await _api.PostAsync("/v1/cards", $$"""
            {"kind":"rate","id":"c2","version":1,"effective_from":"2026-01-01T00:00:00Z","asset":"{{asset}}",
             "rows":[{"meter":"{{meter}}","class":"{{component}}","unit_price":"1"}]}
            """);

        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("-1", 1, "price_negative")]
    [InlineData("0.0000000000001", 1, "too_many_decimals")]
    [InlineData("0.0001", 1_000_000_000, "too_many_decimals")]
    [InlineData("1", 3, "too_many_decimals")]
    [InlineData("1,5", 1, "invalid_number")]
    [InlineData("1e3", 1, "invalid_number")]
    public async Task A_price_that_is_not_exact_is_refused(string price, int per, string code) =>
        Assert.Equal(code, (await _api.PostAsync("/v1/cards", Card(version: 1, from: "2026-01-01", price, per))).Code);

    [Fact]
    public async Task Every_fault_of_a_body_is_named_in_one_answer()
    {
        var answer = await _api.PostAsync("/v1/meters", """{"id":"-","event_type":7,"priced":null,"tenant_id":"other"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            ["/id invalid_string", "/event_type invalid_type", "/components missing_member", "/priced null_member", "/tenant_id unknown_member"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("code")}"));
    }

    private static string Card(int version, string from, string price = "1.50", int per = 1000) => $$"""
        {"kind":"rate","id":"calls","version":{{version}},"effective_from":"{{from}}T00:00:00Z","asset":"coin",
         "rows":[{"meter":"calls","class":"count","unit_price":"{{price}}","per":{{per}}},
                 {"meter":"calls","class":"count","dimensions":{"model":"large"},"unit_price":"3"}]}
        """;
}
