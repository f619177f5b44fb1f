using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Tenants;

namespace Farebox.IntegrationTests.Tenants;

public sealed class TenantsTests
{
    [Fact]
    public async Task A_tenant_has_a_live_and_a_sandbox_half_that_share_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var live = await MakeAsync(server, """{"id":"acme"}""");
        using var sandbox = await MakeAsync(server, """{"id":"acme","sandbox":true}""");
        await Shop.ConfigureAsync(sandbox);
        await Shop.OpenAsync(sandbox, "customer", "100");

        Assert.Equal("not_sandbox", (await live.GetAsync("/v1/sandbox/clock")).Code);
        Assert.Equal(200, (await sandbox.GetAsync("/v1/sandbox/clock")).Status);
        Assert.Equal(404, (await live.GetAsync("/v1/accounts/customer/balances")).Status);
        Assert.Equal(422, (await live.PostAsync("/v1/accounts/customer/limits", """{"asset":"credit","max":"1"}""", "k")).Status);
        Assert.Equal(["default", "acme", "acme"], (await server.Api.GetAsync("/v1/tenants")).Json.GetProperty("tenants").EnumerateArray().Select(tenant => tenant.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Making_a_tenant_again_shows_no_key()
    {
        await using var server = await TestServer.StartAsync();
        using var first = await MakeAsync(server, """{"id":"acme"}""");
        var again = await server.Api.PostAsync("/v1/tenants", """{"id":"acme"}""");

        Assert.Equal(200, again.Status);
        Assert.False(again.Json.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task The_limits_of_a_tenant_hold_for_all_its_keys_together()
    {
        await using var server = await TestServer.StartAsync();
        var made = await server.Api.PostAsync("/v1/tenants", """{"id":"acme","requests_per_second":3}""");
        using var first = new ApiClient(server.Host.Address, made.Json.GetProperty("key").GetProperty("secret").GetString());
        using var second = new ApiClient(server.Host.Address, (await TenantPair.MakeKeyAsync(first, "read")).Secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).GetAsync("/v1/accounts/nobody/balances")));
        Assert.InRange(answers.Count(answer => answer.Status == 404), 1, 10);
        Assert.Contains(answers, answer => answer.Status == 429);

        await server.Api.PutAsync("/v1/tenants/acme/rate-limits", "{}");
        await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
        answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => second.GetAsync("/v1/accounts/nobody/balances")));
        Assert.DoesNotContain(answers, answer => answer.Status == 429);
    }

    [Fact]
    public async Task A_quiet_tenants_hold_lapses_all_the_same()
    {
        await using var server = await TestServer.StartAsync(options => options with { Journals = new() { QuietAfter = TimeSpan.FromMilliseconds(400) } });
        using var tenant = await MakeAsync(server, """{"id":"acme"}""");
        await Shop.ConfigureAsync(tenant);
        await Shop.OpenAsync(tenant, "customer", "100");
        Assert.Equal(201, (await tenant.PostAsync("/v1/accounts/customer/holds", """{"id":"h","asset":"credit","amount":"10","ttl_seconds":3}""")).Status);

        var lapsed = "SELECT count(*) FROM entry WHERE kind = (SELECT max(kind) FROM entry WHERE command LIKE '%lapse%')";
        for (var tries = 0; await Sql.ReadAsync<long>(server.Database.OwnerConnectionString, lapsed) == 0; tries++)
        {
            Assert.True(tries < 100, "The hold has not lapsed.");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    [Fact]
    public async Task When_every_place_is_taken_the_quietest_tenant_makes_room_and_a_busy_one_does_not()
    {
        var limits = new TenantJournalLimits { OpenMax = 2, QuietMin = TimeSpan.FromMilliseconds(300), QuietAfter = TimeSpan.FromMinutes(1) };
        await using var server = await TestServer.StartAsync(options => options with { Journals = limits });
        using var a = await MakeAsync(server, """{"id":"a"}""");
        using var b = await MakeAsync(server, """{"id":"b"}""");
        using var c = await MakeAsync(server, """{"id":"c"}""");

        Assert.Equal((201, 201, 503), (await OpenAsync(a, "1"), await OpenAsync(b, "1"), await OpenAsync(c, "1")));
        await Task.Delay(400, CancellationToken.None);
        Assert.Equal((201, 201), (await OpenAsync(c, "1"), await OpenAsync(b, "2")));
        await Task.Delay(400, CancellationToken.None);
        Assert.Equal(201, await OpenAsync(a, "2"));
    }

    private static async Task<int> OpenAsync(ApiClient client, string id) => (await client.PostAsync("/v1/accounts", $$"""{"id":"{{id}}"}""")).Status;

    private static async Task<ApiClient> MakeAsync(TestServer server, string body)
    {
        var made = await server.Api.PostAsync("/v1/tenants", body);
        Assert.True(made.Status == 201, made.Text);
        return new(server.Host.Address, made.Json.GetProperty("key").GetProperty("secret").GetString());
    }
}
