using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class KeyRoutesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Nobody = "/v1/accounts/nobody/balances";

    [Fact]
    public async Task A_key_is_shown_once_and_described_ever_after()
    {
        var made = await MakeAsync("""{"name":"reports","scopes":["read"],"requests_per_second":50}""");
        var listed = await FindAsync(made["id"]);
        var list = await fixture.Api.GetAsync("/v1/keys");

        Assert.Matches("^fbx_live_[0-9A-Za-z]{49}$", made["secret"]);
        Assert.StartsWith(listed.GetProperty("prefix").GetString()!, made["secret"], StringComparison.Ordinal);
        Assert.Equal(("reports", "[\"read\"]", 50), (listed.GetProperty("name").GetString(), listed.GetProperty("scopes").GetRawText(), listed.GetProperty("requests_per_second").GetInt32()));
        Assert.False(listed.TryGetProperty("secret", out _));
        Assert.DoesNotContain(made["secret"], list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_is_told_which_it_lacks()
    {
        using var reader = Client((await MakeAsync("""{"scopes":["read"]}"""))["secret"]);

        var refused = await reader.PostAsync("/v1/assets", """{"code":"gold"}""");
        Assert.Equal((403, "forbidden_scope", "This needs a key with the scope admin."), (refused.Status, refused.Code, refused["detail"]));
        Assert.Equal(404, (await reader.GetAsync(Nobody)).Status);
    }

    [Theory]
    [InlineData("""{}""", 400, "missing_member")]
    [InlineData("""{"scopes":[]}""", 400, "invalid_value")]
    [InlineData("""{"scopes":["write"]}""", 400, "invalid_value")]
    [InlineData("""{"scopes":"read"}""", 400, "invalid_type")]
    [InlineData("""{"scopes":["read"],"requests_per_second":0}""", 400, "number_out_of_range")]
    [InlineData("""{"scopes":["read"],"expires_at":"2020-01-01T00:00:00Z"}""", 422, "invalid_rule")]
    [InlineData("""{"scopes":["read"],"secret":"mine"}""", 400, "unknown_member")]
    [InlineData("""{"scopes":["read"],"name":"\u202egnirts"}""", 400, "invalid_character")]
    [InlineData("""{"scopes":["operator"]}""", 403, "scope_escalation")]
    public async Task A_key_that_makes_no_sense_is_not_made(string body, int status, string code)
    {
        var answer = await fixture.Api.PostAsync("/v1/keys", body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_administrator_neither_sees_nor_touches_the_operators_key()
    {
        using var admin = Client((await MakeAsync("""{"scopes":["admin"]}"""))["secret"]);
        var operators = await Sql.ReadAsync<string>(fixture.Server.Database.OwnerConnectionString, "SELECT key_id FROM api_key WHERE 'operator' = ANY (scopes)");

        Assert.DoesNotContain(operators!, (await admin.GetAsync("/v1/keys")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await admin.PostAsync($"/v1/keys/{operators}/rotate", "{}")).Status);
        Assert.Equal(404, (await admin.PostAsync($"/v1/keys/{operators}/revoke", "{}")).Status);
        Assert.Equal(404, (await admin.GetAsync("/v1/tenants")).Status);
        Assert.Contains(operators!, (await fixture.Api.GetAsync("/v1/keys")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_rotation_both_keys_work_until_the_old_one_ends()
    {
        var old = await MakeAsync("""{"name":"ingest","scopes":["ingest","read"]}""");
        var fresh = await fixture.Api.PostAsync($"/v1/keys/{old["id"]}/rotate", "{}");
        using var first = Client(old["secret"]);
        using var second = Client(fresh["secret"]);

        Assert.Equal((201, "[\"ingest\",\"read\"]", "ingest"), (fresh.Status, fresh.Json.GetProperty("scopes").GetRawText(), fresh["name"]));
        Assert.InRange(fresh.Json.GetProperty("replaces").GetProperty("expires_at").GetDateTimeOffset() - DateTimeOffset.UnixEpoch, TimeSpan.Zero, TimeSpan.MaxValue);
        Assert.Equal((404, 404), ((await first.GetAsync(Nobody)).Status, (await second.GetAsync(Nobody)).Status));

        await fixture.Api.PostAsync($"/v1/keys/{old["id"]}/rotate", """{"old_valid_until":"2020-01-01T00:00:00Z"}""");
        await RefusedSoonAsync(first);
        Assert.Equal(404, (await second.GetAsync(Nobody)).Status);
        Assert.Equal(404, (await fixture.Api.PostAsync($"/v1/keys/{old["id"]}/rotate", "{}")).Status);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_by_every_node_within_five_seconds()
    {
        await using var node = await Farebox.Http.FareboxHost.BuildAsync(
            new() { ConnectionString = fixture.Server.Database.AppConnectionString, Urls = "http://127.0.0.1:0" }, CancellationToken.None);
        await node.StartAsync(CancellationToken.None);
        var key = await MakeAsync("""{"scopes":["read"]}""");
        using var here = Client(key["secret"]);
        using var there = new ApiClient(node.Address, key["secret"]);
        Assert.Equal((404, 404), ((await here.GetAsync(Nobody)).Status, (await there.GetAsync(Nobody)).Status));

        Assert.Equal(200, (await fixture.Api.PostAsync($"/v1/keys/{key["id"]}/revoke", "{}")).Status);
        await Task.WhenAll(RefusedSoonAsync(here), RefusedSoonAsync(there));
        Assert.Equal(200, (await fixture.Api.PostAsync($"/v1/keys/{key["id"]}/revoke", "{}")).Status);
        Assert.Equal(404, (await fixture.Api.PostAsync($"/v1/keys/{key["id"]}/rotate", "{}")).Status);
        Assert.True((await FindAsync(key["id"])).TryGetProperty("revoked_at", out _));
    }

    [Fact]
    public async Task When_a_key_was_used_is_known_to_the_minute()
    {
        var key = await MakeAsync("""{"scopes":["read"]}""");
        Assert.False((await FindAsync(key["id"])).TryGetProperty("last_used_at", out _));

        using var client = Client(key["secret"]);
        await client.GetAsync(Nobody);
        for (var tries = 0; !(await FindAsync(key["id"])).TryGetProperty("last_used_at", out _); tries++)
        {
            Assert.True(tries < 100);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task RefusedSoonAsync(ApiClient client)
    {
        var since = TimeProvider.System.GetTimestamp();
        while ((await client.GetAsync(Nobody)).Status != 401)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(5));
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private ApiClient Client(string secret) => new(fixture.Server.Host.Address, secret);

    private async Task<ApiAnswer> MakeAsync(string body)
    {
        var made = await fixture.Api.PostAsync("/v1/keys", body);
        Assert.True(made.Status == 201, made.Text);
        return made;
    }

    private async Task<JsonElement> FindAsync(string id) =>
        (await fixture.Api.GetAsync("/v1/keys")).Json.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);
}
