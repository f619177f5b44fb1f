using Farebox.IntegrationTests.Faults;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Backup;
using Farebox.Postgres.Verification;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Backup;

[Collection(FaultGroup.Name)]
public sealed class BackupDrillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_backup_under_load_restores_to_a_ledger_that_verifies_and_is_a_prefix_of_what_was_acknowledged()
    {
        using var folder = new BackupFolder();
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { CheckpointEntries = 50 });
        await Scene.OpenAsync(harness, journal);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline, journal), seed, Scene.Accounts);
        Dictionary<string, long> before = [];
        BackupManifest? manifest = null;
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(200);
            before = await BookExtract.HeadsAsync(harness.OwnerConnectionString);
            manifest = await BackupWriter.WriteAsync(PlaceOf(harness.OwnerConnectionString), folder.File(), CancellationToken.None);
            await campaign.KeptMoreAsync(200);
        });
        await Scene.EndsWellAsync(campaign, harness);

        await using var empty = await PostgresFixture.CreateEmptyDatabaseAsync();
        var restored = await RestoreAsync(folder.File(), empty.OwnerConnectionString);
        var verified = await Verifier.RunAsync(empty.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        var heads = await BookExtract.HeadsAsync(empty.OwnerConnectionString);
        var after = await BookExtract.HeadsAsync(harness.OwnerConnectionString);

        Assert.Empty(verified.Broken);
        Assert.Equal(manifest!.Seq, restored.Seq);
        Assert.All(heads, book => Assert.InRange(book.Value, before[book.Key], after[book.Key]));
        Assert.True(heads.Values.Sum() < after.Values.Sum(), "The load ended before the backup did.");
        Assert.Equal(await BookExtract.ReadAsync(harness.OwnerConnectionString, heads), await BookExtract.ReadAsync(empty.OwnerConnectionString, heads));
        output.WriteLine($"seed {seed}: {before.Values.Sum()} entries before, {heads.Values.Sum()} in the backup, {after.Values.Sum()} at the end");
    }

    [Fact]
    public async Task A_torn_copy_would_be_seen()
    {
        using var folder = new BackupFolder();
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await Scene.OpenAsync(harness, journal);
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 100));
        await JournalHarness.DoneAsync(journal, harness.Use("acme", "e1", 5_000));
        await BackupWriter.WriteAsync(PlaceOf(harness.OwnerConnectionString), folder.File(), CancellationToken.None);
        await using var empty = await PostgresFixture.CreateEmptyDatabaseAsync();
        await RestoreAsync(folder.File(), empty.OwnerConnectionString);
        var heads = await BookExtract.HeadsAsync(empty.OwnerConnectionString);

        // As if the entry had been copied before, and its book after the last one.
        await Sql.RunAsync(empty.OwnerConnectionString, "DELETE FROM entry e USING book b WHERE b.book_id = e.book_id AND b.account = 'acme' AND e.seq = b.seq");

        Assert.NotEqual(await BookExtract.ReadAsync(harness.OwnerConnectionString, heads), await BookExtract.ReadAsync(empty.OwnerConnectionString, heads));
        Assert.NotEmpty((await Verifier.RunAsync(empty.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).Broken);
    }

    [Fact]
    public async Task A_restored_ledger_goes_on_where_it_was_and_knows_what_it_has_seen()
    {
        using var folder = new BackupFolder();
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 100));
        await JournalHarness.DoneAsync(journal, harness.Use("acme", "e1", 5_000));
        await BackupWriter.WriteAsync(PlaceOf(harness.OwnerConnectionString), folder.File(), CancellationToken.None);

        await using var empty = await PostgresFixture.CreateEmptyDatabaseAsync();
        await RestoreAsync(folder.File(), empty.OwnerConnectionString);
        await using var again = await JournalHarness.OnAsync(empty.AppConnectionString, empty.OwnerConnectionString);
        var resumed = again.Start();
        var repeated = await JournalHarness.DoneAsync(resumed, again.Use("acme", "e1", 5_000));
        var next = await JournalHarness.DoneAsync(resumed, again.Use("acme", "e2", 1_000));

        Assert.True(Assert.IsType<Charging.Decided>(repeated.Outcome).IsRepeated);
        Assert.False(Assert.IsType<Charging.Decided>(next.Outcome).IsRepeated);
        Assert.Equal(4, await Sql.ReadAsync<long>(empty.OwnerConnectionString, "SELECT seq FROM book WHERE account = 'acme'"));
    }

    private static BackupPlace PlaceOf(string owner) => new(owner, owner, null);

    private static async Task<BackupManifest> RestoreAsync(string file, string owner)
    {
        var manifest = await BackupReader.CheckAsync(file, CancellationToken.None);
        await BackupRestore.RestoreAsync(PlaceOf(owner), file, manifest, CancellationToken.None);
        return manifest;
    }
}
