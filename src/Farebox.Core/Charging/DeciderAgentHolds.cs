using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Decisions on holds of runs: shares of a hold, work whose result is not known yet, and work that was cancelled.</summary>
public sealed partial class Decider
{
    /// <summary>A share of an open hold: of its asset and for its member, and never longer than it.</summary>
    private Decision AuthoriseShare(AuthoriseHold ask, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (!book.Holds.TryGetValue(ask.Extras.Parent!, out var parent))
        {
            return history.Find(book, ask.Extras.Parent!) is null
                ? Decision.Reject("hold_unknown", $"The account has no hold '{ask.Extras.Parent}' to draw from.")
                : Decision.Reject("hold_not_open", $"Hold '{ask.Extras.Parent}' has ended, so nothing can be drawn from it.");
        }

        if (ask.Member is not null && ask.Member != parent.Member.Id) return Decision.Reject("invalid_rule", "What draws from a hold is of the hold's member. Leave the member out.");
        if (ask.Quote is not null) return Decision.Reject("invalid_rule", "A quote is held by itself, not out of another hold.");
        if (parent.Depth + 1 > Book.HoldDepthMax) return Decision.Reject("invalid_rule", $"At most {Book.HoldDepthMax} holds are above one another.");

        IReadOnlyList<Charge> estimates = [];
        if (ask.Data is { } data)
        {
            var charged = EstimateIn(parent.Terms.Asset, ask.Meter!, data, book, now);
            if (charged.Charge is not { } charge) return Decision.Reject(charged.Code!, charged.Detail!);
            if (charge.Asset != parent.Terms.Asset) return MismatchOf(charge.Asset!, parent.Terms.Asset);
            estimates = [charge];
        }
        else if (ask.Asset != parent.Terms.Asset)
        {
            return MismatchOf(ask.Asset!, parent.Terms.Asset);
        }

        var lapsesAt = now + ask.TimeToLive;
        var terms = new HoldTerms(
            ask.Id, parent.Terms.Asset, estimates.Count > 0 ? estimates[0].Units : ask.Units, ask.Meter ?? parent.Terms.Meter,
            estimates.Count > 0 ? estimates[0].Model : ask.Model ?? parent.Terms.Model,
            lapsesAt < parent.Terms.LapsesAt ? lapsesAt : parent.Terms.LapsesAt) { ApiKey = parent.Terms.ApiKey, Parent = parent.Terms.Id };
        if (TryPolicy(ask, ref terms) is { } rejection) return rejection;

        var refusal = HoldDecisions.Draw(parent, terms.Units);
        var status = refusal is null ? EntryStatus.Recorded : EntryStatus.Refused;
        return Keep(ask, book, now, EntryKind.Hold, new HoldDecided(terms, estimates, refusal), [], status, parent.Member);
    }

    private static Decision MismatchOf(Asset asset, Asset held) =>
        Decision.Reject("asset_mismatch", $"It is in {asset.Code}, and the hold it would draw from is of {held.Code}.");

    /// <summary>What the first card in an asset says; where none does, what the account's own says.</summary>
    private ChargeResult EstimateIn(Asset asset, string meter, Metering.EventData data, Book book, DateTimeOffset now)
    {
        var charged = Estimate(meter, data, book, book.RateCard, now);
        for (var i = 1; i < book.RateCards.Length && charged.Charge?.Asset != asset; i++)
        {
            var next = Estimate(meter, data, book, book.RateCards[i], now);
            if (next.Charge is not null || charged.Charge is null) charged = next;
        }

        return charged;
    }

    private static Decision? TryPolicy(AuthoriseHold ask, ref HoldTerms terms)
    {
        if (ask.Extras.OnCancel == CancelPolicy.Actual) return null;

        var minimum = 0L;
        if (ask.Extras.CancelMinimum is { } text && !TryUnits(text, terms.Asset, out minimum, out var rejection)) return rejection;
        terms = terms with { OnCancel = ask.Extras.OnCancel, CancelMinimum = minimum };
        return null;
    }

    private static Decision Await(AwaitHold waiting, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (!book.Holds.TryGetValue(waiting.HoldId, out var hold))
        {
            return NotOpen(waiting.HoldId, book, history, out var gone) ?? Keep(
                waiting, book, now, EntryKind.Await, new HoldAwaited(gone, now, "hold_not_open"), [], EntryStatus.Refused);
        }

        var until = now + waiting.AtMost;
        if (until < hold.Terms.LapsesAt) until = hold.Terms.LapsesAt;
        return Keep(waiting, book, now, EntryKind.Await, new HoldAwaited(HoldDecisions.StateOf(hold, hold.Remaining, null), until, null), [], parent: hold.Member);
    }

    /// <summary>A cancellation is a final capture of what its policy says, or a release where that is nothing.</summary>
    private Decision Cancel(CancelHold cancel, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (!book.Holds.TryGetValue(cancel.HoldId, out var hold))
        {
            return NotOpen(cancel.HoldId, book, history, out var gone) ?? Keep(
                cancel, book, now, EntryKind.Release, new HoldReleased(gone, 0, "hold_not_open") { IsCancelled = true }, [], EntryStatus.Refused);
        }

        var actual = 0L;
        if (cancel.Actual is { } text && !TryUnits(text, hold.Terms.Asset, out actual, out var rejection)) return rejection;
        var units = Math.Min(CancelledUnits(hold, actual), hold.Remaining);
        if (units == 0)
        {
            var freed = HoldDecisions.Release(book, hold, now, _draft);
            var released = new HoldReleased(HoldDecisions.StateOf(hold, 0, HoldEnd.Released), freed, null) { IsCancelled = true };
            return Keep(cancel, book, now, EntryKind.Release, released, _draft.ToArray(), parent: hold.Member);
        }

        var after = HoldDecisions.Capture(book, hold, units, true, now, _draft)!;
        var use = LimitedUse.Of(hold.Terms with { Units = units }, [], 1);
        var captured = new HoldCaptured(after, hold.Terms.Model ?? "", units, true, LateCapture.None, UsageMarks.None, null)
        {
            IsCancelled = true, Windows = LimitDecisions.Opening(book, hold.Member, use, now),
        };
        return Keep(cancel, book, now, EntryKind.Capture, captured, _draft.ToArray(), parent: hold.Member);
    }

    private static long CancelledUnits(Hold hold, long actual) => hold.Terms.OnCancel switch
    {
        CancelPolicy.Nothing => 0,
        CancelPolicy.Minimum => Math.Max(actual, hold.Terms.CancelMinimum - hold.Captured),
        _ => actual,
    };
}
