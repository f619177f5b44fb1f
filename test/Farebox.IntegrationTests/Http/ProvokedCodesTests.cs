using System.Text;
using System.Text.Json;
using Farebox.Http;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Http.BadInputs;
using Farebox.IntegrationTests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Farebox.IntegrationTests.Http;

/// <summary>A code that no test can provoke is a promise that nobody keeps.</summary>
public sealed class ProvokedCodesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public void Every_code_is_provoked_by_a_test_or_said_why_not() => Assert.Empty(ProvokedCodes.Faults(ProblemCodes.All.Select(code => code.Code)));

    [Fact]
    public void A_code_that_nothing_provokes_is_seen() =>
        Assert.Equal(
            [$"{Unheard} is provoked by no test: add a row to the bad inputs, or a reason to ProvokedCodes"],
            ProvokedCodes.Faults([.. ProblemCodes.All.Select(code => code.Code), Unheard]));

    // Put together, lest this file provoke it.
    private static string Unheard => string.Concat("never_heard", "_of");

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        var answer = await RawHttp.SendAsync(fixture.Server.Host.Address, Encoding.ASCII.GetBytes(
            $"POST /v1/assets HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TestServer.Key}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));

        Assert.Equal((408, "request_timeout"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_bug_is_answered_with_a_number_and_nothing_about_itself()
    {
        var (context, text) = await AnswerAsync(new InvalidOperationException("the secret of the house"));

        Assert.Equal((500, "internal_error"), (context.Response.StatusCode, CodeOf(text)));
        Assert.Contains(context.TraceIdentifier, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_to_be_away_for_a_while()
    {
        var (context, text) = await AnswerAsync(new TimeoutException("the secret of the house"));

        Assert.Equal((503, "database_unavailable"), (context.Response.StatusCode, CodeOf(text)));
        Assert.Equal("2", context.Response.Headers.RetryAfter);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    // What the edge makes of a handler that fails so.
    private static async Task<(HttpContext Context, string Text)> AnswerAsync(Exception failure)
    {
        var route = new ApiRoute("GET", "/broken", _ => throw failure) { IsOpen = true };
        var edge = new HttpEdge(new([route]), keys: null!, NullLogger<HttpEdge>.Instance);
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/broken" }, Response = { Body = new MemoryStream() } };
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/broken";

        await edge.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        return (context, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }

    private static string? CodeOf(string text) => JsonDocument.Parse(text).RootElement.GetProperty("code").GetString();
}
