using System.Diagnostics.CodeAnalysis;
using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on holds.</summary>
internal sealed partial class LegalRunRule
{
    private void Look(ReplayedBook replayed, Entry entry, HoldDecided hold)
    {
        if (hold.Terms.Parent is { } parent) LookAtShare(replayed, entry, hold.Terms.Id, parent, hold.Terms.Units, hold.Refusal);
        else LookAtAuthorised(replayed, entry, hold.Terms, LimitedUse.Of(hold.Terms, hold.Estimates, 1), hold.Refusal);
        if (hold.Terms.LapsesAt <= entry.RecordedAt && hold.Refusal is null) Fail(entry, $"hold {hold.Terms.Id}", "a time to live", $"lapses {hold.Terms.LapsesAt:O}");
    }

    /// <summary>What draws from a hold is given what that has not handed out, in full or not at all.</summary>
    private void LookAtShare(ReplayedBook replayed, Entry entry, string id, string parentId, long units, HoldRefusal? refused)
    {
        if (!replayed.Book.Holds.TryGetValue(parentId, out var parent))
        {
            Fail(entry, $"hold {id}", $"an open hold {parentId} to draw from", "none");
            return;
        }

        var refusal = units > parent.Free ? "budget_exhausted" : null;
        if (refused?.Code != refusal) Fail(entry, $"hold {id} of {units}, {parent.Free} being free", refusal ?? "authorised", refused?.Code ?? "authorised");
        if (refused is not null) Same(entry, $"hold {id}, available", parent.Free, refused.Available);
        if (entry.Transfers.Length > 0) Fail(entry, $"hold {id}", "no transfer, as the credit is reserved already", $"{entry.Transfers.Length}");
    }

    /// <summary>More of a hold is authorised as a hold of that much would be.</summary>
    private void LookAtAuthorised(ReplayedBook replayed, Entry entry, HoldTerms terms, LimitedUse asked, HoldRefusal? refused)
    {
        var member = replayed.MemberOf(entry);
        var wallet = replayed.Book.WalletOf(terms.Asset);
        _made.Clear();
        var available = wallet.AvailableFor(new(terms.Meter, terms.Model, member, entry.RecordedAt), entry.RecordedAt, _made);
        var limited = member.LimitedBy(terms.Asset, terms.Units);
        var hit = limited is null ? LimitDecisions.Refusing(replayed.Book, member, asked, null, entry.RecordedAt) : null;
        var refusal = wallet.Debts.Count > 0 ? "debt_outstanding" : limited is not null ? "limit_exceeded" : CodeOf(hit) ?? (available < terms.Units ? "insufficient_credit" : null);

        var said = refused?.Code;
        if (said != refusal || (entry.Status == EntryStatus.Recorded) != (refusal is null))
            Fail(entry, $"hold {terms.Id} of {terms.Units}, {available} being available", refusal ?? "authorised", said ?? "authorised");
        if (refused is not null) Same(entry, $"hold {terms.Id}, available", available, refused.Available);
        if (said == "limit_exceeded" && (refused!.LimitedMember != (limited?.Id ?? hit?.Member) || refused.Limit?.Id != hit?.Id))
            Fail(entry, $"hold {terms.Id}, limited by", $"'{limited?.Id ?? hit?.Id}'", $"'{refused.Limit?.Id ?? refused.LimitedMember}'");
        if (refusal is null) Reserved(entry, terms);
    }

    private static string? CodeOf(LimitHit? hit) => hit is null ? null : hit.Measure == LimitMeasure.Margin ? "below_cost" : "limit_exceeded";

