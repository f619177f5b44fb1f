using System.Text;
using Farebox.Http.Keys;
using Farebox.IntegrationTests.Http.BadInputs;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>What goes out tells nothing that it should not: no key, no header of the caller's making, no difference between foreign and absent.</summary>
public sealed class SecretsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/v1/keys", "GET", 401)]
    [InlineData("/v1/nowhere", "GET", 404)]
    [InlineData("/v1/assets", "POST", 401)]
    [InlineData("/v1/keys?key=", "GET", 401)]
    public async Task No_answer_repeats_a_key(string path, string method, int status)
    {
        var key = ApiKey.Create(isSandbox: false);
        using var client = new ApiClient(fixture.Server.Host.Address, key);
        using var request = new HttpRequestMessage(new(method), path);
        if (method == "POST") request.Content = new StringContent($$"""{"code":"{{key}}"}""", Encoding.UTF8, "application/json");
        var answer = await client.SendAsync(request);

        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain(key, answer.Text + answer.Response.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Request-Id: mine\r\n")]
    [InlineData("Authorization: Basic Zm9vOmJhcg==\r\n")]
    [InlineData("X-Forwarded-For: 127.0.0.1\r\nX-Tenant: default\r\nFarebox-Tenant: 1\r\n")]
    public async Task No_header_of_the_callers_lets_anybody_in_or_comes_back(string headers)
    {
        var request = $"GET /v1/keys HTTP/1.1\r\nHost: {fixture.Server.Host.Address.Authority}\r\n{headers}Connection: close\r\n\r\n";
        var answer = await RawHttp.SendAsync(fixture.Server.Host.Address, Encoding.ASCII.GetBytes(request));

        Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        Assert.NotEqual("mine", answer.Headers["x-request-id"]);
    }

    [Fact]
    public async Task A_name_cannot_break_out_into_a_header_or_a_line_of_the_log()
    {
        var refused = await fixture.Api.PostAsync("/v1/keys", """{"scopes":["read"],"name":"a\r\nSet-Cookie: b=c"}""");
        var quoted = await fixture.Api.PostAsync("/v1/keys", """{"scopes":["read"],"name":"<script>alert('1')</script>\""}""");

        Assert.Equal((400, "invalid_character"), (refused.Status, refused.Code));
        Assert.Equal((201, """<script>alert('1')</script>" """.TrimEnd()), (quoted.Status, quoted["name"]));
        Assert.DoesNotContain("<script>", quoted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_foreign_takes_as_long_as_what_is_absent()
    {
        await using var server = await TestServer.StartAsync();
        using var pair = await TenantPair.CreateAsync(server);
        var (foreign, absent) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 300; i++)
        {
            foreign.Add(await TimeAsync(pair.B, $"/v1/accounts/{TenantPair.Account}/entries"));
            absent.Add(await TimeAsync(pair.B, "/v1/accounts/acne/entries"));
        }

        // The middle half of the one and of the other must overlap: whoever asks once, or a hundred times, learns nothing.
        foreign.Sort();
        absent.Sort();
        Assert.True(foreign[75] < absent[225] && absent[75] < foreign[225], $"foreign {foreign[75]} to {foreign[225]}, absent {absent[75]} to {absent[225]}");
    }

    [Fact]
    public void Two_keys_are_compared_in_full()
    {
        var (key, other) = (ApiKey.Hash(ApiKey.Create(isSandbox: false)), ApiKey.Hash(ApiKey.Create(isSandbox: false)));
        var almost = (byte[])key.Clone();
        almost[31] ^= 1;

        Assert.Equal(KeyHash.Of(key), KeyHash.Of((byte[])key.Clone()));
        Assert.NotEqual(KeyHash.Of(key), KeyHash.Of(almost));
        Assert.NotEqual(KeyHash.Of(key), KeyHash.Of(other));
    }

    private static async Task<TimeSpan> TimeAsync(ApiClient client, string path)
    {
        var since = TimeProvider.System.GetTimestamp();
        await client.GetAsync(path);
        return TimeProvider.System.GetElapsedTime(since);
    }
}
