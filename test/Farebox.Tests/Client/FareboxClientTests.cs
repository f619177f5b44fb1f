using System.Net;
using System.Text.Json.Nodes;
using Farebox.Client;

namespace Farebox.Tests.Client;

public sealed class FareboxClientTests : IDisposable
{
    private const string OpenHold = """
        {"id":"h","account":"acme","asset":"credit","amount":"75","remaining":"75","status":"open","lapses_at":"2026-10-01T01:00:00Z"}
        """;

    private readonly StubHandler _server = new();

    private FareboxClient Client => new(new HttpClient(_server) { BaseAddress = new("http://farebox.test/") }, RetryPolicy.None);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_hold_that_is_given_is_a_hold()
    {
        _server.Answer(HttpStatusCode.Created, OpenHold);

        var result = await Client.Holds.AuthoriseAsync("acme", new() { Asset = "credit", Amount = "75" }, "key-1", CancellationToken.None);

        Assert.Equal(("h", "75", "open"), (result.Hold!.Id, result.Hold.Remaining, result.Hold.Status));
        Assert.Null(result.Refusal);
        Assert.Equal(("POST", "/v1/accounts/acme/holds", "key-1", """{"asset":"credit","amount":"75"}"""), Assert.Single(_server.Requests));
    }

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, "insufficient_credit")]
    [InlineData(HttpStatusCode.PaymentRequired, "limit_exceeded")]
    [InlineData(HttpStatusCode.Conflict, "too_many_holds")]
    public async Task A_hold_that_is_refused_is_a_value(HttpStatusCode status, string code)
    {
        _server.Answer(status, $$"""{"type":"/problems/{{code}}","status":{{(int)status}},"code":"{{code}}","detail":"No.","available":"12.5"}""");

        var result = await Client.Holds.AuthoriseAsync("acme", new() { Id = "h", Asset = "credit", Amount = "75" }, null, CancellationToken.None);

        Assert.Null(result.Hold);
        Assert.Equal(new Refusal(code, "No.", "12.5"), result.Refusal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "member_unknown")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "amount_not_positive")]
    public async Task A_hold_that_was_asked_for_wrongly_is_an_exception(HttpStatusCode status, string code)
    {
        _server.Answer(status, $$"""{"code":"{{code}}","detail":"No.","errors":[{"pointer":"/amount","code":"x","detail":"y"}]}""");

        var problem = await Assert.ThrowsAsync<FareboxProblemException>(
            () => Client.Holds.AuthoriseAsync("acme", new() { Id = "h" }, null, CancellationToken.None));

        Assert.Equal((status, code, "No."), (problem.Status, problem.Code, problem.Detail));
        Assert.Equal("/amount", Assert.Single(problem.Problem.Errors!).JsonPointer);
    }

    [Fact]
    public async Task Outside_holds_a_conflict_is_an_exception()
    {
        _server.Answer(HttpStatusCode.Conflict, """{"code":"already_exists"}""");

        var problem = await Assert.ThrowsAsync<FareboxProblemException>(
            () => Client.Accounts.CreateAsync(new() { Id = "acme" }, CancellationToken.None));

        Assert.Equal("already_exists", problem.Code);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_refusal_in_foreign_words_still_has_a_code(string body)
    {
        _server.Answer(HttpStatusCode.BadGateway, body);

        var problem = await Assert.ThrowsAsync<FareboxProblemException>(() => Client.Accounts.ReadBalancesAsync("acme", CancellationToken.None));

        Assert.Equal("http_502", problem.Code);
    }

    [Fact]
    public async Task A_hold_without_an_identity_is_not_sent() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.Holds.AuthoriseAsync("acme", new() { Asset = "credit", Amount = "1" }, null, CancellationToken.None));

    [Fact]
    public async Task An_event_says_what_happened_and_nothing_more()
    {
        _server.Answer(HttpStatusCode.OK, """{"results":[{"id":"e","source":"/s","status":"recorded","debited":{"credit":"1.25"}}]}""");
        var usage = new CloudEvent
        {
            Id = "e",
            Source = "/s",
            Type = "llm.request",
            Subject = "acme",
            Time = new(2026, 9, 30, 18, 17, 3, TimeSpan.Zero),
            Hold = "h",
            Final = true,
            Data = new JsonObject { ["input_tokens"] = 5 },
        };

        var result = await Client.Events.SendAsync(usage, CancellationToken.None);

        Assert.Equal(("recorded", "1.25"), (result.Status, result.Debited!["credit"]));
        Assert.Equal(
            """[{"specversion":"1.0","id":"e","source":"/s","type":"llm.request","subject":"acme","time":"2026-09-30T18:17:03+00:00","hold":"h","final":true,"data":{"input_tokens":5}}]""",
            Assert.Single(_server.Requests).Body);
    }

    [Fact]
    public void A_question_is_a_path_that_one_could_type() =>
        Assert.Equal(
            "v1/reports/usage?group_by=team,model&account=a%26b&from=2026-07-01&to=2026-10-01T12:30:00Z&asset=credit",
            ReportsClient.PathOf(new()
            {
                GroupBy = ["team", "model"],
                Account = "a&b",
                From = new(2026, 7, 1, 2, 0, 0, TimeSpan.FromHours(2)),
                To = new(2026, 10, 1, 12, 30, 0, TimeSpan.Zero),
                Asset = "credit",
            }));
}
