using System.Diagnostics;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Notices;

namespace Farebox.Postgres.Journal;

/// <summary>Step 3 of a batch: decides, in memory and in order, only commands whose identity is unknown.</summary>
internal sealed class BatchDecisions(BatchBooks books, HoldHistory history, JournalOptions options)
{
    /// <summary>
    /// So many books at most are saved with a batch only because they are old. Books that began together grow old together, and
    /// whoever waits for the batch would wait for all of them.
    /// </summary>
    private const int OldSavesMax = 32;

    private Decider _decider = new(new(Catalog.Empty), options.TenantId);
    private Catalog _catalog = Catalog.Empty;

    /// <summary>Decides every command of the batch; what is to be appended is added to <paramref name="batch"/>.</summary>
    public void Decide(List<Pending> pending, JournalBatch batch, Catalog catalog)
    {
        if (!ReferenceEquals(catalog, _catalog)) (_catalog, _decider) = (catalog, new(new(catalog), options.TenantId));

        foreach (var item in pending) item.Command.Outcome = Decide(item.Command, batch);
        foreach (var cached in batch.Books) FinishBook(cached, batch);
    }

    private Outcome Decide(Command command, JournalBatch batch)
    {
        if (books.Find(command.BookId) is not { } cached) return NotThere(command);
        if (cached.Book.Account != command.Account) return Taken(command);

        // One clock per book that never goes back, whatever the database's own does.
        var now = books.Now > cached.Book.RecordedAt ? books.Now : cached.Book.RecordedAt;
        if (command is Inspect inspect) return Inspect(inspect, cached, now);
        if (command.Key16 != Guid.Empty && books.Known.TryGetValue((command.BookId, command.Key16), out var known))
            return Repeat(command, known);

        var isBehind = !Advance(cached, now, batch);
        if (command is Touch touch)
        {
            if (touch.SaveProjections && cached.Tail > 0) Save(cached, batch);
            else Enlist(cached, batch);
            return new Touched();
        }

        // Nothing is decided on a book that is not in the present yet. What was posted stays, so the same command gets further next time.
        if (isBehind) return new Unknown();

        var decision = _decider.Decide(command, cached.Book, now, history);
        if (decision.Entry is not { } entry)
        {
            // Nothing of it would be sent, so nothing would confirm the book it was decided on; and what is rejected may be
            // the repetition of a command that is still on its way.
            if (books.IsAssumed) throw new StaleMemoryException();
            return decision.Rejection!;
        }

        if (JournalAct.Of(command, entry, cached.Book) is { } act) batch.Acts.Add(act);
        Append(cached, entry, batch);
        return new Decided(entry, IsRepeated: false);
    }

    /// <summary>What is to be opened was made a moment ago, unless another tenant's book has its number: that one is not there for this session.</summary>
    private static Rejected NotThere(Command command) => command is OpenAccount
        ? Taken(command)
        : new("account_unknown", $"There is no account '{command.Account}'. Create it first.");

    private static Rejected Taken(Command command) =>
        new("account_id_taken", $"The id of account '{command.Account}' falls on that of another account. Choose another id.");

    private static Outcome Repeat(Command command, Entry known)
    {
        if (command.Content16 == known.Content16) return new Decided(known, IsRepeated: true);

        return command switch
        {
            RecordUsage => new Rejected("id_conflict", "An event with this source and id was recorded with other content. Send a correction under a new id."),
            OpenAccount or AddMember or IssueGrant or ExchangeUnits or MoveUnits or SetUpSchedule or MarkPaid => new Rejected("already_exists", "It exists with other content. Read it, or choose another id."),
            AuthoriseHold { IsNamed: true } => new Rejected("already_exists", "A hold of this id was asked for with other content. Choose another id."),
            _ => new Rejected("idempotency_key_reused", "The Idempotency-Key was used for another request. Use a new key for a new request."),
        };
    }

    /// <summary>Posts what is due, at most so much of it in one batch: a book that slept for years is brought to the present by several.</summary>
    /// <returns>Whether it is in the present.</returns>
    private bool Advance(CachedBook cached, DateTimeOffset now, JournalBatch batch)
    {
        while (cached.Book.NextDueAt <= now)
        {
            if (cached.IsInBatch && cached.DueInBatch >= options.DueMax) return false;
            if (_decider.DecideDue(cached.Book, now) is not { } due) break;

            Enlist(cached, batch);
            Append(cached, due, batch);
            cached.DueInBatch++;
        }

        return true;
    }

    /// <summary>What fell due is known by its identity too: a command of this batch may ask how a hold ended.</summary>
    private void Append(CachedBook cached, Entry entry, JournalBatch batch)
    {
        cached.Book.Apply(entry);
        if (cached.Book.HasNotices) OutboxAppend.Collect(options.TenantId, cached.Book, entry, batch.Notices);
        books.Known[(entry.BookId, entry.Key16)] = entry;
        cached.Keys?.Add(entry.Key16);
        batch.Add(entry);
        Enlist(cached, batch);
        if (cached.DirtySince == 0) cached.DirtySince = Stopwatch.GetTimestamp();
    }

    private static void Enlist(CachedBook cached, JournalBatch batch)
    {
        if (cached.IsInBatch) return;
        cached.IsInBatch = true;
        cached.DueInBatch = 0;
        batch.Books.Add(cached);
    }

    private static void Save(CachedBook cached, JournalBatch batch)
    {
        Enlist(cached, batch);
        if (cached.IsSaving) return;
        cached.IsSaving = true;
        batch.Checkpoints.Add(cached);
    }

    private void FinishBook(CachedBook cached, JournalBatch batch)
    {
        cached.MoveDueAt(books.Now);
        var isOld = cached.DirtySince != 0 && Stopwatch.GetElapsedTime(cached.DirtySince) >= options.CheckpointAge && cached.Tail >= options.CheckpointEntries / 16;
        if (cached.Tail >= options.CheckpointEntries || (isOld && batch.Checkpoints.Count < OldSavesMax)) Save(cached, batch);
    }

    /// <summary>A look needs the present without posting what is due, so a book with something due is looked at as a copy.</summary>
    private Inspected Inspect(Inspect inspect, CachedBook cached, DateTimeOffset now)
    {
        if (!(cached.Book.NextDueAt <= now)) return new(inspect.Look(cached.Book, now));

        var copy = CheckpointJson.Read(cached.Book.Id, cached.Book.Account, CheckpointJson.Write(cached.Book), _catalog);
        while (_decider.DecideDue(copy, now) is { } due) copy.Apply(due);
        return new(inspect.Look(copy, now));
    }
}
