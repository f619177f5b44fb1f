using Farebox.Charging;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Commits what its queue gathers, one transaction per batch: while one batch commits, the next one gathers.</summary>
/// <remarks>
/// Callers hear only after COMMIT. Runs on a thread of its own with blocking calls: a writer that waits for a pool thread
/// stalls every book it has.
/// </remarks>
internal sealed class Writer : IDisposable
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    /// <summary>Up to here arrays in one message win; above, COPY does.</summary>
    private const int ArrayRowsMax = 200;

    /// <summary>How often one batch is repeated for a passing reason before it is taken apart.</summary>
    private const int PassingMax = 20;

    private readonly JournalOptions _options;
    private readonly WriterConnection _connection;
    private readonly BookCache _cache;
    private readonly BatchBooks _books;
    private readonly BatchDecisions _decisions;
    private readonly JournalBatch _batch = new();
    private readonly CopyAppend _copy = new();
    private readonly HashSet<(int Year, int Month)> _months = [];
    private readonly Thread _thread;
    private readonly CancellationTokenSource _stopping = new();
    private Catalog _catalog = Catalog.Empty;

    public Writer(JournalOptions options, int number)
    {
        _options = options;
        _connection = new(options.ConnectionString);
        _cache = new(options.BooksMax);
        _books = new(_connection, _cache, options.TenantId);
        _decisions = new(_books, new(_connection, _books, options.TenantId, () => _catalog), options);
        Queue = new(options.QueueMax);
        _thread = new(Run) { Name = $"farebox writer {number}", IsBackground = true };
    }

    public WriterQueue Queue { get; }

    public void Start() => _thread.Start();

    /// <summary>Commits what was accepted, as long as the database lets it, and stops.</summary>
    public void Stop(TimeSpan patience)
    {
        Queue.Close();
        if (_thread.Join(patience)) return;

        // A server that hangs lets nobody go; the thread ends with the process then, and its callers have their own deadlines.
        _stopping.Cancel();
        _thread.Join(patience / 4);
    }

    public void Dispose()
    {
        if (_thread.IsAlive) return;
        _connection.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        var pending = new List<Pending>();
        while (Queue.Take(pending, _options.BatchMax))
        {
            Settle(pending);
            foreach (var item in pending) item.Submission.Complete();
            pending.Clear();
        }
    }

    /// <summary>Brings a batch to an end, whatever happens: every command has its outcome when this returns.</summary>
    /// <param name="pending">The batch.</param>
    /// <param name="isInDoubt">Whether an earlier attempt may still be committed.</param>
    private void Settle(List<Pending> pending, bool isInDoubt = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Process(pending);
                return;
            }
            catch (Exception failure)
            {
                var fault = Faults.Classify(failure);
                isInDoubt |= fault == Fault.Unknown;
                Recover(fault, failure);
                if (fault == Fault.Refused || (fault == Fault.Passing && attempt >= PassingMax))
                {
                    Apart(pending, failure, isInDoubt || fault == Fault.Passing);
                    return;
                }

                if (!Pause(attempt))
                {
                    foreach (var item in pending) item.Command.Outcome = new Unknown();
                    return;
                }
            }
        }
    }

    /// <summary>One command that the database refuses must not hurt its neighbours. Halving finds it in few commits.</summary>
    private void Apart(List<Pending> pending, Exception failure, bool isInDoubt)
    {
        if (pending.Count == 1)
        {
            // "Nothing was kept" may only be said when no attempt can still arrive.
            pending[0].Command.Outcome = isInDoubt ? new Unknown() : new Failed(failure.GetType().Name);
            return;
        }

        var half = pending.Count / 2;
        Settle(pending.GetRange(0, half), isInDoubt);
        Settle(pending.GetRange(half, pending.Count - half), isInDoubt);
    }

    private void Recover(Fault fault, Exception failure)
    {
        _books.Drop();
        _batch.Clear();
        _months.Clear();

        // A refusal may come of the session itself, such as a prepared statement that a migration has made obsolete.
        if (fault == Fault.Passing) _connection.Abandon();
        else _connection.Discard();
        _options.OnFault($"A batch was {fault.ToString().ToLowerInvariant()}", failure);
    }

    /// <returns>False when the writer is to stop instead of trying again.</returns>
    private bool Pause(int attempt)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(10 << Math.Min(attempt, 10), PauseMax.TotalMilliseconds));
        return !_stopping.Token.WaitHandle.WaitOne(pause);
    }

    private void Process(List<Pending> pending)
    {
        _batch.Clear();
        _connection.Open();
        _catalog = _books.Begin(pending, _catalog, Refresh);
        _decisions.Decide(pending, _batch, _catalog);
        if (_batch.IsEmpty && !Repeats(pending)) _connection.Abandon();
        else Commit(pending);
        _cache.EndBatch();
    }

    /// <summary>
    /// What an earlier commit left in doubt may be answered again only after a commit that waited for it: an entry can be
    /// seen on this server before its standby has it. The locks write to the log, so this commit waits although it changes nothing.
    /// </summary>
    private static bool Repeats(List<Pending> pending) => pending.Exists(item => item.Command.Outcome is Decided);

    /// <summary>Step 4: everything the batch changes, and COMMIT, after which it may be told.</summary>
    private void Commit(List<Pending> pending)
    {
        var month = (_books.Now.Year, _books.Now.Month);
        var isLarge = _batch.Rows.Count > ArrayRowsMax;
        foreach (var cached in _batch.Checkpoints) cached.CheckpointSeq = cached.Book.Seq;
        if (isLarge)
        {
            if (_batch.Bodies > 0 && !_months.Contains(month)) EnsureMonths();
            _copy.Send(_connection.Current, _batch);
        }

        using (var command = new NpgsqlBatch(_connection.Current))
        {
            if (!isLarge && _batch.Rows.Count > 0)
            {
                if (_batch.Bodies > 0 && !_months.Contains(month)) EnsureMonths();
                ArrayAppend.AddTo(command, _batch);
            }

            ProjectionAppend.AddTo(command, _batch);
            command.Add("COMMIT");
            command.ExecuteNonQuery();
        }

        if (_batch.Bodies > 0) _months.Add(month);
        foreach (var cached in _batch.Checkpoints) cached.MarkSaved();
        if (!_connection.IsCommitInDoubt) return;

        // The server committed but a standby did not: the entries may be lost with the server, so they are not acknowledged.
        foreach (var item in pending) item.Command.Outcome = new Unknown();
        _connection.Discard();
        _books.Drop();
    }

    private void EnsureMonths()
    {
        using var ensure = new NpgsqlBatch(_connection.Current);
        foreach (var at in _batch.Rows.Select(row => row.Entry.RecordedAt).DistinctBy(at => (at.Year, at.Month))) ensure.Add(JournalSql.EnsureMonth).With(at);
        ensure.ExecuteNonQuery();
    }

    private Catalog Refresh(Catalog catalog, long configSeq) =>
        catalog.ConfigSeq >= configSeq ? catalog : _options.LoadCatalog(catalog, _stopping.Token).GetAwaiter().GetResult();
}
