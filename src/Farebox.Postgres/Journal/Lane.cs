using System.Collections.Concurrent;
using Farebox.Charging;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>One of a writer's two ways to the database: while one lane's batch commits, the other decides and encodes the next.</summary>
/// <remarks>
/// Books are shared by the lanes, and touched only in turn. A batch takes books as the batch before it left them; the
/// statement that moves them on confirms that under the row lock. Callers hear only after their own COMMIT. Lanes are
/// threads of their own with blocking calls: one that waited for a pool thread would stall every book it has.
/// </remarks>
internal sealed class Lane : IDisposable
{
    /// <summary>Up to here arrays in one message win; above, COPY does.</summary>
    private const int ArrayRowsMax = 200;

    /// <summary>After another node was found at work on the same books, so many batches look before they decide.</summary>
    private const int WaryBatches = 16;

    private readonly JournalOptions _options;
    private readonly BookCache _cache;
    private readonly WriterConnection _connection;
    private readonly BatchBooks _books;
    private Lane? _other;
    private readonly BatchDecisions _decisions;
    private readonly JournalBatch _batch = new();
    private readonly CopyAppend _copy = new();
    private readonly ConcurrentDictionary<(int Year, int Month), bool> _months;
    private readonly string _lockTimeout;
    private readonly CancellationToken _stopping;
    private Catalog _catalog = Catalog.Empty;
    private int _waryFor;

    /// <param name="cache">Shared with the other lane; touched only by the holder of the turn.</param>
    /// <param name="months">Shared with the other lane: the months whose event bodies have a place.</param>
    public Lane(JournalOptions options, BookCache cache, ConcurrentDictionary<(int Year, int Month), bool> months, CancellationToken stopping)
    {
        _options = options;
        _cache = cache;
        _months = months;
        _lockTimeout = FormattableString.Invariant($"SET LOCAL lock_timeout = {(int)options.AheadMax.TotalMilliseconds}");
        _stopping = stopping;
        _connection = new(options.ConnectionString, options.SilenceMax);
        _books = new(_connection, cache, options.TenantId);
        _decisions = new(_books, new(_connection, _books, options.TenantId, () => _catalog), options);
    }

    /// <summary>Makes two lanes known to each other.</summary>
    public static void Pair(Lane first, Lane second) => (first._other, second._other) = (second, first);

    /// <summary>Decides and commits a batch.</summary>
    /// <param name="turn">Held by the caller; given back as soon as the books are decided.</param>
    /// <param name="mayAssume">Whether memory may be trusted, to be confirmed by the commit.</param>
    public void Process(List<Pending> pending, Turn turn, bool mayAssume)
    {
        _batch.Clear();
        _connection.Open();
        if (_waryFor > 0) _waryFor--;
        var assumed = mayAssume && _waryFor == 0 ? _books.Assume(pending, _other!._books, _catalog, Refresh) : null;
        if (assumed is null) turn.AwaitPredecessor();
        _catalog = assumed ?? _books.Begin(pending, _catalog, Refresh);
        _decisions.Decide(pending, _batch, _catalog);
        var month = (_books.Now.Year, _books.Now.Month);
        var projections = _batch.IsEmpty ? [] : ProjectionAppend.Of(_batch, _books.Tenant, _options.TenantId);
        _cache.EndBatch();
        turn.GiveBack();

        if (projections.Count > 0) Commit(pending, turn, assumed is not null, projections, month);
        else if (pending.Exists(static item => item.Command.Outcome is Decided)) Confirm(pending, turn, assumed is not null);
        else if (assumed is null) _connection.Abandon();
    }

    /// <summary>Ends the transaction without effect, and the session too where it may be to blame.</summary>
    public void Abandon(Fault fault)
    {
        // A refusal may come of the session itself, such as a prepared statement that a migration has made obsolete.
        if (fault is Fault.Unknown or Fault.Refused) _connection.Discard();
        else _connection.Abandon();
    }