    private void Reserved(Entry entry, HoldTerms terms)
    {
        var reserved = 0L;
        foreach (ref readonly var transfer in entry.Transfers.AsSpan()) reserved += transfer.Hold == terms.Id ? transfer.Units : 0;
        Same(entry, $"hold {terms.Id}, reserved", terms.Units, reserved);
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldGrown grown)
    {
        if (!LookAtOpen(replayed, entry, grown.Hold.Id, grown.Refusal?.Code, out var open)) return;

        var terms = open.Terms with { Units = grown.Units };
        if (open.Parent is { } parent) LookAtShare(replayed, entry, open.Terms.Id, parent.Terms.Id, grown.Units, grown.Refusal);
        else LookAtAuthorised(replayed, entry, terms, LimitedUse.Of(terms, grown.Estimates, 0), grown.Refusal);
        var more = grown.Refusal is null ? grown.Units : 0;
        Same(entry, $"hold {grown.Hold.Id}, authorised", (Int128)open.Terms.Units + more, grown.Hold.Units);
        Same(entry, $"hold {grown.Hold.Id}, remaining", (Int128)open.Remaining + more, grown.Hold.Remaining);
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldExtended extended)
    {
        if (!LookAtOpen(replayed, entry, extended.Hold.Id, extended.Code, out var open)) return;

        if (extended.Code is not null) Fail(entry, $"hold {extended.Hold.Id}", "extended, as nothing refuses it", extended.Code);
        if (extended.LapsesAt < open.Terms.LapsesAt) Fail(entry, $"hold {extended.Hold.Id}", $"a lapse not before {open.Terms.LapsesAt:O}", $"{extended.LapsesAt:O}");
        Same(entry, $"hold {extended.Hold.Id}, remaining", open.Remaining, extended.Hold.Remaining);
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldAwaited awaited)
    {
        if (!LookAtOpen(replayed, entry, awaited.Hold.Id, awaited.Code, out var open)) return;

        if (awaited.Code is not null) Fail(entry, $"hold {awaited.Hold.Id}", "kept, as nothing refuses it", awaited.Code);
        if (awaited.Until < open.Terms.LapsesAt) Fail(entry, $"hold {awaited.Hold.Id}", $"a lapse not before {open.Terms.LapsesAt:O}", $"{awaited.Until:O}");
        Same(entry, $"hold {awaited.Hold.Id}, remaining", open.Remaining, awaited.Hold.Remaining);
    }

    /// <summary>Whether there is an open hold to look at; without one the change must be refused for it.</summary>
    private bool LookAtOpen(ReplayedBook replayed, Entry entry, string holdId, string? code, [NotNullWhen(true)] out Hold? open)
    {
        if (replayed.Book.Holds.TryGetValue(holdId, out open)) return true;
        if (code != "hold_not_open" || entry.Status != EntryStatus.Refused) Fail(entry, $"hold {holdId}", "hold_not_open", code ?? "done");
        return false;
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
            var member = replayed.MemberOf(entry);
            var use = new LimitedUse([], capture.Hold.Asset, capture.Units, capture.Meter, capture.Model, capture.ApiKey, 1);
            var isOver = member.LimitedBy(capture.Hold.Asset!, capture.Units) is not null || LimitDecisions.IsPassed(replayed.Book, member, use, null, entry.RecordedAt);
            LookAtMark(entry, capture.Marks, UsageMarks.OverLimit, isOver);
            return;
        }

        Same(entry, subject, capture.Units, Moved(AccountKind.Held, AccountKind.Spent));
        Same(entry, $"{subject}, remaining", capture.Final ? 0 : LeftOf(open), capture.Hold.Remaining);
        if (capture.Final && open.Parent is null) Same(entry, $"{subject}, left after the final one", 0, LeftOf(open));
        if ((capture.Hold.End == HoldEnd.Settled) != capture.Final) Fail(entry, subject, capture.Final ? "settled" : "open", $"{capture.Hold.End}");
    }

    /// <summary>A hold that lapsed may still be captured, up to what was authorised; one that was settled or released may not.</summary>
    private static string? RefusalOf(ReplayedBook replayed, HoldCaptured capture, Hold? open)
    {
        if (open is not null) return capture.Units > (capture.Final ? open.Remaining : open.Free) ? "capture_exceeds_hold" : null;
        if (capture.Late != LateCapture.Lapsed) return "hold_not_open";
        var authorised = replayed.Book.ChangeOf(capture.Hold.Id)?.Units ?? replayed.TermsOf(capture.Hold.Id)?.Units;
        return capture.Units > authorised ? "capture_exceeds_hold" : null;
    }

    private void Look(ReplayedBook replayed, Entry entry, HoldReleased release)
    {
        var open = replayed.Book.Holds.GetValueOrDefault(release.Hold.Id);
        var subject = $"release of hold {release.Hold.Id}";
        if ((open is null) != (entry.Status == EntryStatus.Refused)) Fail(entry, subject, open is null ? "refused" : "done", $"{entry.Status}");
        if (open is null) return;

        Same(entry, subject, open.Remaining, release.Units);
        if (open.Parent is null) Same(entry, $"{subject}, left", 0, LeftOf(open));
    }

    private void LookAtMark(Entry entry, UsageMarks marks, UsageMarks mark, bool isDue)
    {
        if (marks.HasFlag(mark) != isDue) Fail(entry, $"its mark {mark}", isDue ? "set" : "not set", isDue ? "not set" : "set");
    }
}
