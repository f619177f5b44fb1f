using Farebox.Charging;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Step 1 and 2 of a batch: locks its books, reads the clock and the identities, and brings the books in memory up to date.</summary>
internal sealed class BatchBooks
{
    /// <summary>A batch of so many commands is worth a snapshot of its cold books; a smaller one takes their locks, in fewer round trips.</summary>
    private const int SnapshotMin = 256;

    private readonly WriterConnection _connection;
    private readonly BookCache _cache;
    private readonly BookLoader _loader;
    private readonly int _tenantId;
    private readonly Dictionary<long, CachedBook> _books = [];
    private readonly Dictionary<(long BookId, Guid Key16), Ledger.Entry> _known = [];
    private readonly HashSet<(long BookId, Guid Key16)> _lookedUp = [];

    public BatchBooks(WriterConnection connection, BookCache cache, int tenantId)
    {
        _connection = connection;
        _cache = cache;
        _tenantId = tenantId;
        _loader = new(() => connection.Current);
    }

    /// <summary>The tenant's clock, read once per batch.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What the batch takes the tenant to be; confirmed with its books.</summary>
    public TenantView Tenant { get; } = new();

    /// <summary>Whether the books are as memory has them, still to be confirmed.</summary>
    public bool IsAssumed { get; private set; }

    /// <summary>The entries that identities of this batch already have, those decided in it included.</summary>
    public Dictionary<(long BookId, Guid Key16), Ledger.Entry> Known => _known;

    public CachedBook? Find(long bookId) => _books.GetValueOrDefault(bookId);

    /// <summary>Begins the transaction and makes every book of the commands current.</summary>
    /// <param name="pending">The batch.</param>
    /// <param name="catalog">The configuration so far; brought up to date by <paramref name="refresh"/> before it is used.</param>
    /// <param name="refresh">Loads newer configuration when there is some.</param>
    public Catalog Begin(List<Pending> pending, Catalog catalog, Func<Catalog, long, Catalog> refresh)
    {
        IsAssumed = false;
        Forget();
        var ids = Ids(pending);
        var lookUps = LookUps(pending, onlyMissed: false);
        _connection.Current.Run(JournalSql.Begin);
        Open(pending);
        var rows = Rows(JournalSql.LockBooks, ids);
        ReadClock();
        catalog = refresh(catalog, Tenant.ConfigSeq);
        if (lookUps.Count > 0) LookUp(lookUps, catalog);

        // What memory said of an identity still holds unless a book turned out to have gone on without it.
        if (!BringUpToDate(rows, catalog)) return catalog;

        var missed = LookUps(pending, onlyMissed: true);
        if (missed.Count > 0) LookUp(missed, catalog);
        return catalog;
    }

    /// <summary>
    /// Takes the books as memory has them, with the batch before this one perhaps still on its way to disk. The statement
    /// that moves the books on confirms it under their locks, and the unique index has the last word on identities; if
    /// either fails, the batch is decided again by <see cref="Begin"/>.
    /// </summary>
    /// <param name="before">The books of the other lane: what its batch appends may still be on its way.</param>
    /// <returns>
    /// The configuration to decide by; <see langword="null"/> when some book is not in memory and cannot be read without locks,
    /// or a command may be the repetition of one that is on its way.
    /// </returns>
    public Catalog? Assume(List<Pending> pending, BatchBooks before, Catalog catalog, Func<Catalog, long, Catalog> refresh)
    {
        if (pending.Exists(static item => item.Command is OpenAccount or Inspect)) return null;

        IsAssumed = true;
        Forget();
        if (pending.Exists(item => _cache.Find(item.Command.BookId) is null))
        {
            if (pending.Count < SnapshotMin || LoadCold(pending, catalog, refresh) is not { } current) return null;
            catalog = current;
        }

        var lookUps = LookUps(pending, onlyMissed: false);
        if (lookUps.Exists(key => before.Known.ContainsKey(key))) return null;

        if (Tenant.IsFresh) Now = Tenant.Now;
        else ReadClock();
        catalog = refresh(catalog, Tenant.ConfigSeq);
        if (lookUps.Count > 0) LookUp(lookUps, catalog);
        foreach (var item in pending)
        {
            if (_books.ContainsKey(item.Command.BookId)) continue;

            var cached = _cache.Find(item.Command.BookId)!;
            Enlist(cached, cached.Book.Seq, cached.StoredDueAt, cached.Move);
        }

        return catalog;
    }

    /// <summary>Begins a transaction that locks the books of a batch.</summary>
    public void BeginLocked(List<Pending> pending)
    {
        _connection.Current.Run(JournalSql.Begin);
        _connection.Current.Run(new NpgsqlBatchCommand(JournalSql.LockBooks).With(Ids(pending)));
    }

    /// <summary>Forgets every book of the batch, because what memory says of them may not be so.</summary>
    public void Drop()
    {
        Tenant.Forget();
        foreach (var cached in _books.Values) _cache.Drop(cached);
        _books.Clear();
    }

    private static long[] Ids(List<Pending> pending)
    {
        var ids = new HashSet<long>();
        foreach (var item in pending) ids.Add(item.Command.BookId);
        return [.. ids];
    }

    private void Open(List<Pending> pending)
    {
        var openings = pending.FindAll(item => item.Command is OpenAccount);
        if (openings.Count == 0) return;

        // In the order of the ids, as every lock is taken.
        openings.Sort(static (left, right) => left.Command.BookId.CompareTo(right.Command.BookId));
        var insert = new NpgsqlBatchCommand(JournalSql.OpenBooks);
        insert.Take(openings, item => item.Command.BookId);
        insert.Take(openings, item => item.Command.TenantId);
        insert.Take(openings, item => item.Command.Account);
        _connection.Current.Run(insert);
    }

