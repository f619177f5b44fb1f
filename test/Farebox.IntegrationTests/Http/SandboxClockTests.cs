using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class SandboxClockTests
{
    [Fact]
    public async Task A_year_of_a_sandbox_passes_in_a_moment_and_never_comes_back()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        await Shop.ConfigureAsync(server.Api);

        var anyDate = await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2024-01-01T00:00:00Z"}""");
        await Shop.OpenAsync(server.Api, "acme", "0");
        await server.Api.PostAsync("/v1/accounts/acme/grants", """{"id":"g","asset":"credit","amount":"10","source":"bonus","expires_at":"2024-06-01T00:00:00Z"}""");
        await server.Api.PostAsync("/v1/accounts/acme/holds", """{"id":"h","asset":"credit","amount":"4"}""");
        await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2024-01-01T01:00:00Z"}""");
        var lapsed = await server.Api.GetAsync("/v1/accounts/acme/balances");
        var late = await server.Api.PostAsync("/v1/accounts/acme/holds/h/capture", """{"amount":"1"}""", "k");
        await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2024-06-01T00:00:00Z"}""");
        var pending = await server.Api.GetAsync("/v1/accounts/acme/balances");
        await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2024-06-02T00:00:00Z"}""");
        var expired = await server.Api.GetAsync("/v1/accounts/acme/balances");
        var back = await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2024-06-01T00:00:00Z"}""");

        Assert.Equal("""{"now":"2024-01-01T00:00:00Z","frozen":true}""", anyDate.Text);
        Assert.Equal(("10", "0"), (Wallet(lapsed, "available"), Wallet(lapsed, "held")));
        Assert.Equal((200, "lapsed"), (late.Status, late["late_capture"]));
        Assert.Equal(("0", "9"), (Wallet(pending, "available"), Wallet(pending, "pending_expiry")));
        Assert.Equal(("0", "9"), (Wallet(expired, "pending_expiry"), Wallet(expired, "expired")));
        Assert.Equal((422, "clock_backwards"), (back.Status, back.Code));
    }

    [Fact]
    public async Task A_clock_may_run_ahead()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);

        var answer = await server.Api.PutAsync("/v1/sandbox/clock", """{"offset_seconds":"86400"}""");
        var later = await server.Api.GetAsync("/v1/sandbox/clock");

        Assert.Equal(("False", "86400"), (answer["frozen"], answer["offset_seconds"]));
        Assert.True(string.CompareOrdinal(later["now"], answer["now"]) > 0);
    }

    [Fact]
    public async Task A_live_tenants_clock_cannot_be_seen_or_set()
    {
        await using var server = await TestServer.StartAsync();

        var get = await server.Api.GetAsync("/v1/sandbox/clock");
        var put = await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2030-01-01T00:00:00Z"}""");

        Assert.Equal((409, "not_sandbox"), (get.Status, get.Code));
        Assert.Equal((409, "not_sandbox"), (put.Status, put.Code));
    }

    private static string? Wallet(ApiAnswer balances, string what) => balances.Json.GetProperty("wallets")[0].GetProperty(what).GetString();
}