    /// <summary>Puts everything back to where nothing is taken for granted. The caller holds the turn.</summary>
    /// <param name="isRivalled">Whether another node was found at work on the same books.</param>
    public void Forget(bool isRivalled)
    {
        if (isRivalled) _waryFor = WaryBatches;
        _months.Clear();
        _books.Drop();
        _batch.Clear();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Step 4: everything the batch changes, and COMMIT, after which it may be told.</summary>
    private void Commit(List<Pending> pending, Turn turn, bool isAssumed, List<NpgsqlBatchCommand> projections, (int Year, int Month) month)
    {
        _batch.Encode();
        var needsMonth = _batch.Bodies > 0 && !_months.ContainsKey(month);
        var isByCopy = _batch.Rows.Count > ArrayRowsMax || needsMonth;
        if (!isByCopy && _batch.Rows.Count > 0) ArrayAppend.AddTo(projections[0], _batch);
        var isAhead = isAssumed && isByCopy && !needsMonth && SendAhead(turn);
        if (!isAhead) turn.AwaitPredecessor();

        // A call outside a transaction is one of its own: a small batch goes out and comes back in one message.
        var connection = _connection.Current;
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var isOneCall = isAssumed && !isByCopy && projections.Count == 1;
        if (isAssumed && !isOneCall && !isAhead) connection.Run(JournalSql.Begin);
        Move(projections[0]);
        foreach (var projection in projections.Skip(1)) connection.Run(projection);
        if (needsMonth) EnsureMonths();
        if (isByCopy && !isAhead) _copy.Send(connection, _batch);
        if (!isOneCall) connection.Run(JournalSql.Commit);
        _options.Meter.Committed(began);
        foreach (var moved in _batch.Books) moved.Confirm();
        if (needsMonth) _months[month] = true;
        if (_connection.IsCommitInDoubt) Doubt(pending);
    }

    /// <summary>
    /// Sends the rows while the batch before is on its way; what it leaves behind is compared when it has come to its end, by
    /// the statement that moves the books.
    /// </summary>
    /// <returns>False when nothing of the batch is in the database: it waits its turn.</returns>
    private bool SendAhead(Turn turn)
    {
        if (!turn.TryGoAhead()) return false;

        // Rows of this batch may be what another node waits for that has the books' locks, so they wait for nobody for long.
        _connection.Current.Run(JournalSql.Begin);
        _connection.Current.Run(_lockTimeout);
        _copy.Send(_connection.Current, _batch);
        if (turn.AwaitAhead()) return true;

        _connection.Abandon();
        turn.Withdraw();
        _connection.Open();
        return false;
    }

    /// <summary>The statement that moves the books also tells the time for the batches to come.</summary>
    private void Move(NpgsqlBatchCommand move)
    {
        using var reader = _connection.Current.Query(move);
        reader.Read();
        var clock = reader.GetFieldValue<DateTimeOffset>(0);

        // The end of the statement may be the end of the transaction: it has committed when there is nothing more to read.
        while (reader.NextResult())
        {
        }

        _books.Tenant.Confirm(clock);
    }

    /// <summary>
    /// Answers that only repeat wait for a commit of their own: an entry can be seen on this server before its standby has
    /// it, after a commit that was left in doubt. The locks write to the log, so this commit waits although it changes nothing.
    /// </summary>
    private void Confirm(List<Pending> pending, Turn turn, bool isAssumed)
    {
        turn.AwaitPredecessor();
        if (isAssumed) _books.BeginLocked(pending);
        _connection.Current.Run(JournalSql.Commit);
        if (_connection.IsCommitInDoubt) Doubt(pending);
    }

    /// <summary>The server committed but a standby did not: the entries may be lost with the server, so they are not acknowledged.</summary>
    private void Doubt(List<Pending> pending)
    {
        foreach (var item in pending) item.Command.Outcome = new Unknown();
        _connection.Discard();
    }

    private void EnsureMonths()
    {
        foreach (var at in _batch.Rows.Select(row => row.Entry.RecordedAt).DistinctBy(at => (at.Year, at.Month)))
            _connection.Current.Run(new NpgsqlBatchCommand(JournalSql.EnsureMonth).With(at));
    }

    private Catalog Refresh(Catalog catalog, long configSeq) =>
        catalog.ConfigSeq >= configSeq ? catalog : _options.LoadCatalog(catalog, _stopping).GetAwaiter().GetResult();
}
