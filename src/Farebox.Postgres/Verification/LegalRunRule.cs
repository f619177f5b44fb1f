using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Watches every decision: what it moved, what it answered, and why it refused.</summary>
/// <remarks>It compares figures with the book as it stood; it does not decide or price again.</remarks>
internal sealed partial class LegalRunRule() : ReplayRule("I-09",
    "The entries of a book are a legal run: every amount, answer and refusal follows from the book as it stood, nothing due was passed over, and no unit was spent twice.")
{
    private readonly Draft _made = new();

    protected override void Before(ReplayedBook replayed, Entry entry)
    {
        _made.Clear();
        foreach (ref readonly var transfer in entry.Transfers.AsSpan())
        {
            _made.Move(transfer.From, transfer.To, transfer.Units, transfer.Hold, transfer.Debt);
            if (!MovesFor(entry.Body, transfer)) Fail(entry, "its transfers", "what such an entry may move", $"{transfer.From.Code} to {transfer.To.Code}");
        }

        if ((entry.Seq == 1) != (entry.Body is AccountOpened)) Fail(entry, "the first entry", "the opening of the account, once", $"{entry.Kind}");
        if (entry.Status != EntryStatus.Recorded && entry.Transfers.Length > 0) Fail(entry, "its transfers", "none, as nothing was recorded", $"{entry.Transfers.Length}");
        LookAtTime(replayed, entry);
        Look(replayed, entry);
    }

    private void Look(ReplayedBook replayed, Entry entry)
    {
        switch (entry.Body)
        {
            case GrantIssued grant:
                Same(entry, "the grant", grant.Terms.Units, Moved(AccountKind.Issued, AccountKind.Wallet));
                break;
            case AssetExchanged exchanged:
                LookAtExchange(replayed, entry, exchanged);
                break;
            case TopUpSettled settled:
                Same(entry, "the grant", settled.Grant?.Units ?? 0, Moved(AccountKind.Issued, AccountKind.Wallet));
                break;
            case TopUpDecided decided:
                if (TopUpDecisions.Decide(replayed.Book, decided.Item) is var again && again != decided) Fail(entry, "the purchase", $"{again}", $"{decided}");
                break;
            case UnitsMoved or UnitsRemoved or SeatsSet or ScheduleEnded or FellDue { Grant: not null }:
                LookAtGrants(replayed, entry);
                break;
            case HoldDecided hold:
                Look(replayed, entry, hold);
                break;
            case HoldCaptured capture:
                Look(replayed, entry, capture);
                break;
            case HoldReleased release:
                Look(replayed, entry, release);
                break;
            case HoldGrown grown:
                Look(replayed, entry, grown);
                break;
            case HoldExtended extended:
                Look(replayed, entry, extended);
                break;
            case PeriodClosed closed:
                Look(replayed, entry, closed);
                break;
            case CloseFinished finished:
                Look(replayed, entry, finished);
                break;
            case AdjustmentPosted posted:
                Look(replayed, entry, posted);
                break;
            case UsageCorrected corrected:
                Look(replayed, entry, corrected);
                break;
            case UsageReported usage when entry.Status == EntryStatus.Recorded:
                LookAtRecorded(replayed, entry, usage);
                break;
            case UsageReported usage when entry.Status == EntryStatus.Refused:
                LookAtRefused(replayed, entry, usage);
                break;
        }
    }

    /// <summary>Time moves a book before anything else does, one due thing after the other.</summary>
    private void LookAtTime(ReplayedBook replayed, Entry entry)
    {
        var book = replayed.Book;
        var isDue = book.TryGetDue(entry.RecordedAt, out var first);
        if (ItemOf(entry.Body) is not { } fell)
        {
            if (isDue) Fail(entry, "what is due", "nothing left to post before the entry", $"{first.Kind} of {first.Id}, due {first.At:O}");
            return;
        }

        if (!isDue || fell != first || entry.OccurredAt != first.At)
        {
            Fail(entry, "what is due", isDue ? $"{first.Kind} of {first.Id}, due {first.At:O}" : "nothing", $"{fell.Kind} of {fell.Id}, due {fell.At:O}");
            return;
        }

        if (first.Kind == DueKind.Lapse) Same(entry, $"hold {first.Id}", 0, LeftOf(book.Holds[first.Id]));
        if (first.Kind == DueKind.Expiry) Same(entry, $"wallet/{first.Id}", 0, _made.BalanceOf(book.Grants[first.Id].Wallet));
    }

    private static DueItem? ItemOf(EntryBody body) => body switch
    {
        FellDue fell => fell.Item,
        TopUpDecided decided => decided.Item,
        _ => null,
    };

    /// <summary>Which accounts an entry of a kind may join; only what frees units also settles debts.</summary>
    private static bool MovesFor(EntryBody body, in Transfer transfer) => (transfer.From.Kind, transfer.To.Kind) switch
    {
        (AccountKind.Issued, AccountKind.Wallet) => body is GrantIssued or TopUpSettled or SeatsSet or FellDue { Item.Kind: DueKind.Renewal },
        (AccountKind.Wallet, AccountKind.Exchange) or (AccountKind.Exchange, AccountKind.Wallet) => body is AssetExchanged,
        (AccountKind.Wallet, AccountKind.Wallet) => body is UnitsMoved or FellDue { Item.Kind: DueKind.Rollover or DueKind.Release },
        (AccountKind.Wallet, AccountKind.Revoked) => body is UnitsRemoved { Removal: GrantRemoval.Void } or SeatsSet or ScheduleEnded || GivesBack(body),
        (AccountKind.Wallet, AccountKind.Spent) when transfer.To.IsDecrement => body is UnitsRemoved { Removal: GrantRemoval.Decrement } || GivesBack(body),
        (AccountKind.Held, AccountKind.Spent) when transfer.To.IsDecrement => Frees(body),
        (AccountKind.Wallet, AccountKind.Held) => body is HoldDecided or HoldGrown,
        (AccountKind.Wallet or AccountKind.Debt, AccountKind.Spent) => body is UsageReported or HoldCaptured { Late: not LateCapture.None } || Debits(body),
        (AccountKind.Held, AccountKind.Spent) => body is UsageReported { Late: LateCapture.None } or HoldCaptured { Late: LateCapture.None },
        (AccountKind.Held, AccountKind.Wallet or AccountKind.Expired or AccountKind.Revoked) => Frees(body),
        (AccountKind.Spent, AccountKind.Wallet or AccountKind.Debt) => GivesBack(body),
        (AccountKind.Wallet, AccountKind.Debt) => Frees(body) || GivesBack(body) || body.Opens is not null || body is GrantPaid or FellDue { Item.Kind: DueKind.Effective },
        (AccountKind.Wallet, AccountKind.Expired) =>
            body is FellDue { Item.Kind: DueKind.Expiry or DueKind.Rollover } or UnitsRemoved { Removal: GrantRemoval.Expire } || GivesBack(body),
        _ => false,
    };

    private static bool Frees(EntryBody body) =>
        body is HoldReleased or HoldCaptured { Final: true } or UsageReported { Final: true, Late: LateCapture.None } or FellDue { Item.Kind: DueKind.Lapse };

    /// <summary>What went from one kind of account to another; what was removed as consumed is not among what was spent.</summary>
    private long Moved(AccountKind from, AccountKind to)
    {
        var units = 0L;
        foreach (ref readonly var transfer in _made.Transfers)
        {
            if (transfer.From.Kind == from && transfer.To.Kind == to && !transfer.To.IsDecrement) units += transfer.Units;
        }

        return units;
    }

    private long LeftOf(Hold hold)
    {
        var left = 0L;
        foreach (var portion in hold.Portions) left += ReplayedBook.LeftOf(hold, portion, _made);
        return left;
    }

    private void Same(Entry entry, string subject, Int128 expected, Int128 found)
    {
        if (expected != found) Fail(entry, subject, $"{expected}", $"{found}");
    }
}
