using System.Diagnostics;
using System.Net;
using Farebox.Client;

namespace Farebox.Tests.Client;

public sealed class RetryTests : IDisposable
{
    private const string Overloaded = """{"code":"overloaded"}""";
    private const string Account = """{"id":"acme"}""";

    private static readonly RetryPolicy Quick = new() { AttemptsMax = 3, FirstDelay = TimeSpan.FromMilliseconds(1) };

    private readonly StubHandler _server = new();

    private FareboxClient Client => new(new HttpClient(_server) { BaseAddress = new("http://farebox.test/") }, Quick);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_overloaded_server_and_a_broken_connection_are_asked_again_in_the_same_words()
    {
        _server.Break().Answer(HttpStatusCode.ServiceUnavailable, Overloaded).Answer(HttpStatusCode.Created, """{"asset":"credit","max":"50"}""");

        await Client.Accounts.SetLimitAsync("acme", new() { Asset = "credit", Max = "50" }, "key-1", CancellationToken.None);

        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(("POST", "/v1/accounts/acme/limits", "key-1", """{"asset":"credit","max":"50"}"""), Assert.Single(_server.Requests.Distinct()));
    }

    [Fact]
    public async Task Attempts_are_bounded_and_the_last_answer_is_told()
    {
        for (var i = 0; i < 4; i++) _server.Answer(HttpStatusCode.ServiceUnavailable, Overloaded);

        var problem = await Assert.ThrowsAsync<FareboxProblemException>(() => Client.Accounts.CreateAsync(new() { Id = "acme" }, CancellationToken.None));

        Assert.Equal("overloaded", problem.Code);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_stays_broken_is_told_as_it_is()
    {
        _server.Break().Break().Break();

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Accounts.CreateAsync(new() { Id = "acme" }, CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task Nothing_else_is_repeated(HttpStatusCode status)
    {
        _server.Answer(status, """{"code":"x"}""").Answer(HttpStatusCode.Created, Account);

        await Assert.ThrowsAsync<FareboxProblemException>(() => Client.Accounts.CreateAsync(new() { Id = "acme" }, CancellationToken.None));

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_names_its_patience_is_given_it()
    {
        _server.Answer(HttpStatusCode.ServiceUnavailable, Overloaded, retryAfterSeconds: 1).Answer(HttpStatusCode.Created, Account);
        var startedAt = Stopwatch.GetTimestamp();

        await Client.Accounts.CreateAsync(new() { Id = "acme" }, CancellationToken.None);

        Assert.True(Stopwatch.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(990));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_kept()
    {
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();
        _server.Break();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Accounts.CreateAsync(new() { Id = "acme" }, gaveUp.Token));
    }

    [Theory]
    [InlineData(1, null, 100)]
    [InlineData(2, null, 200)]
    [InlineData(5, null, 1_600)]
    [InlineData(9, null, 5_000)]
    [InlineData(1, 3_000, 3_000)]
    [InlineData(9, 3_000, 5_000)]
    [InlineData(1, 61_000, null)]
    [InlineData(10, null, null)]
    public void Patience_doubles_up_to_a_bound_and_never_ends_before_the_server_says(int attempt, int? retryAfter, int? expected) =>
        Assert.Equal(
            Span(expected),
            (RetryPolicy.Default with { AttemptsMax = 10 }).DelayAfter(attempt, Span(retryAfter)));

    private static TimeSpan? Span(int? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
