using System.Net;
using System.Text;

namespace Farebox.IntegrationTests.Contract;

/// <summary>The twin of all tests that pass under the handler: it lets nothing wrong through.</summary>
public sealed class ContractHandlerTests
{
    private const string Asset = """{"code":"credit","kind":"unit","scale":6}""";
    private const string Problem = """{"type":"/problems/already_exists","title":"Taken","status":409,"detail":"Taken.","code":"already_exists","request_id":"1"}""";

    [Fact]
    public async Task An_answer_as_documented_passes()
    {
        await SendAsync("/v1/assets", Asset, 201, Asset);
        await SendAsync("/v1/assets", Asset, 409, Problem, "application/problem+json");
        await SendAsync("/v1/nowhere", Asset, 404, Problem.Replace("409", "404", StringComparison.Ordinal), "application/problem+json");
    }

    [Theory]
    [InlineData(201, """{"code":"credit","kind":"unit","scale":6,"secret":1}""", "application/json", "has 'secret', which is not allowed")]
    [InlineData(201, """{"code":"credit","kind":"unit"}""", "application/json", "lacks 'scale'")]
    [InlineData(201, """{"code":"credit","kind":"unit","scale":"6"}""", "application/json", "is not of type integer")]
    [InlineData(201, """{"code":"c r","kind":"unit","scale":6}""", "application/json", "does not match")]
    [InlineData(201, """{"code":"credit","kind":"thing","scale":6}""", "application/json", "is none of")]
    [InlineData(201, """{"code":"credit","kind":"unit","scale":10}""", "application/json", "is above 9")]
    [InlineData(201, Asset, "text/plain", "the media type text/plain")]
    [InlineData(202, Asset, "application/json", "answered 202, which its responses do not have")]
    [InlineData(409, """{"type":"/problems/hold_unknown","title":"T","status":409,"detail":"D.","code":"hold_unknown","request_id":"1"}""", "application/problem+json", "hold_unknown is none of")]
    [InlineData(409, """{"type":"/problems/already_exists","title":"T","status":400,"detail":"D.","code":"already_exists","request_id":"1"}""", "application/problem+json", "is not 409")]
    public async Task An_answer_that_is_not_as_documented_fails_its_test(int status, string body, string mediaType, string expected)
    {
        var failure = await Assert.ThrowsAsync<ContractException>(() => SendAsync("/v1/assets", Asset, status, body, mediaType));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_taken_though_it_is_not_documented_fails_its_test() =>
        await Assert.ThrowsAsync<ContractException>(() => SendAsync("/v1/assets", """{"code":"credit","colour":"red"}""", 201, Asset));

    [Fact]
    public async Task An_answer_without_a_request_id_fails_its_test() =>
        await Assert.ThrowsAsync<ContractException>(() => SendAsync("/v1/assets", Asset, 201, Asset, requestId: null));

    [Fact]
    public async Task An_answer_on_a_path_that_is_not_documented_fails_its_test() =>
        await Assert.ThrowsAsync<ContractException>(() => SendAsync("/v1/nowhere", Asset, 200, Asset));

    [Fact]
    public void A_keyword_that_the_validator_does_not_know_is_never_passed_over()
    {
        var schema = System.Text.Json.JsonDocument.Parse("""{"type":"array","contains":{"const":1}}""").RootElement;

        Assert.Throws<NotSupportedException>(() => new SchemaValidator(schema).Faults(schema, System.Text.Json.JsonDocument.Parse("[]").RootElement));
    }

    private static async Task SendAsync(string path, string sent, int status, string body, string mediaType = "application/json", string? requestId = "1")
    {
        using var client = new HttpClient(new ContractHandler(new Stub(status, body, mediaType, requestId), OpenApiDocument.Committed)) { BaseAddress = new("http://farebox.test/") };
        using var content = new StringContent(sent, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(path, content, CancellationToken.None);
    }

    private sealed class Stub(int status, string body, string mediaType, string? requestId) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            if (requestId is not null) response.Headers.Add("X-Request-Id", requestId);
            return Task.FromResult(response);
        }
    }
}
