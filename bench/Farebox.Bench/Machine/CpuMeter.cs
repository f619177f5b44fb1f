using System.Globalization;

namespace Farebox.Bench.Machine;

/// <summary>The CPU time of everything a row needs: this process, the Farebox server, and every PostgreSQL process.</summary>
public sealed class CpuMeter(int postmaster)
{
    private const int ReadingsMax = 20;

    /// <summary>The server's process while it runs; its time is part of the sum even in rows that leave it idle.</summary>
    public int? ServerProcess { get; set; }

    /// <summary>Backends that exit move their time to the postmaster, so a reading counts only when no process came or went during it.</summary>
    public double ReadSeconds()
    {
        var (ticks, children) = Sum();
        for (var reading = 0; reading < ReadingsMax; reading++)
        {
            var (again, same) = Sum();
            if (same.SetEquals(children)) return (double)again / ProcessTimes.TicksPerSecond;
            (ticks, children) = (again, same);
        }

        return (double)ticks / ProcessTimes.TicksPerSecond;
    }

    private (long Ticks, HashSet<int> Children) Sum()
    {
        var children = new HashSet<int>();
        var ticks = WithChildren(Environment.ProcessId) + WithChildren(postmaster);
        if (ServerProcess is { } server) ticks += WithChildren(server);

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)) continue;
            if (ProcessTimes.Read(process) is not { } times || times.Parent != postmaster) continue;
            children.Add(process);
            ticks += times.OwnTicks;
        }

        return (ticks, children);
    }

    private static long WithChildren(int process) =>
        ProcessTimes.Read(process) is { } times ? times.OwnTicks + times.ChildTicks : 0;
}
