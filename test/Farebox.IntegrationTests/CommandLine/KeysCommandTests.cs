using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.CommandLine;

/// <summary>Keys and tenants made at the command line, beside a server that runs.</summary>
public sealed partial class KeysCommandTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Nobody = "/v1/accounts/nobody/balances";

    [Fact]
    public async Task A_key_of_the_command_line_works_with_its_scopes_only_until_it_is_revoked()
    {
        var made = await RunAsync("keys", "create", "--scopes", "read", "--name", "reports");
        var (id, secret) = (Id().Match(made).Value, Secret().Match(made).Value);
        using var client = new ApiClient(fixture.Server.Host.Address, secret);

        Assert.Equal((404, 403), ((await client.GetAsync(Nobody)).Status, (await client.PostAsync("/v1/accounts", """{"id":"acme"}""")).Status));
        var listed = await RunAsync("keys", "list");
        Assert.Matches($@"{id} │ {secret[..13]} │ reports │ read │", listed);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);

        Assert.Contains("is revoked", await RunAsync("keys", "revoke", id), StringComparison.Ordinal);
        Assert.Equal(401, await StatusWithinFiveSecondsAsync(client, 401));
        Assert.Equal("key.create key.revoke", await ActsAsync(id));
    }

    [Fact]
    public async Task A_rotated_key_and_its_successor_both_work()
    {
        var old = await RunAsync("keys", "create", "--scopes", "read,ingest");
        var fresh = await RunAsync("keys", "rotate", Id().Match(old).Value);
        using var first = new ApiClient(fixture.Server.Host.Address, Secret().Match(old).Value);
        using var second = new ApiClient(fixture.Server.Host.Address, Secret().Match(fresh).Value);

        Assert.Matches(@"works until \d{4}-", fresh);
        Assert.Equal((404, 404), ((await first.GetAsync(Nobody)).Status, (await second.GetAsync(Nobody)).Status));
        Assert.Equal("key.create key.rotate", await ActsAsync(Id().Match(old).Value));
    }

    [Fact]
    public async Task A_tenant_of_the_command_line_has_one_first_key_and_its_keys_are_made_by_its_name()
    {
        var made = await RunAsync("tenants", "create", "acme", "--mode", "sandbox");
        var more = await RunAsync("keys", "create", "--tenant", "acme", "--mode", "sandbox");
        using var first = new ApiClient(fixture.Server.Host.Address, Secret().Match(made).Value);
        using var second = new ApiClient(fixture.Server.Host.Address, Secret().Match(more).Value);

        Assert.StartsWith("fbx_test_", Secret().Match(made).Value, StringComparison.Ordinal);
        Assert.Equal(201, (await first.PostAsync("/v1/accounts", """{"id":"its-own"}""")).Status);
        Assert.Equal(200, (await second.GetAsync("/v1/accounts/its-own")).Status);
        Assert.Equal(404, (await fixture.Api.GetAsync("/v1/accounts/its-own")).Status);
        Assert.Matches("acme │ sandbox", await RunAsync("tenants", "list"));
        Assert.Contains("There is a sandbox tenant acme already", await FailAsync("tenants", "create", "acme", "--mode", "sandbox"), StringComparison.Ordinal);
        Assert.Equal("tenant.create", await ActsAsync("acme"));
    }

    [Theory]
    [InlineData("farebox keys create", "keys")]
    [InlineData("farebox keys create", "keys", "revoke")]
    [InlineData("--scopes takes", "keys", "create", "--scopes", "write")]
    [InlineData("--scope is not known here", "keys", "create", "--scope", "read")]
    [InlineData("There is no such key", "keys", "revoke", "key_000000000000")]
    [InlineData("There is no such key", "keys", "rotate", "key_000000000000")]
    [InlineData("There is no live tenant nobody", "keys", "list", "--tenant", "nobody")]
    [InlineData("--mode is live or sandbox", "keys", "list", "--mode", "test")]
    [InlineData("farebox tenants create", "tenants")]
    [InlineData("A tenant's name is", "tenants", "create", "a b")]
    public async Task What_is_misspelt_or_not_there_is_said_and_fails(string said, params string[] arguments) =>
        Assert.Contains(said, await FailAsync(arguments), StringComparison.Ordinal);

    private async Task<string> RunAsync(params string[] arguments)
    {
        var ended = await FareboxProgram.RunAsync(arguments, ("FAREBOX_DATABASE", fixture.Server.Database.OwnerConnectionString));
        Assert.True(ended.ExitCode == 0, ended.Output);
        return ended.Output;
    }

    private async Task<string> FailAsync(params string[] arguments)
    {
        var ended = await FareboxProgram.RunAsync(arguments, ("FAREBOX_DATABASE", fixture.Server.Database.OwnerConnectionString));
        Assert.Equal(1, ended.ExitCode);
        return ended.Output;
    }

    private Task<string?> ActsAsync(string about) => Sql.ReadAsync<string>(
        fixture.Server.Database.OwnerConnectionString, $"SELECT string_agg(action, ' ' ORDER BY seq) FROM audit WHERE object = '{about}' AND actor = 'command line'");

    private static async Task<int> StatusWithinFiveSecondsAsync(ApiClient client, int expected)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = (await client.GetAsync(Nobody)).Status;
            if (status == expected || TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(5)) return status;
            await Task.Delay(50, CancellationToken.None);
        }
    }

    [GeneratedRegex("key_[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("fbx_(live|test)_[0-9A-Za-z]{49}")]
    private static partial Regex Secret();
}
