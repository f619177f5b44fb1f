using System.Text.Json;
using Farebox.Http;
using Farebox.IntegrationTests.Backup;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Migrations;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Upgrade;

/// <summary>What an earlier release wrote is what this one reads: every old dump is brought to the newest schema and used.</summary>
public sealed class UpgradeTests
{
    private const string Key = "operator-key-of-the-upgrade-55d0";

    public static TheoryData<int> Versions => [.. OldLedger.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_old_ledger_is_migrated_verifies_and_has_the_same_entries_and_balances(int version)
    {
        await using var old = await OldLedger.LoadAsync(version);
        var heads = await BookExtract.HeadsAsync(old.OwnerConnectionString);
        var before = await BookExtract.ReadAsync(old.OwnerConnectionString, heads);

        Assert.Equal(Migrator.Version - version, await Migrator.MigrateAsync(old.OwnerConnectionString, CancellationToken.None));

        var verified = await Verifier.RunAsync(old.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(verified.IsSound, string.Join('\n', verified.Broken.Select(check => $"{check.Sentence} {check.Break}")));
        Assert.True(verified.Entries > 50);
        var after = await BookExtract.ReadAsync(old.OwnerConnectionString, heads);
        Assert.Equal(before.Select(book => (book.Account, book.Seq, book.Balances)), after.Select(book => (book.Account, book.Seq, book.Balances)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_server_goes_on_with_an_old_ledger_and_knows_the_events_it_has_counted(int version)
    {
        await using var old = await OldLedger.LoadAsync(version);
        await Migrator.MigrateAsync(old.OwnerConnectionString, CancellationToken.None);
        var (account, body, entries) = await OldLedger.AnyEventAsync(old.OwnerConnectionString);
        await using (var host = await FareboxHost.BuildAsync(
            new() { ConnectionString = old.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = Key }, CancellationToken.None))
        {
            await host.StartAsync(CancellationToken.None);
            using var api = new ApiClient(host.Address, Key);

            Assert.Equal(200, (await api.GetAsync("/health/ready")).Status);
            var repeated = await api.PostAsync("/v1/events", body);
            Assert.Equal("duplicate", repeated.Json.GetProperty("results")[0].GetProperty("status").GetString());
            var fresh = body.Replace(JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!, "after-the-upgrade", StringComparison.Ordinal);
            var recorded = await api.PostAsync("/v1/events", fresh);
            Assert.NotEqual("duplicate", recorded.Json.GetProperty("results")[0].GetProperty("status").GetString());
            Assert.Equal(200, (await api.GetAsync($"/v1/accounts/{account}/balances")).Status);
        }

        Assert.True(await Sql.ReadAsync<long>(old.OwnerConnectionString, "SELECT sum(seq)::bigint FROM book") > entries);
        Assert.True((await Verifier.RunAsync(old.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
    }

    [Fact]
    public async Task A_migration_that_hurt_the_ledger_would_be_seen()
    {
        await using var old = await OldLedger.LoadAsync(1);
        await Sql.RunAsync(old.OwnerConnectionString, "UPDATE grant_terms SET granted = granted + 1");
        await Migrator.MigrateAsync(old.OwnerConnectionString, CancellationToken.None);

        Assert.False((await Verifier.RunAsync(old.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
    }
}
