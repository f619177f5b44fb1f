using Farebox.Postgres.Embedded;

namespace Farebox.Bench.Server;

/// <summary>
/// The folder of one run, on the disk that would hold a user's data: a temporary folder may be in memory, where a flush costs nothing.
/// One run at a time holds it; what a run that was killed left behind is removed by the next.
/// </summary>
public sealed class BenchFolder : IAsyncDisposable
{
    private readonly FileStream _lock;

    private BenchFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public static async Task<BenchFolder> TakeAsync(CancellationToken cancellation)
    {
        var path = EmbeddedOptions.DefaultDataFolder + "-bench";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var folder = new BenchFolder(path, Lock(path + ".lock"));
        await folder.RemoveAsync(cancellation);
        Directory.CreateDirectory(path);
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(CancellationToken.None);
        File.Delete(_lock.Name);
        await _lock.DisposeAsync();
    }

    /// <summary>A server of a run that was killed still serves the folder; adopting it is how it is stopped.</summary>
    private async Task RemoveAsync(CancellationToken cancellation)
    {
        if (File.Exists(System.IO.Path.Combine(Path, "postgres", "postmaster.pid")))
        {
            await using var left = await EmbeddedPostgres.StartAsync(new() { DataFolder = Path }, cancellation);
            await left.StopAsync(StopMode.Immediate);
        }

        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static FileStream Lock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new BenchException($"Another bench is running (it holds {file}); their figures would spoil one another.", held);
        }
    }
}
