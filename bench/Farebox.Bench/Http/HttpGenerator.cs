using System.Diagnostics;
using System.Net;
using Farebox.Bench.Run;
using Farebox.Bench.Statistics;

namespace Farebox.Bench.Http;

/// <summary>Keeps one request under way on each of its connections, from one thread, with no allocation per request.</summary>
/// <remarks>It runs in the bench's process and shares the machine's cores with the server and the database; its CPU is in every figure.</remarks>
public sealed class HttpGenerator(IPEndPoint server, IReadOnlyList<IRequestSource> sources)
{
    private const int PollMilliseconds = 20;

    /// <summary>A request that is not answered by then is a defect of the server, not a latency.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    private readonly LatencyHistogram _latency = new();
    private long _counted;
    private long _all;

    /// <summary>Until the window closes; then waits for the answers still under way.</summary>
    public async Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        await window.PassAsync(OnOwnThread(window), cancellation);
        return new(_counted, _all, _latency);
    }

    /// <summary>Sends all that the sources have.</summary>
    public long RunToEnd()
    {
        Loop(_ => true, () => false);
        return _all;
    }

    private Task OnOwnThread(MeasuredWindow window)
    {
        var done = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            try
            {
                Loop(window.Contains, () => window.IsClosed);
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        })
        { Name = "http generator", IsBackground = true };
        thread.Start();
        return done.Task;
    }

    private void Loop(Func<long, bool> counts, Func<bool> isOver)
    {
        var connections = sources.Select(source => HttpConnection.Open(server, source)).ToArray();
        try
        {
            var entries = connections.Select(connection => new Poller.Entry { Socket = connection.Descriptor }).ToArray();
            foreach (var connection in connections) connection.Begin();
            while (Ask(connections, entries))
            {
                Poller.Wait(entries, PollMilliseconds);
                for (var i = 0; i < connections.Length; i++) Serve(connections[i], entries[i].Ready, counts, isOver);
                RefuseToWaitForever(connections);
            }
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    /// <summary>False when no connection waits for anything.</summary>
    private static bool Ask(HttpConnection[] connections, Poller.Entry[] entries)
    {
        var any = false;
        for (var i = 0; i < connections.Length; i++)
        {
            // A negative descriptor is one that poll leaves out.
            entries[i].Socket = connections[i].IsIdle ? -1 : connections[i].Descriptor;
            entries[i].Asked = connections[i].WantsToWrite ? (short)(Poller.CanRead | Poller.CanWrite) : Poller.CanRead;
            any |= !connections[i].IsIdle;
        }

        return any;
    }

    private static void RefuseToWaitForever(HttpConnection[] connections)
    {
        var oldest = long.MaxValue;
        foreach (var connection in connections)
        {
            if (!connection.IsIdle) oldest = Math.Min(oldest, connection.SentAt);
        }

        if (oldest != long.MaxValue && Stopwatch.GetElapsedTime(oldest) > AnswerMax) throw new TimeoutException($"No answer within {AnswerMax}.");
    }

    private void Serve(HttpConnection connection, short ready, Func<long, bool> counts, Func<bool> isOver)
    {
        if (ready == 0) return;
        if (connection.WantsToWrite) connection.Write();
        if (connection.Read() is not { } operations) return;

        _all += operations;
        if (counts(connection.AnsweredAt))
        {
            _counted += operations;
            _latency.RecordSpan(connection.SentAt, connection.AnsweredAt);
        }

        if (!isOver()) connection.Begin();
    }
}
