using System.Diagnostics;
using Farebox.Bench.Machine;
using Farebox.Bench.Server;

namespace Farebox.Bench.Run;

/// <summary>The part of a row that counts: what is acknowledged inside it, and the CPU and write-ahead log spent between its ends.</summary>
public sealed class MeasuredWindow(CpuMeter cpu, BenchDatabase database, TimeSpan warmUp, TimeSpan length)
{
    private long _openedAt = long.MaxValue;
    private long _closedAt = long.MaxValue;
    private long _walBytes;

    public TimeSpan WarmUp => warmUp;

    public TimeSpan Length => length;

    /// <summary>Loads stop asking for more once this is true; what is still unanswered is answered but not counted.</summary>
    public bool IsClosed => Volatile.Read(ref _closedAt) != long.MaxValue;

    public double Seconds => Stopwatch.GetElapsedTime(_openedAt, _closedAt).TotalSeconds;

    public double CpuSeconds { get; private set; }

    public long WalBytes => _walBytes;

    /// <summary>Half-open; the instants are readings of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public bool Contains(long timestamp) => timestamp >= Volatile.Read(ref _openedAt) && timestamp < Volatile.Read(ref _closedAt);

    /// <summary>Lets a load that is already running warm up, then measures it for the window's length. A load that fails ends the window.</summary>
    public async Task PassAsync(Task load, CancellationToken cancellation)
    {
        try
        {
            await WhileRunningAsync(load, warmUp, cancellation);
            await OpenAsync(cancellation);
            await WhileRunningAsync(load, length, cancellation);
        }
        finally
        {
            await CloseAsync(CancellationToken.None);
        }

        await load;
    }

    public async Task OpenAsync(CancellationToken cancellation)
    {
        _walBytes = -await database.WalPositionAsync(cancellation);
        CpuSeconds = -cpu.ReadSeconds();
        Volatile.Write(ref _openedAt, Stopwatch.GetTimestamp());
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _closedAt, Stopwatch.GetTimestamp());
        CpuSeconds += cpu.ReadSeconds();
        _walBytes += await database.WalPositionAsync(cancellation);
    }

    private static async Task WhileRunningAsync(Task load, TimeSpan time, CancellationToken cancellation)
    {
        var first = await Task.WhenAny(load, Task.Delay(time, cancellation));
        await first;
        if (first == load) throw new InvalidOperationException("The load ended before its window did.");
    }
}
