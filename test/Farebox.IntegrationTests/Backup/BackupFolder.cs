namespace Farebox.IntegrationTests.Backup;

/// <summary>A folder for one test's backups, removed with it.</summary>
internal sealed class BackupFolder : IDisposable
{
    public BackupFolder() => Directory.CreateDirectory(Location);

    public string Location { get; } = $"/tmp/farebox-backup-{Guid.CreateVersion7():N}";

    public string File(string name = "one.backup") => Path.Combine(Location, name);

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