    /// <summary>The identities that memory cannot say are new. With <paramref name="onlyMissed"/>, those that the first look-up left out and a newer book may have.</summary>
    private List<(long BookId, Guid Key16)> LookUps(List<Pending> pending, bool onlyMissed)
    {
        var keys = new List<(long, Guid)>();
        foreach (var item in pending)
        {
            var command = item.Command;
            if (command.Key16 == Guid.Empty) continue;

            var keysOfBook = (onlyMissed ? Find(command.BookId) : _cache.Find(command.BookId))?.Keys;
            if (onlyMissed && Find(command.BookId) is null) continue;
            if (keysOfBook is not null && !keysOfBook.MayHave(command.Key16)) continue;
            if (_lookedUp.Add((command.BookId, command.Key16))) keys.Add((command.BookId, command.Key16));
        }

        return keys;
    }

    private void LookUp(List<(long BookId, Guid Key16)> keys, Catalog catalog)
    {
        var find = new NpgsqlBatchCommand(JournalSql.FindIdentities);
        find.Take(keys, key => key.BookId);
        find.Take(keys, key => key.Key16);
        using var reader = _connection.Current.Query(find);
        while (reader.Read())
        {
            var entry = EntryRows.ReadEntry(reader, catalog);
            _known[(entry.BookId, entry.Key16)] = entry;
        }
    }

    private List<BookRow> Rows(string sql, long[] ids)
    {
        var rows = new List<BookRow>();
        using var reader = _connection.Current.Query(new NpgsqlBatchCommand(sql).With(ids));
        while (reader.Read())
        {
            rows.Add(new(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), reader.GetGuid(6)));
        }

        return rows;
    }

    /// <summary>
    /// Brings cold books into memory as they are on disk at one moment, without their locks, so that one of them does not keep a
    /// full batch from overlapping. The move confirms them like every book that is taken from memory.
    /// </summary>
    /// <returns>The configuration that the books were read with; <see langword="null"/> when some book is not there.</returns>
    private Catalog? LoadCold(List<Pending> pending, Catalog catalog, Func<Catalog, long, Catalog> refresh)
    {
        var cold = Array.FindAll(Ids(pending), id => _cache.Find(id) is null);
        _connection.Current.Run(JournalSql.BeginSnapshot);
        var rows = Rows(JournalSql.ReadBooks, cold);
        ReadClock();
        catalog = refresh(catalog, Tenant.ConfigSeq);
        var areThere = rows.Count == cold.Length && rows.TrueForAll(row => row.TenantId == _tenantId);
        var loaded = areThere ? _loader.Load(rows, catalog) : [];
        _connection.Current.Run(JournalSql.EndSnapshot);
        for (var i = 0; i < loaded.Count; i++)
        {
            (loaded[i].Move, loaded[i].StoredDueAt) = (rows[i].Move, rows[i].DueAt);
            _cache.Add(loaded[i]);
        }

        return areThere ? catalog : null;
    }

    private void ReadClock()
    {
        using var reader = _connection.Current.Query(new NpgsqlBatchCommand(JournalSql.TenantClock).With(_tenantId));
        Tenant.Read(reader, _tenantId);
        Now = Tenant.Now;
    }

    /// <summary>Step 2: replay what other nodes appended; load only what is cold, or whose checkpoint another node has moved.</summary>
    /// <returns>Whether any book was not as memory had it.</returns>
    private bool BringUpToDate(List<BookRow> rows, Catalog catalog)
    {
        var cold = new List<BookRow>();
        var behind = new List<CachedBook>();
        foreach (var row in rows)
        {
            if (row.TenantId != _tenantId) continue;
            if (_cache.Find(row.BookId) is { } cached && IsOf(row, cached))
            {
                Enlist(cached, row.Seq, row.DueAt, row.Move);
                if (cached.Book.Seq < row.Seq) behind.Add(cached);
            }
            else
            {
                cold.Add(row);
            }
        }

        _loader.Replay(behind, catalog);
        if (cold.Count == 0) return behind.Count > 0;

        var loaded = _loader.Load(cold, catalog);
        for (var i = 0; i < loaded.Count; i++)
        {
            _cache.Add(loaded[i]);
            Enlist(loaded[i], cold[i].Seq, cold[i].DueAt, cold[i].Move);
        }

        return true;
    }

    /// <summary>
    /// Whether memory has the book as the row has it, or as it was before. A number of entries proves nothing: a batch of the
    /// other lane may be about to fail because another node's entries took its numbers.
    /// </summary>
    private static bool IsOf(BookRow row, CachedBook cached) =>
        cached.CheckpointSeq == row.CheckpointSeq && (cached.Move == row.Move || (cached.IsConfirmed && cached.Book.Seq <= row.Seq));

    private void Enlist(CachedBook cached, long lockedSeq, DateTimeOffset? dueAt, Guid move)
    {
        (cached.LockedSeq, cached.StoredDueAt, cached.Move, cached.IsInBatch, cached.IsSaving) = (lockedSeq, dueAt, move, false, false);
        _cache.Use(cached);
        _books.Add(cached.Book.Id, cached);
    }

    private void Forget()
    {
        _books.Clear();
        _known.Clear();
        _lookedUp.Clear();
    }
}
