using System.Runtime.InteropServices;
using Farebox.Charging;

namespace Farebox.Postgres.Journal;

/// <summary>The commands that wait for a writer: bounded, and handed over all at once, so that a batch is whatever came while the last one committed.</summary>
internal sealed class WriterQueue(int capacity)
{
    /// <summary>Commands that make a second batch at once worth while.</summary>
    private const int OverlapMin = 256;

    private readonly object _gate = new();
    private readonly List<Pending> _waiting = [];
    private int _claimed;
    private int _underWay;
    private bool _isClosed;

    /// <summary>How many commands wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Takes a command in, unless the queue is full or closed.</summary>
    public bool TryAdd(Pending pending)
    {
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _claimed >= capacity) return false;
            _waiting.Add(pending);
            if (_waiting.Count is 1 or OverlapMin) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes in all commands or none.</summary>
    public bool TryAddAll(ReadOnlySpan<Pending> pending)
    {
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _claimed + pending.Length > capacity) return false;
            _waiting.AddRange(pending);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Keeps room for commands that are added once every queue concerned has room.</summary>
    public bool TryClaim(int count)
    {
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _claimed + count > capacity) return false;
            _claimed += count;
            return true;
        }
    }

    /// <summary>Gives claimed room back.</summary>
    public void Unclaim(int count)
    {
        lock (_gate)
        {
            _claimed -= count;

            // A queue that was closed meanwhile waits for nothing but this.
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes in commands for which room was claimed. A queue that is closing still hands them over.</summary>
    public void AddClaimed(ReadOnlySpan<Pending> pending)
    {
        lock (_gate)
        {
            _claimed -= pending.Length;
            _waiting.AddRange(pending);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for commands and moves up to <paramref name="max"/> of them into <paramref name="batch"/>, oldest first.</summary>
    /// <remarks>
    /// While another batch is on its way, a second one is worth its own transaction only when enough has gathered; what is
    /// taken counts as on its way until <see cref="Finish"/>.
    /// </remarks>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<Pending> batch, int max)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 || (_underWay > 0 && _waiting.Count < OverlapMin && !_isClosed))
            {
                if (_waiting.Count == 0 && _isClosed && _claimed == 0) return false;
                Monitor.Wait(_gate);
            }

            var count = Math.Min(max, _waiting.Count);
            batch.AddRange(CollectionsMarshal.AsSpan(_waiting)[..count]);
            _waiting.RemoveRange(0, count);
            _underWay++;
            return true;
        }
    }

    /// <summary>A batch that was taken has come to its end.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _underWay--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes nothing more in; what waits is still handed over.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }
}

/// <summary>A command in a queue, and who waits for it.</summary>
internal readonly record struct Pending(Command Command, Submission Submission);
