using System.Runtime.InteropServices;
using Farebox.Charging;

namespace Farebox.Postgres.Journal;

/// <summary>The commands that wait for a writer: bounded, and handed over all at once, so that a batch is whatever came while the last one committed.</summary>
/// <remarks>
/// Waking a thread costs more than a small batch, so nobody is woken who would find nothing: a lane that has come to the end
/// of a batch takes the next one itself, and only one that rests is rung for.
/// </remarks>
internal sealed class WriterQueue(int capacity, int lanes)
{
    /// <summary>Commands that make a second batch at once worth while.</summary>
    private const int OverlapMin = 256;

    private readonly object _gate = new();
    private readonly Bell[] _bells = [.. Enumerable.Range(0, lanes).Select(static _ => new Bell())];
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

    /// <summary>
    /// While another batch is on its way, a second one is worth its own transaction only when enough has gathered; what was
    /// taken counts as on its way until <see cref="Finish"/>.
    /// </summary>
    private bool IsWorthTaking => _waiting.Count > 0 && (_underWay == 0 || _waiting.Count >= OverlapMin || _isClosed);

    private bool IsOver => _isClosed && _waiting.Count == 0 && _claimed == 0;

    /// <summary>Takes a command in, unless the queue is full or closed.</summary>
    public bool TryAdd(Pending pending)
    {
        Bell? bell;
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _claimed >= capacity) return false;
            _waiting.Add(pending);
            bell = Resting();
        }

        bell?.Ring();
        return true;
    }

    /// <summary>Takes in all commands or none.</summary>
    public bool TryAddAll(ReadOnlySpan<Pending> pending)
    {
        Bell? bell;
        lock (_gate)
        {
            if (_isClosed || _waiting.Count + _claimed + pending.Length > capacity) return false;
            _waiting.AddRange(pending);
            bell = Resting();
        }

        bell?.Ring();
        return true;
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
            if (!_isClosed) return;
        }

        // A queue that was closed meanwhile waits for nothing but this.
        RingAll();
    }

    /// <summary>Takes in commands for which room was claimed. A queue that is closing still hands them over.</summary>
    public void AddClaimed(ReadOnlySpan<Pending> pending)
    {
        Bell? bell;
        lock (_gate)
        {
            _claimed -= pending.Length;
            _waiting.AddRange(pending);
            bell = Resting();
        }

        bell?.Ring();
    }

    /// <summary>Moves up to <paramref name="max"/> commands into <paramref name="batch"/>, oldest first, if that many are worth a batch now.</summary>
    public bool TryTake(List<Pending> batch, int max)
    {
        Bell? bell;
        lock (_gate)
        {
            if (!IsWorthTaking) return false;

            var count = Math.Min(max, _waiting.Count);
            batch.AddRange(CollectionsMarshal.AsSpan(_waiting)[..count]);
            _waiting.RemoveRange(0, count);
            _underWay++;
            bell = Resting();
        }

        bell?.Ring();
        return true;
    }

    /// <summary>Rests until there is something to take.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Await(int lane)
    {
        var bell = _bells[lane];
        lock (bell)
        {
            while (true)
            {
                lock (_gate)
                {
                    bell.IsAwaited = !IsWorthTaking;
                    if (!bell.IsAwaited) return true;
                    if (IsOver) return false;
                }

                Monitor.Wait(bell);
            }
        }
    }

    /// <summary>A batch that was taken has come to its end. Whoever says so takes the next one.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _underWay--;
            if (!_isClosed) return;
        }

        // What was claimed when the queue was closed is through, perhaps.
        RingAll();
    }

    /// <summary>Takes nothing more in; what waits is still handed over.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
        RingAll();
    }

    /// <summary>The first lane that rests, when there is something for it and nobody else is about to look. It is rung for once.</summary>
    private Bell? Resting()
    {
        if (!IsWorthTaking) return null;

        Bell? first = null;
        var awake = 0;
        foreach (var bell in _bells)
        {
            if (!bell.IsAwaited) awake++;
            else first ??= bell;
        }

        if (first is null || awake > _underWay) return null;
        first.IsAwaited = false;
        return first;
    }

    private void RingAll()
    {
        foreach (var bell in _bells) bell.Ring();
    }

    /// <summary>Wakes one lane. It is rung outside of the gate, and heard because whoever rests looks before he waits.</summary>
    private sealed class Bell
    {
        public bool IsAwaited { get; set; }

        public void Ring()
        {
            lock (this) Monitor.Pulse(this);
        }
    }
}

/// <summary>A command in a queue, and who waits for it.</summary>
internal readonly record struct Pending(Command Command, Submission Submission);
