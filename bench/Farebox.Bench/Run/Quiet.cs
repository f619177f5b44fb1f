using System.Diagnostics;
using Farebox.Bench.Server;

namespace Farebox.Bench.Run;

/// <summary>Waits until Farebox has brought its projections up to date and no table is being vacuumed.</summary>
/// <remarks>Each round begins with the naive column, which shall not pay for what the rows of the last round have put off.</remarks>
public sealed class Quiet(IReadOnlyList<BenchDatabase> databases)
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    public async Task WaitAsync(CancellationToken cancellation)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < PatienceMax;)
        {
            if (await IsQuietAsync(cancellation)) return;
            await Task.Delay(Step, cancellation);
        }
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancellation)
    {
        foreach (var database in databases)
        {
            if (await database.IsBusyAsync(cancellation)) return false;
        }

        return true;
    }
}
