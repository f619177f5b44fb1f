namespace Farebox.Postgres.Journal;

/// <summary>Commits what its queue gathers, one transaction per batch: while one batch commits, the next one gathers.</summary>
internal sealed class Writer : IDisposable
{
    private const int Lanes = 2;

    /// <summary>How often one batch is repeated for a passing reason before it is taken apart.</summary>
    private const int PassingMax = 20;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    private readonly JournalOptions _options;
    private readonly object _intake = new();
    private readonly TurnOrder _order;
    private readonly BookCache _cache;
    private readonly Lane[] _lanes;
    private readonly Thread[] _threads;
    private readonly CancellationTokenSource _stopping = new();

    public Writer(JournalOptions options, int number)
    {
        _options = options;
        Queue = new(options.QueueMax, Lanes);
        _cache = new(options.BooksMax);
        _order = new(options.AheadMax);
        var months = new System.Collections.Concurrent.ConcurrentDictionary<(int, int), bool>();
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new Lane(options, _cache, months, _stopping.Token))];
        Lane.Pair(_lanes[0], _lanes[1]);
        _threads = [.. _lanes.Select((lane, index) => new Thread(() => Run(lane, index)) { Name = $"farebox {number}.{index + 1}", IsBackground = true })];
    }

    public WriterQueue Queue { get; }

    /// <summary>How many books are in memory, at about this moment.</summary>
    public int Books => _cache.Count;

    public bool IsAlive => Array.TrueForAll(_threads, static thread => thread.IsAlive);

    public void Start() => Array.ForEach(_threads, thread => thread.Start());

    /// <summary>Commits what was accepted, as long as the database lets it, and stops.</summary>
    public void Stop(TimeSpan patience)
    {
        Queue.Close();
        if (Array.TrueForAll(_threads, thread => thread.Join(patience))) return;

        // A server that hangs lets nobody go; the threads end with the process then, and their callers have their own deadlines.
        _stopping.Cancel();
        foreach (var thread in _threads) thread.Join(patience / 4);
    }

    public void Dispose()
    {
        if (Array.Exists(_threads, thread => thread.IsAlive)) return;
        foreach (var lane in _lanes) lane.Dispose();
        _stopping.Dispose();
    }

    private void Run(Lane lane, int number)
    {
        var pending = new List<Pending>();
        var turn = new Turn(_order);
        while (Take(pending, turn, number))
        {
            using (var span = JournalMeter.Source.StartActivity("journal.batch"))
            {
                span?.SetTag("farebox.journal.batch.size", pending.Count);
                Settle(lane, pending, turn, mayAssume: true);
            }

            turn.End();
            _options.Meter.Settled(pending);
            Answers.Tell(pending);
            pending.Clear();
            Queue.Finish();
        }
    }

    /// <summary>Batches are decided in the order they were taken: the turn is taken before the next lane may take a batch.</summary>
    private bool Take(List<Pending> pending, Turn turn, int number)
    {
        do
        {
            lock (_intake)
            {
                if (!Queue.TryTake(pending, _options.BatchMax)) continue;
                turn.Begin();
                return true;
            }
        }
        while (Queue.Await(number));
        return false;
    }

    /// <summary>Brings a batch to an end, whatever happens: every command has its outcome when this returns.</summary>
    /// <param name="turn">Held; given back when this returns.</param>
    /// <param name="mayAssume">Whether memory may be trusted at first.</param>
    /// <param name="isInDoubt">Whether an earlier attempt may still be committed.</param>
    private void Settle(Lane lane, List<Pending> pending, Turn turn, bool mayAssume, bool isInDoubt = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                lane.Process(pending, turn, mayAssume && attempt == 1);
                turn.GiveBack();
                return;
            }
            catch (Exception failure)
            {
                var fault = Recover(lane, turn, failure);
                isInDoubt |= fault == Fault.Unknown;
                if (fault == Fault.Refused || (fault != Fault.Unknown && attempt >= PassingMax))
                {
                    Apart(lane, pending, turn, failure, isInDoubt || fault != Fault.Refused);
                    return;
                }

                if (fault != Fault.Stale && !Pause(attempt))
                {
                    foreach (var item in pending) item.Command.Outcome = new Charging.Unknown();
                    return;
                }

                turn.Take();
            }
        }
    }

    /// <summary>What memory says of the batch's books may not be so, for either lane.</summary>
    private Fault Recover(Lane lane, Turn turn, Exception failure)
    {
        var fault = Faults.Classify(failure);
        _options.Meter.Faulted(fault);

        // Whoever has the turn may be waiting for this lane's locks in the database, so those are let go first.
        var hadTurn = turn.IsHeld;
        if (!hadTurn) lane.Abandon(fault);
        turn.Break(isShy: failure is not StaleMemoryException);
        if (!hadTurn) turn.Take();
        lane.Forget(isRivalled: fault == Fault.Stale && Faults.IsRival(failure));
        if (hadTurn) lane.Abandon(fault);
        turn.GiveBack();
        if (fault != Fault.Stale) _options.OnFault($"A batch was {fault.ToString().ToLowerInvariant()}", failure);
        return fault;
    }

    /// <summary>One command that the database refuses must not hurt its neighbours. Halving finds it in few commits.</summary>
    private void Apart(Lane lane, List<Pending> pending, Turn turn, Exception failure, bool isInDoubt)
    {
        if (pending.Count == 1)
        {
            // "Nothing was kept" may only be said when no attempt can still arrive.
            pending[0].Command.Outcome = isInDoubt ? new Charging.Unknown() : new Charging.Failed(failure.GetType().Name);
            return;
        }

        var half = pending.Count / 2;
        turn.Take();
        Settle(lane, pending.GetRange(0, half), turn, mayAssume: false, isInDoubt);
        turn.Take();
        Settle(lane, pending.GetRange(half, pending.Count - half), turn, mayAssume: false, isInDoubt);
    }

    /// <returns>False when the writer is to stop instead of trying again.</returns>
    private bool Pause(int attempt)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(5 << Math.Min(attempt, 10), PauseMax.TotalMilliseconds));
        return !_stopping.Token.WaitHandle.WaitOne(pause);
    }
}
