using System.Text;
using Farebox.Http;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class EdgeTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_asks_for_no_key(string path)
    {
        using var anybody = new ApiClient(fixture.Server.Host.Address, null);

        Assert.Equal(200, (await anybody.GetAsync(path)).Status);
        Assert.Equal(401, (await anybody.GetAsync("/v1/reports/usage")).Status);
    }

    [Fact]
    public async Task A_database_that_is_away_makes_the_server_unready_and_not_dead()
    {
        await using var server = await TestServer.StartAsync();
        await Sql.RunAsync((await PostgresFixture.ServerAsync()).SuperuserConnectionString, $"ALTER DATABASE {server.Database.Name} ALLOW_CONNECTIONS false");
        await Sql.RunAsync(
            (await PostgresFixture.ServerAsync()).SuperuserConnectionString,
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{server.Database.Name}'");

        var ready = await server.Api.GetAsync("/health/ready");

        Assert.Equal((503, "not_ready", "unreachable"), (ready.Status, ready.Code, ready["database"]));
        Assert.Equal("2", ready.Response.Headers.GetValues("Retry-After").Single());
        Assert.Equal(200, (await server.Api.GetAsync("/health/live")).Status);
        await Sql.RunAsync((await PostgresFixture.ServerAsync()).SuperuserConnectionString, $"ALTER DATABASE {server.Database.Name} ALLOW_CONNECTIONS true");
    }

    [Fact]
    public async Task An_id_may_be_percent_encoded_and_is_the_same_id()
    {
        await fixture.Api.PostAsync("/v1/accounts", """{"id":"a:b@c"}""");

        Assert.Equal(200, (await fixture.Api.GetAsync("/v1/accounts/a%3Ab%40c/balances")).Status);
        Assert.Equal(200, (await fixture.Api.GetAsync("/v1/accounts/a:b@c/balances")).Status);
    }

    [Fact]
    public async Task The_allowed_methods_are_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/sandbox/clock");

        var answer = await fixture.Api.SendAsync(request);

        Assert.Equal(["GET", "PUT"], answer.Response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/v1/accounts/{account}/holds", "/v1/accounts/a/holds", "a")]
    [InlineData("/v1/accounts/{account}/holds/{hold}/capture", "/v1/accounts/a/holds/b/capture", "a b")]
    [InlineData("/v1/accounts/{account}/holds", "/v1/accounts/a/holds/", null)]
    [InlineData("/v1/accounts/{account}/holds", "/v1/accounts/a/Holds", null)]
    [InlineData("/v1/accounts/{account}/holds", "/v1/accounts//holds", null)]
    [InlineData("/v1/accounts/{account}/holds", "v1/accounts/a/holds", null)]
    public void A_path_is_one_route_or_none(string pattern, string path, string? ids)
    {
        var table = new RouteTable([new("POST", pattern, _ => default)]);

        Assert.Equal(ids is not null, table.Find(path, out var found) is not null);
        if (ids is not null) Assert.Equal(ids, string.Join(' ', found));
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,{"c":"\ud800"}]}}""", "/a/b/1/c", "invalid_string")]
    [InlineData("""{"a/b":{"~":"\u0000"}}""", "/a~1b/~0", "invalid_character")]
    [InlineData("""{"a":[{"b":1},{"b":1,"B":2}]}""", "/a/1/B", "duplicate_member")]
    [InlineData("""{"a":[1,2,}""", "/a", "malformed_json")]
    public void A_fault_is_pointed_at(string body, string where, string code)
    {
        var fault = StrictJson.Check(Encoding.UTF8.GetBytes(body), [])!.Value;

        Assert.Equal(code, fault.Code.Code);
        Assert.StartsWith(where, fault.Pointer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00","b":"\\u0000","c":"\"","d":"\u0001"}""")]
    [InlineData("""{"data":{"a":1,"A":2}}""")]
    public void What_is_sound_is_let_through(string body) => Assert.Null(StrictJson.Check(Encoding.UTF8.GetBytes(body), ["data"]));

    [Fact]
    public void A_sentence_never_repeats_a_long_word()
    {
        var sentence = $"There is no '{new string('x', 200)}' here.";

        Assert.DoesNotContain(new string('x', 65), Echo.Shorten(sentence), StringComparison.Ordinal);
        Assert.Equal("short words stay, however many there are of them in a sentence like this", Echo.Shorten("short words stay, however many there are of them in a sentence like this"));
    }

    [Fact]
    public void A_code_that_is_not_registered_is_a_bug() => Assert.Throws<KeyNotFoundException>(() => ProblemCodes.Of("made_up"));
}
