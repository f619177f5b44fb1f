using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>Vendors' usage objects through HTTP: looked at, and metered by one meter and one card for all vendors.</summary>
public sealed class UsagePayloadTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private const string Meter =
        """{"id":"tokens","event_type":"llm.answer","usage_format":"auto","components":[{"class":"input"},{"class":"cached_input"},{"class":"output","field":"output+reasoning"}],"dimensions":["model"]}""";

    private readonly ApiClient _api = fixture.Api;

    public async Task InitializeAsync()
    {
        await _api.PostAsync("/v1/assets", """{"code":"credit"}""");
        await _api.PostAsync("/v1/assets", """{"code":"USD"}""");
        await _api.PostAsync("/v1/meters", Meter);
        await _api.PostAsync("/v1/cards", """
            {"kind":"rate","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[
              {"meter":"tokens","class":"input","unit_price":"10","per":1000},
              {"meter":"tokens","class":"cached_input","unit_price":"1","per":1000},
              {"meter":"tokens","class":"output","unit_price":"40","per":1000}]}
            """);
        await Shop.OpenAsync(_api, "acme", "1000");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_usage_object_is_shown_as_it_would_be_metered()
    {
        var answer = await _api.PostAsync("/v1/usage/normalize", """
            {"usage":{"model":"gpt-x","usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":1024},"service_tier":"flex"}}}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            """{"format":"openai.chat","model":"gpt-x","classes":{"input":"176","cached_input":"1024","output":"300"},"input_tokens":"1200","output_tokens":"300","total_tokens":"1500","consistent":true,"checks":[{"of":"input","whole":"1200","parts":"1200","holds":true},{"of":"output","whole":"300","parts":"300","holds":true},{"of":"total","whole":"1500","parts":"1500","holds":true}],"unmapped":[{"field":"/service_tier","value":"flex","known":true}]}""",
            answer.Text.Replace("\\u0022", "\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"usage":{"x":1}}""", 422, "usage_unknown")]
    [InlineData("""{"usage":5}""", 422, "usage_unknown")]
    [InlineData("""{"usage":{"prompt_tokens":-1,"completion_tokens":1}}""", 422, "quantity_negative")]
    [InlineData("""{"usage":{"prompt_tokens":1},"format":"openai.chat"}""", 422, "property_missing")]
    [InlineData("""{"usage":{},"format":"vendor"}""", 400, "invalid_value")]
    [InlineData("""{"format":"auto"}""", 400, "missing_member")]
    public async Task What_cannot_be_normalised_is_refused_with_its_code(string body, int status, string code)
    {
        var answer = await _api.PostAsync("/v1/usage/normalize", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_meter_of_usage_objects_is_answered_with_its_defaults_and_may_be_repeated()
    {
        var again = await _api.PostAsync("/v1/meters", Meter);

        Assert.Equal(200, again.Status);
        Assert.Contains("""{"class":"cached_input","field":"cached_input","optional":false},{"class":"output","field":"output+reasoning","optional":false}""", again.Text.Replace("\\u002B", "+", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"usage_format\":\"auto\"", again.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"u","event_type":"t","usage_format":"auto","components":[{"class":"a","field":"b"}]}""", 422, "invalid_rule")]
    [InlineData("""{"id":"u","event_type":"t","usage_format":"auto","components":[{"class":"input"},{"class":"x","field":"input"}]}""", 422, "invalid_rule")]
    [InlineData("""{"id":"u","event_type":"t","usage_format":"auto","aggregation":"count"}""", 422, "invalid_rule")]
    [InlineData("""{"id":"u","event_type":"t","usage_format":"none","components":[{"class":"input"}]}""", 400, "invalid_value")]
    [InlineData("""{"id":"u","event_type":"t","usage_field":"a","components":[{"class":"a","field":"b"}]}""", 422, "invalid_rule")]
    [InlineData("""{"id":"u","event_type":"t","components":[{"class":"input"}]}""", 400, "missing_member")]
    public async Task A_meter_that_could_count_a_class_twice_or_not_at_all_is_refused(string body, int status, string code)
    {
        var answer = await _api.PostAsync("/v1/meters", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("openai", """{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":1000}}""", "15")]
    [InlineData("anthropic", """{"input_tokens":200,"cache_read_input_tokens":1000,"output_tokens":300}""", "15")]
    [InlineData("gemini", """{"promptTokenCount":1200,"cachedContentTokenCount":1000,"candidatesTokenCount":100,"thoughtsTokenCount":200,"totalTokenCount":1500}""", "15")]
    public async Task The_same_use_costs_the_same_from_every_vendor(string id, string usage, string credits)
    {
        var answer = await EventAsync(id, usage);

        Assert.Equal(("recorded", credits), (answer.GetProperty("status").GetString(), answer.GetProperty("debited").GetProperty("credit").GetString()));
    }

    [Theory]
    [InlineData("write", """{"input_tokens":1,"cache_creation_input_tokens":5,"output_tokens":1}""", "class_unmetered")]
    [InlineData("sum", """{"prompt_tokens":1,"completion_tokens":1,"total_tokens":5}""", "usage_inconsistent")]
    [InlineData("what", """{"tokens":1}""", "usage_unknown")]
    public async Task Usage_that_would_be_charged_wrongly_is_kept_and_unrated(string id, string usage, string code)
    {
        var answer = await EventAsync(id, usage);

        Assert.Equal(("unrated", code), (answer.GetProperty("status").GetString(), answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_hold_is_estimated_by_the_same_meter()
    {
        var answer = await _api.PostAsync("/v1/accounts/acme/holds", """{"id":"h-usage","meter":"tokens","data":{"model":"m","usage":{"input_tokens":1000,"output_tokens":100}}}""");

        Assert.Equal((201, "14"), (answer.Status, answer["amount"]));
    }

    private async Task<System.Text.Json.JsonElement> EventAsync(string id, string usage)
    {
        var answer = await _api.PostAsync("/v1/events", $$$"""
            {"specversion":"1.0","id":"{{{id}}}","source":"app","type":"llm.answer","subject":"acme","data":{"model":"m","usage":{{{usage}}}}}
            """);
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("results")[0];
    }
}
