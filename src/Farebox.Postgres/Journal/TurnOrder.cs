using System.Diagnostics;

namespace Farebox.Postgres.Journal;

/// <summary>The order of a writer's batches, and which of them have rows in the database ahead of the batch before.</summary>
/// <remarks>
/// Rows that are ahead hold the numbers of entries and the identities that a predecessor may need when it has to be decided
/// again. PostgreSQL cannot see that they wait for it, so the two rules that keep them from waiting for each other stand here:
/// a batch that failed decides again only when nothing is ahead of it any more, and nobody stays ahead for long.
/// </remarks>
internal sealed class TurnOrder(TimeSpan aheadMax)
{
    /// <summary>After a failure or a withdrawal so many batches wait their turn: two nodes on one book would only stop each other.</summary>
    private const int ShyBatches = 256;

    private readonly object _gate = new();
    private readonly List<long> _ahead = [];
    private long _next;
    private long _ended;
    private long _broken = -1;
    private long _aheadFrom;

    /// <summary>Held by the lane that touches the books.</summary>
    public object Books { get; } = new();

    /// <summary>The number of a new batch. The caller holds the books.</summary>
    public long Next() => _next++;

    public void AwaitPredecessorOf(long number)
    {
        lock (_gate)
        {
            while (_ended < number) Monitor.Wait(_gate);
        }
    }

    /// <summary>Asks to send rows while the batch before is on its way.</summary>
    /// <returns>False when there is nothing to be ahead of, or when it has failed and may need the same numbers and identities.</returns>
    public bool TryGoAhead(long number)
    {
        lock (_gate)
        {
            if (_ended >= number || IsBroken || number < _aheadFrom) return false;
            _ahead.Add(number);
            return true;
        }
    }

    /// <summary>Waits, with rows in the database, until the batch before has come to its end.</summary>
    /// <returns>False when the rows have to be taken back first, which ends with <see cref="Withdraw"/>.</returns>
    public bool AwaitAhead(long number)
    {
        var began = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_ended < number)
            {
                var left = aheadMax - Stopwatch.GetElapsedTime(began);
                if (IsBroken || left <= TimeSpan.Zero)
                {
                    _aheadFrom = number + ShyBatches;
                    return false;
                }

                Monitor.Wait(_gate, left);
            }

            _ahead.Remove(number);
            return true;
        }
    }

    /// <summary>The batch has nothing in the database any more.</summary>
    public void Withdraw(long number)
    {
        lock (_gate)
        {
            if (_ahead.Remove(number)) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// A batch has failed and its transaction is over: returns when no later one has rows in the database, so that it may be
    /// decided again with whatever numbers come.
    /// </summary>
    /// <param name="isShy">Whether more than this one batch's memory may be wrong, so that nobody goes ahead for a while.</param>
    public void Break(long number, bool isShy)
    {
        lock (_gate)
        {
            _ahead.Remove(number);
            _broken = Math.Max(_broken, number);
            if (isShy) _aheadFrom = number + ShyBatches;
            Monitor.PulseAll(_gate);
            while (_ahead.Exists(other => other > number)) Monitor.Wait(_gate);
        }
    }

    public void End(long number)
    {
        lock (_gate)
        {
            _ended = number + 1;
            Monitor.PulseAll(_gate);
        }
    }

    private bool IsBroken => _broken >= _ended;
}
