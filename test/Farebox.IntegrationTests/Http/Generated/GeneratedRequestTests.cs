using System.Globalization;
using System.Text;
using Farebox.IntegrationTests.Http.BadInputs;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>Six thousand requests made by changing good ones. Set FAREBOX_SEED to the number in a failure to send the same ones again.</summary>
public sealed class GeneratedRequestTests(BadInputFixture fixture, ITestOutputHelper output) : IClassFixture<BadInputFixture>
{
    private const int Requests = 6_000;
    private const int ClockRequests = 200;

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("FAREBOX_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_server_or_the_ledger()
    {
        var traffic = new GeneratedTraffic(fixture.Server, Seed);
        var failures = await traffic.SendAsync([.. Endpoint.All.Where(endpoint => endpoint.Name != "clock")], Requests - ClockRequests);
        await AssertGoodRequestsPassAsync(traffic.Requests);

        // A clock that was sent to the end of time lets nobody hold credit any more, so it comes last.
        failures = [.. failures, .. await traffic.SendAsync([.. Endpoint.All.Where(endpoint => endpoint.Name == "clock")], ClockRequests)];

        output.WriteLine($"seed {Seed}: {string.Join(", ", traffic.Statuses.Select(status => $"{status.Key} × {status.Value}"))}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {Requests} answers are wrong:\n{string.Join("\n\n", failures.Take(5))}");
        Assert.Equal(200, (await fixture.Server.Api.GetAsync("/health/ready")).Status);
        var verdict = await Verifier.RunAsync(fixture.Server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(verdict.IsSound, $"seed {Seed}: {string.Join('\n', verdict.Broken.Select(check => $"{check.Id}: {check.Break}"))}");

        // Requests that never get past the door would prove little. Which of them meet too little credit or a name that is taken, is chance.
        Assert.True(traffic.Statuses.GetValueOrDefault(200) + traffic.Statuses.GetValueOrDefault(201) > Requests / 20);
        Assert.True(traffic.Statuses.Keys.Count(status => status is 400 or 404 or 405 or 406 or 413 or 415 or 422) == 7, string.Join(' ', traffic.Statuses.Keys));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\n\r\n", "status 500")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Type: application/problem+json\r\n\r\n{}", "status 503")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "without a body")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", "answered text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":", "no JSON object")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"results\":[{\"code\":\"internal_error\"}]}", "an item failed")]
    [InlineData("HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<html>", "is no problem")]
    [InlineData("HTTP/1.1 404 No\r\nContent-Type: application/problem+json\r\n\r\n{\"status\":404,\"code\":\"gone\"}", "is not registered")]
    [InlineData("HTTP/1.1 400 No\r\nContent-Type: application/problem+json\r\n\r\n{\"status\":404,\"code\":\"not_found\"}", "came with 400 instead of 404")]
    [InlineData("", "no answer")]
    public void An_answer_that_is_wrong_is_seen(string answer, string expected) =>
        Assert.Contains(AnswerRules.Faults("", RawAnswer.Parse(Encoding.UTF8.GetBytes(answer)), isHead: false), fault => fault.Contains(expected, StringComparison.Ordinal));

    private async Task AssertGoodRequestsPassAsync(GoodRequests requests)
    {
        await Shop.OpenAsync(fixture.Server.Api, "afterwards", "1000");
        foreach (var endpoint in Endpoint.All)
        {
            var good = await requests.MakeAsync(endpoint, "afterwards", $"after-{endpoint.Name.Replace(' ', '-')}");
            var answer = await RawHttp.SendAsync(fixture.Server.Host.Address, good.Bytes());
            Assert.True(answer.Status is 200 or 201, $"seed {Seed}: the good request to {endpoint.Name} then got {answer.Status} {answer.Body}");
        }
    }
}
