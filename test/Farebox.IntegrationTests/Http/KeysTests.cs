using Farebox.Http;
using Farebox.Http.Keys;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Configuration;
using Npgsql;

namespace Farebox.IntegrationTests.Http;

public sealed class KeysTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public void A_key_says_what_it_is_and_ends_with_a_checksum()
    {
        Assert.Matches("^fbx_live_[0-9A-Za-z]{49}$", ApiKey.Create(isSandbox: false));
        Assert.Matches("^fbx_test_[0-9A-Za-z]{49}$", ApiKey.Create(isSandbox: true));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(ApiKey.IsPlausible(ApiKey.Create(isSandbox: false))));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiKey.Create(isSandbox: false)).Distinct().Count());
    }

    [Fact]
    public void One_wrong_character_anywhere_makes_a_key_implausible()
    {
        var key = ApiKey.Create(isSandbox: false);

        for (var i = ApiKey.LivePrefix.Length; i < key.Length; i++)
            Assert.False(ApiKey.IsPlausible(string.Concat(key.AsSpan(0, i), key[i] == 'a' ? "b" : "a", key.AsSpan(i + 1))));
        Assert.False(ApiKey.IsPlausible(key + "a"));
        Assert.False(ApiKey.IsPlausible(key.AsSpan(0, key.Length - 1)));
    }

    [Theory]
    [InlineData("short-key-of-19-chrs")]
    [InlineData("changemechangemechangeme")]
    [InlineData("changeme-changeme-12345")]
    [InlineData("Password-Password-Password")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("with a space in between it all")]
    [InlineData("mit-Umlaut-ä-und-lang-genug")]
    public async Task A_key_that_is_easy_to_guess_does_not_start_a_server(string key)
    {
        key = key == "short-key-of-19-chrs" ? key[..19] : key;
        var options = new FareboxHostOptions { ConnectionString = fixture.Server.Database.AppConnectionString, AdminKey = key };

        await Assert.ThrowsAsync<ArgumentException>(() => FareboxHost.BuildAsync(options, CancellationToken.None));
    }

    [Fact]
    public async Task The_first_start_makes_a_key_and_the_second_does_not()
    {
        await using var server = await TestServer.StartAsync(adminKey: null);
        using var client = new ApiClient(server.Host.Address, server.Host.FirstKey);
        await using var second = await FareboxHost.BuildAsync(
            new() { ConnectionString = server.Database.AppConnectionString, Urls = "http://127.0.0.1:0" }, CancellationToken.None);

        Assert.StartsWith("fbx_live_", server.Host.FirstKey, StringComparison.Ordinal);
        Assert.Equal(404, (await client.GetAsync("/v1/accounts/nobody/balances")).Status);
        Assert.Null(second.FirstKey);
    }

    [Fact]
    public async Task The_key_of_a_sandbox_says_so()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true, adminKey: null);

        Assert.StartsWith("fbx_test_", server.Host.FirstKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_five_seconds_and_looks_like_an_unknown_one()
    {
        await using var dataSource = NpgsqlDataSource.Create(fixture.Server.Database.AppConnectionString);
        var store = new KeyStore(dataSource);
        var (key, id) = await AddKeyAsync(store);
        using var client = new ApiClient(fixture.Server.Host.Address, key);
        using var stranger = new ApiClient(fixture.Server.Host.Address, ApiKey.Create(isSandbox: false));
        Assert.Equal(404, (await client.GetAsync("/v1/accounts/nobody/balances")).Status);

        await store.RevokeAsync(1, id, CancellationToken.None);
        var since = TimeProvider.System.GetTimestamp();
        while ((await client.GetAsync("/v1/accounts/nobody/balances")).Status != 401)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(5));
            await Task.Delay(50, CancellationToken.None);
        }

        var (revoked, unknown) = (await client.GetAsync("/v1/accounts/nobody/balances"), await stranger.GetAsync("/v1/accounts/nobody/balances"));
        Assert.Equal(unknown.Text.Replace(unknown["request_id"], "", StringComparison.Ordinal), revoked.Text.Replace(revoked["request_id"], "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_key_works_at_once_and_shares_the_tenants_idempotency_keys()
    {
        await using var dataSource = NpgsqlDataSource.Create(fixture.Server.Database.AppConnectionString);
        var (key, _) = await AddKeyAsync(new KeyStore(dataSource));
        using var client = new ApiClient(fixture.Server.Host.Address, key);
        await fixture.Api.PostAsync("/v1/assets", """{"code":"seat"}""");
        await fixture.Api.PostAsync("/v1/accounts", """{"id":"shared"}""");

        var mine = await fixture.Api.PostAsync("/v1/accounts/shared/limits", """{"asset":"seat","max":"1"}""", "one");
        var same = await client.PostAsync("/v1/accounts/shared/limits", """{"asset":"seat","max":"1"}""", "one");
        var other = await client.PostAsync("/v1/accounts/shared/limits", """{"asset":"seat","max":"2"}""", "one");

        Assert.Equal((201, 200, 422), (mine.Status, same.Status, other.Status));
    }

    [Fact]
    public async Task The_database_holds_no_key()
    {
        var database = fixture.Server.Database.OwnerConnectionString;
        var rows = await Sql.ReadAsync<string>(database, "SELECT string_agg(api_key::text, ' ') FROM api_key");

        Assert.Contains("key_", rows!, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Key, rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(TestServer.Key)), rows, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(string Key, string Id)> AddKeyAsync(KeyStore store)
    {
        var key = ApiKey.Create(isSandbox: false);
        var hash = ApiKey.Hash(key);
        await store.AddAsync(1, ApiKey.IdOf(hash), hash, CancellationToken.None);
        return (key, ApiKey.IdOf(hash));
    }
}
