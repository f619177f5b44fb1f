using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on holds.</summary>
internal sealed partial class LegalRunRule
{
    private void Look(ReplayedBook replayed, Entry entry, HoldDecided hold)
    {
        var (terms, member) = (hold.Terms, replayed.MemberOf(entry));
        var wallet = replayed.Book.WalletOf(terms.Asset);
        _made.Clear();
        var available = wallet.AvailableFor(new(terms.Meter, terms.Model, member, entry.RecordedAt), entry.RecordedAt, _made);
        var limited = member.LimitedBy(terms.Asset, terms.Units);
        var refusal = wallet.Debts.Count > 0 ? "debt_outstanding" : limited is not null ? "limit_exceeded" : available < terms.Units ? "insufficient_credit" : null;

        var said = hold.Refusal?.Code;
        if (said != refusal || (entry.Status == EntryStatus.Recorded) != (refusal is null))
            Fail(entry, $"hold {terms.Id} of {terms.Units}, {available} being available", refusal ?? "authorised", said ?? "authorised");
        if (hold.Refusal is not null) Same(entry, $"hold {terms.Id}, available", available, hold.Refusal.Available);
        if (said == "limit_exceeded" && hold.Refusal!.LimitedMember != limited?.Id)
            Fail(entry, $"hold {terms.Id}, limited by", $"'{limited?.Id}'", $"'{hold.Refusal.LimitedMember}'");
        if (refusal is null) Reserved(entry, terms);
    }

    private void Reserved(Entry entry, HoldTerms terms)
    {
        var reserved = 0L;
        foreach (ref readonly var transfer in entry.Transfers.AsSpan()) reserved += transfer.Hold == terms.Id ? transfer.Units : 0;
        Same(entry, $"hold {terms.Id}, reserved", terms.Units, reserved);
        if (terms.LapsesAt <= entry.RecordedAt) Fail(entry, $"hold {terms.Id}", "a time to live", $"lapses {terms.LapsesAt:O}");
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldCaptured capture)
    {
        var open = replayed.Book.Holds.GetValueOrDefault(capture.Hold.Id);
        var subject = $"capture of hold {capture.Hold.Id}";
        if (entry.Status == EntryStatus.Refused)
        {
            var code = RefusalOf(replayed, capture, open);
            if (capture.Code != code) Fail(entry, subject, code ?? "captured, as nothing refuses it", capture.Code ?? "no reason");
            return;
        }

        if ((open is null) != (capture.Late == LateCapture.Lapsed)) Fail(entry, subject, open is null ? "an open hold" : "no late capture", $"{capture.Late}");
        if (open is null)
        {
            var owed = Moved(AccountKind.Debt, AccountKind.Spent);
            Same(entry, subject, capture.Units, Moved(AccountKind.Wallet, AccountKind.Spent) + owed);
            LookAtMark(entry, capture.Marks, UsageMarks.Debt, owed > 0);
            LookAtMark(entry, capture.Marks, UsageMarks.OverLimit, replayed.MemberOf(entry).LimitedBy(capture.Hold.Asset!, capture.Units) is not null);
            return;
        }

        Same(entry, subject, capture.Units, Moved(AccountKind.Held, AccountKind.Spent));
        Same(entry, $"{subject}, remaining", capture.Final ? 0 : LeftOf(open), capture.Hold.Remaining);
        if (capture.Final) Same(entry, $"{subject}, left after the final one", 0, LeftOf(open));
        if ((capture.Hold.End == HoldEnd.Settled) != capture.Final) Fail(entry, subject, capture.Final ? "settled" : "open", $"{capture.Hold.End}");
    }

    /// <summary>A hold that lapsed may still be captured, up to what was authorised; one that was settled or released may not.</summary>
    private static string? RefusalOf(ReplayedBook replayed, HoldCaptured capture, Hold? open)
    {
        if (open is not null) return capture.Units > open.Remaining ? "capture_exceeds_hold" : null;
        if (capture.Late != LateCapture.Lapsed) return "hold_not_open";
        return replayed.TermsOf(capture.Hold.Id) is { } terms && capture.Units > terms.Units ? "capture_exceeds_hold" : null;
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldReleased release)
    {
        var open = replayed.Book.Holds.GetValueOrDefault(release.Hold.Id);
        var subject = $"release of hold {release.Hold.Id}";
        if ((open is null) != (entry.Status == EntryStatus.Refused)) Fail(entry, subject, open is null ? "refused" : "done", $"{entry.Status}");
        if (open is null) return;

        Same(entry, subject, open.Remaining, release.Units);
        Same(entry, $"{subject}, left", 0, LeftOf(open));
    }

    private void LookAtMark(Entry entry, UsageMarks marks, UsageMarks mark, bool isDue)
    {
        if (marks.HasFlag(mark) != isDue) Fail(entry, $"its mark {mark}", isDue ? "set" : "not set", isDue ? "not set" : "set");
    }
}
