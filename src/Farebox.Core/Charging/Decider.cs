using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decides commands on a book that has been brought to the present: pure, except that it reuses its draft.</summary>
/// <remarks>Each decision is an entry to apply, or a rejection of which nothing is kept.</remarks>
public sealed partial class Decider(Charger charger, int tenantId)
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromDays(35);
    private static readonly TimeSpan FutureAfter = TimeSpan.FromMinutes(5);

    private readonly Draft _draft = new();

    /// <summary>The next thing that is due by <paramref name="now"/>, as an entry to apply; <see langword="null"/> when the book is up to date.</summary>
    public Entry? DecideDue(Book book, DateTimeOffset now)
    {
        _draft.Clear();
        if (DueDecisions.TryDecide(book, now, _draft) is not { Item: var item } fell) return null;

        var member = item.Kind == DueKind.Lapse ? book.Holds[item.Id].Member.Path : "";
        var identity = Identity.OfDue(tenantId, book.Account, item);
        if (item.Kind == DueKind.TopUp) return Decide(book, item, identity, now);

        return new()
        {
            BookId = book.Id, Seq = book.Seq + 1, Key16 = identity, Content16 = identity, Kind = EntryKind.Due,
            Status = EntryStatus.Recorded, OccurredAt = item.At, RecordedAt = now, Member = member,
            Body = fell, Transfers = _draft.ToArray(),
        };
    }

    /// <summary>Decides a command whose identity is new.</summary>
    /// <param name="command">The command.</param>
    /// <param name="book">Its book, at <paramref name="now"/>.</param>
    /// <param name="now">When it is recorded; not before the book's last entry.</param>
    /// <param name="history">Tells what became of holds the book no longer remembers.</param>
    public Decision Decide(Command command, Book book, DateTimeOffset now, IHoldHistory history)
    {
        _draft.Clear();
        if (command is OpenAccount open) return Open(open, book, now);
        if (book.Seq == 0) return Decision.Reject("account_unknown", $"There is no account '{command.Account}'. Create it first.");

        return command switch
        {
            RecordUsage usage => Record(usage, book, now, history),
            AuthoriseHold hold => Authorise(hold, book, now),
            CaptureHold capture => Capture(capture, book, now, history),
            ReleaseHold release => Release(release, book, now, history),
            GrowHold grow => Grow(grow, book, now, history),
            ExtendHold extend => Extend(extend, book, now, history),
            AddMember member => Add(member, book, now),
            IssueGrant grant => Issue(grant, book, now),
            ExchangeUnits exchange => Exchange(exchange, book, now),
            SetLimit limit => Set(limit, book, now),
            CorrectUsage correct => Correct(correct, book, now),
            SetAlertRule alert => Set(alert, book, now),
            SetTopUpRule topUps => Set(topUps, book, now),
            SettleTopUp settle => Settle(settle, book, now),
            ClosePeriod close => Close(close, book, now),
            PostAdjustment post => Post(post, book, now),
            FinishClose finish => Finish(finish, book, now),
            MoveUnits move => Move(move, book, now),
            RemoveUnits remove => Remove(remove, book, now),
            MarkPaid paid => Pay(paid, book, now),
            SetBurnOrder order => Set(order, book, now),
            SetUpSchedule schedule => SetUp(schedule, book, now),
            SetSeats seats => Set(seats, book, now),
            EndSchedule end => End(end, book, now),
            _ => throw new ArgumentException($"{command.GetType().Name} is not decided on a book.", nameof(command)),
        };
    }

    private static Decision Open(OpenAccount open, Book book, DateTimeOffset now)
    {
        if (book.Seq > 0) return Decision.Reject("already_exists", $"Account '{open.Account}' exists with other cards.");
        return Keep(open, book, now, EntryKind.Account, new AccountOpened(open.RateCards, open.CostCard) { Alerts = open.Alerts }, []);
    }

    private static Decision Add(AddMember add, Book book, DateTimeOffset now)
    {
        if (!book.TryGetMember(add.Parent, out var parent))
            return Decision.Reject("member_unknown", $"There is no member '{add.Parent}' to be below. Add it first.");
        if (book.Members.Count >= Book.MembersMax)
            return Decision.Reject("too_many_members", $"An account has at most {Book.MembersMax} members.");
        if (parent.PathLengthOf(add.Id) > Member.PathLengthMax)
            return Decision.Reject("invalid_rule", $"The ids from the top of the account down to '{add.Id}' are longer than {Member.PathLengthMax} characters together. Add it further up.");

        return Keep(add, book, now, EntryKind.Member, new MemberAdded(add.Id, add.Parent), [], parent: parent);
    }

    private Decision Issue(IssueGrant issue, Book book, DateTimeOffset now)
    {
        var terms = issue.EffectiveNow ? issue.Terms with { EffectiveAt = now } : issue.Terms;
        if (terms.ExpiresAt <= now) return Decision.Reject("expiry_in_past", "The grant would expire at or before now. Give it a later expires_at.");
        if (terms.ExpiresAt <= terms.EffectiveAt) return Decision.Reject("expiry_in_past", "The grant would expire before it is effective.");
        if (NotNew(book, terms) is { } refusal) return refusal;
        if (!GrantDecisions.TryIssue(book, terms, now, _draft))
            return Decision.Reject("amount_overflow", "All grants of this asset together would not fit the ledger.");

        return Keep(issue, book, now, EntryKind.Grant, new GrantIssued(terms), _draft.ToArray());
    }

    private static Decision Set(SetLimit set, Book book, DateTimeOffset now) =>
        book.TryGetMember(set.Member, out var member)
            ? Keep(set, book, now, EntryKind.Limit, new LimitSet(member.Id, set.Asset, set.Units), [], parent: member)
            : Decision.Reject("member_unknown", $"There is no member '{set.Member}'. Add it first.");

    private static Decision Keep(
        Command command, Book book, DateTimeOffset now, EntryKind kind, EntryBody body, Transfer[] transfers,
        EntryStatus status = EntryStatus.Recorded, Member? parent = null, DateTimeOffset? occurredAt = null,
        ReadOnlyMemory<byte> raw = default) =>
        new(
            new()
            {
                BookId = book.Id, Seq = book.Seq + 1, Key16 = command.Key16, Content16 = command.Content16, Kind = kind,
                Status = status, OccurredAt = occurredAt ?? now, RecordedAt = now, Member = parent?.Path ?? "",
                Body = body, Transfers = transfers, RawEvent = raw,
            },
            null);
}

/// <summary>An entry to apply, or a rejection of which nothing is kept.</summary>
public readonly record struct Decision(Entry? Entry, Rejected? Rejection)
{
    internal static Decision Reject(string code, string detail) => new(null, new(code, detail));
}

/// <summary>What became of holds that a book no longer remembers. The journal knows; the in-memory model of the tests knows too.</summary>
public interface IHoldHistory
{
    /// <summary>The entry that authorised a hold and how the hold ended; <see langword="null"/> when there never was one.</summary>
    PastHold? Find(Book book, string holdId);
}

/// <summary>A hold that is no longer open.</summary>
/// <param name="Terms">What was authorised.</param>
/// <param name="Member">The path of its member.</param>
/// <param name="End">How it ended; <see langword="null"/> when that can no longer be told.</param>
public sealed record PastHold(HoldTerms Terms, string Member, HoldEnd? End);
