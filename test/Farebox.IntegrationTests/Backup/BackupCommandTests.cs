using System.Runtime.Versioning;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Backup;

[SupportedOSPlatform("linux")]
public sealed class BackupCommandTests
{
    [Fact]
    public async Task What_the_private_database_holds_comes_back_in_another_folder()
    {
        using var folder = new BackupFolder();
        var (first, second) = (TemporaryFolder.Create(), TemporaryFolder.Create());
        var made = await FareboxProgram.RunAsync(["keys", "create"], ("FAREBOX_DATA", first), ("FAREBOX_DATABASE", null));
        var key = made.Output.Split(' ')[0];

        var backup = await FareboxProgram.RunAsync(["backup", folder.Location], ("FAREBOX_DATA", first), ("FAREBOX_DATABASE", null));
        var file = Assert.Single(Directory.GetFiles(folder.Location));
        var restore = await FareboxProgram.RunAsync(["restore", file], ("FAREBOX_DATA", second), ("FAREBOX_DATABASE", null));
        var keys = await FareboxProgram.RunAsync(["keys", "list"], ("FAREBOX_DATA", second), ("FAREBOX_DATABASE", null));

        Assert.Equal((0, 0, 0), (made.ExitCode, backup.ExitCode, restore.ExitCode));
        Assert.Matches(@"/farebox-\d{8}T\d{6}Z\.backup$", file);
        Assert.Contains("Every check holds", restore.Output, StringComparison.Ordinal);
        Assert.Contains(key.TrimEnd('.'), keys.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_pg_dump_or_with_an_old_one_is_told_what_to_install()
    {
        using var folder = new BackupFolder();
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        var none = Directory.CreateDirectory(folder.File("none")).FullName;
        var old = Directory.CreateDirectory(folder.File("old")).FullName;
        await File.WriteAllTextAsync(Path.Combine(old, "pg_dump"), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        File.SetUnixFileMode(Path.Combine(old, "pg_dump"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var missing = await BackupAsync(none);
        var tooOld = await BackupAsync(old);

        Assert.Equal((1, 1), (missing.ExitCode, tooOld.ExitCode));
        Assert.Matches(@"pg_dump is not installed\. Install it \(apt-get install --yes postgresql-client-\d+;", missing.Output);
        Assert.Matches(@"/old/pg_dump is of PostgreSQL 9, but \d+ or newer is needed here\.", tooOld.Output);

        Task<FareboxProgram.Ended> BackupAsync(string bin) =>
            FareboxProgram.RunAsync(["backup", folder.File("x")], ("FAREBOX_DATABASE", database.OwnerConnectionString), ("FAREBOX_PG_BIN", bin));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task A_command_without_its_file_says_how_it_is_used(string command)
    {
        var ended = await FareboxProgram.RunAsync([command], ("FAREBOX_DATABASE", "Host=nowhere"));

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith($"farebox {command} ", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_makes_no_database()
    {
        using var folder = new BackupFolder();
        await File.WriteAllTextAsync(folder.File(), "not a backup");

        var ended = await FareboxProgram.RunAsync(["restore", folder.File()], ("FAREBOX_DATA", folder.File("data")), ("FAREBOX_DATABASE", null));

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("is damaged or no backup", ended.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }
}
