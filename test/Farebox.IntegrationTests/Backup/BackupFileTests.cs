using System.Runtime.Versioning;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Backup;

namespace Farebox.IntegrationTests.Backup;

[SupportedOSPlatform("linux")]
public sealed class BackupFileTests : IAsyncLifetime, IDisposable
{
    private readonly BackupFolder _folder = new();
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresFixture.CreateDatabaseAsync();
        await BackupWriter.WriteAsync(Place, _folder.File(), CancellationToken.None);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private BackupPlace Place => new(_database.OwnerConnectionString, _database.OwnerConnectionString, null);

    [Fact]
    public async Task A_whole_file_is_believed_and_only_its_owner_may_read_it()
    {
        var manifest = await BackupReader.CheckAsync(_folder.File(), CancellationToken.None);

        Assert.Equal(0, manifest.Rows["entry"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File()));
        Assert.Equal([_folder.File()], Directory.GetFiles(_folder.Location));
    }

    [Fact]
    public async Task A_flipped_bit_is_found_wherever_it_is()
    {
        var whole = await File.ReadAllBytesAsync(_folder.File());
        var random = new Random(7);
        var places = Enumerable.Range(0, 60).Select(_ => random.Next(whole.Length)).Where(at => !IsPadding(whole, at)).Append(600).ToList();
        foreach (var at in places)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(_folder.File("damaged"), damaged);
            var refusal = await Record.ExceptionAsync(() => BackupReader.CheckAsync(_folder.File("damaged"), CancellationToken.None));
            Assert.True(refusal is BackupException, $"The bit at {at} of {whole.Length} was not found: {refusal}");
        }

        Assert.True(places.Count > 30);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(_folder.File());
        foreach (var length in new[] { 0, 1, 511, 512, 5_000, whole.Length - 2_600 })
        {
            await File.WriteAllBytesAsync(_folder.File("cut"), whole[..length]);
            await Assert.ThrowsAsync<BackupException>(() => BackupReader.CheckAsync(_folder.File("cut"), CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_refused_and_stays_as_it_is()
    {
        await Sql.RunAsync(_database.OwnerConnectionString, "INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES (77, 'mine', false)");
        var manifest = await BackupReader.CheckAsync(_folder.File(), CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => BackupRestore.RestoreAsync(Place, _folder.File(), manifest, CancellationToken.None));

        Assert.Contains("to an empty place only", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Sql.ReadAsync<long>(_database.OwnerConnectionString, "SELECT count(*) FROM tenant"));
    }

    [Fact]
    public async Task A_backup_of_a_later_schema_or_of_a_later_server_is_refused()
    {
        await using var empty = await PostgresFixture.CreateEmptyDatabaseAsync();
        var place = new BackupPlace(empty.OwnerConnectionString, empty.OwnerConnectionString, null);
        var manifest = await BackupReader.CheckAsync(_folder.File(), CancellationToken.None);

        var schema = await Assert.ThrowsAsync<BackupException>(() => Restore(manifest with { Schema = 999, Farebox = "7.8.9" }));
        var server = await Assert.ThrowsAsync<BackupException>(() => Restore(manifest with { Postgres = 99 }));

        Assert.Contains("Farebox 7.8.9 or newer", schema.Message, StringComparison.Ordinal);
        Assert.Contains("taken from PostgreSQL 99", server.Message, StringComparison.Ordinal);
        Assert.Null(await Sql.ReadAsync<string>(empty.OwnerConnectionString, "SELECT to_regclass('book')::text"));

        Task Restore(BackupManifest claimed) => BackupRestore.RestoreAsync(place, _folder.File(), claimed, CancellationToken.None);
    }

    [Fact]
    public async Task A_full_disk_ends_the_backup_with_a_sentence_and_leaves_nothing()
    {
        // What is written under the passing name goes to a device that is always full.
        File.CreateSymbolicLink(_folder.File("full.part"), "/dev/full");

        var refusal = await Assert.ThrowsAsync<BackupException>(() => BackupWriter.WriteAsync(Place, _folder.File("full"), CancellationToken.None));

        Assert.Contains("No space left on device", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File()], Directory.GetFiles(_folder.Location));
    }

    [Fact]
    public async Task A_backup_is_never_overwritten()
    {
        var before = await File.ReadAllBytesAsync(_folder.File());

        await Assert.ThrowsAsync<BackupException>(() => BackupWriter.WriteAsync(Place, _folder.File(), CancellationToken.None));

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File()));
    }

    // A tar fills up to whole blocks with zeros that mean nothing; header blocks have a sum of their own.
    private static bool IsPadding(byte[] whole, int at)
    {
        var end = at;
        while (end < whole.Length && whole[end] == 0) end++;
        return end == whole.Length || (end - at > 8) || (at > 8 && whole.AsSpan(at - 8, 9).IndexOfAnyExcept((byte)0) < 0);
    }
}
