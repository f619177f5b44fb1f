using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Decisions on holds.</summary>
public sealed partial class Decider
{
    private Decision Authorise(AuthoriseHold ask, Book book, DateTimeOffset now)
    {
        if (!book.TryGetMember(ask.Member, out var member))
            return Decision.Reject("member_unknown", $"There is no member '{ask.Member}'. Add it, or leave it out.");
        if (book.Holds.Count >= Book.OpenHoldsMax)
            return Decision.Reject("too_many_holds", $"The account has {Book.OpenHoldsMax} open holds. Settle or release some.");
        if (book.Holds.ContainsKey(ask.Id))
            return Decision.Reject("already_exists", $"Hold '{ask.Id}' is open already. Choose another id.");

        Charge? estimate = null;
        if (ask.Data is not null)
        {
            var charged = Estimate(ask, book, now);
            if (charged.Charge is null) return Decision.Reject(charged.Code!, charged.Detail!);
            if (charged.Charge.Units == 0)
                return Decision.Reject("amount_not_positive", "The data comes to nothing, so there is nothing to hold. Report the event when the work is done.");
            estimate = charged.Charge;
        }

        var terms = new HoldTerms(
            ask.Id, estimate?.Asset ?? ask.Asset!, estimate?.Units ?? ask.Units, ask.Meter, estimate?.Model ?? ask.Model, now + ask.TimeToLive);
        var refusal = HoldDecisions.Authorise(book, terms, member, now, _draft);
        var status = refusal is null ? EntryStatus.Recorded : EntryStatus.Refused;
        return Keep(ask, book, now, EntryKind.Hold, new HoldDecided(terms, estimate, refusal), _draft.ToArray(), status, member);
    }

    private ChargeResult Estimate(AuthoriseHold ask, Book book, DateTimeOffset now)
    {
        if (charger.Catalog.FindMeter(ask.Meter!) is not { } meter)
            return ChargeResult.Unrated("meter_unknown", $"There is no meter '{ask.Meter}'. Create it first.");
        if (!meter.IsPriced)
            return ChargeResult.Unrated("price_missing", $"Meter '{ask.Meter}' only counts, so there is nothing to hold.");

        return charger.ChargeData(meter, ask.Data!, book.RateCard, book.CostCard, now);
    }

    private Decision Capture(CaptureHold capture, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (book.Holds.TryGetValue(capture.HoldId, out var hold))
            return CaptureOpen(capture, hold, book, now);
        if (history.Find(book, capture.HoldId) is not { } past)
            return Decision.Reject("hold_unknown", $"The account has no hold '{capture.HoldId}'.");

        var gone = new HoldState(past.Terms.Id, past.Terms.Asset, past.Terms.Units, 0, past.End);
        if (past.End != HoldEnd.Lapsed)
            return Keep(capture, book, now, EntryKind.Capture, new HoldCaptured(gone, "", 0, false, LateCapture.None, UsageMarks.None, "hold_not_open"), [], EntryStatus.Refused);
        return CaptureLapsed(capture, past, gone, book, now);
    }

    private Decision CaptureLapsed(CaptureHold capture, PastHold past, HoldState gone, Book book, DateTimeOffset now)
    {
        if (!TryUnits(capture.Amount, past.Terms.Asset, out var units, out var rejection)) return rejection;

        var member = MemberOf(book, past.Member);
        if (units > past.Terms.Units)
        {
            var refused = new HoldCaptured(gone, past.Terms.Model ?? "", units, capture.Final, LateCapture.Lapsed, UsageMarks.None, "capture_exceeds_hold");
            return Keep(capture, book, now, EntryKind.Capture, refused, [], EntryStatus.Refused, member);
        }

        if ((Int128)book.Root.UsedOf(past.Terms.Asset) + units > long.MaxValue) return UseDoesNotFit;

        var marks = UsageMarks.LateCapture | (member.LimitedBy(past.Terms.Asset, units) is null ? UsageMarks.None : UsageMarks.OverLimit);
        if (HoldDecisions.CaptureLate(book, past.Terms, member, units, now, _draft)) marks |= UsageMarks.Debt;
        var body = new HoldCaptured(gone, past.Terms.Model ?? "", units, false, LateCapture.Lapsed, marks, null);
        return Keep(capture, book, now, EntryKind.Capture, body, _draft.ToArray(), parent: member);
    }

    private Decision CaptureOpen(CaptureHold capture, Hold hold, Book book, DateTimeOffset now)
    {
        if (!TryUnits(capture.Amount, hold.Terms.Asset, out var units, out var rejection)) return rejection;

        var model = hold.Terms.Model ?? "";
        if (HoldDecisions.Capture(book, hold, units, capture.Final, now, _draft) is { } after)
        {
            var done = new HoldCaptured(after, model, units, capture.Final, LateCapture.None, UsageMarks.None, null);
            return Keep(capture, book, now, EntryKind.Capture, done, _draft.ToArray(), parent: hold.Member);
        }

        var state = HoldDecisions.StateOf(hold, hold.Remaining, null);
        var refused = new HoldCaptured(state, model, units, capture.Final, LateCapture.None, UsageMarks.None, "capture_exceeds_hold");
        return Keep(capture, book, now, EntryKind.Capture, refused, [], EntryStatus.Refused, hold.Member);
    }

    private Decision Release(ReleaseHold release, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (book.Holds.TryGetValue(release.HoldId, out var hold))
        {
            var freed = HoldDecisions.Release(book, hold, now, _draft);
            var done = new HoldReleased(HoldDecisions.StateOf(hold, 0, HoldEnd.Released), freed, null);
            return Keep(release, book, now, EntryKind.Release, done, _draft.ToArray(), parent: hold.Member);
        }

        if (history.Find(book, release.HoldId) is not { } past)
            return Decision.Reject("hold_unknown", $"The account has no hold '{release.HoldId}'.");

        var gone = new HoldState(past.Terms.Id, past.Terms.Asset, past.Terms.Units, 0, past.End);
        return Keep(release, book, now, EntryKind.Release, new HoldReleased(gone, 0, "hold_not_open"), [], EntryStatus.Refused);
    }

    private static bool TryUnits(string amount, Asset asset, out long units, out Decision rejection)
    {
        rejection = default;
        var error = DecimalText.ParseUnits(amount, asset, out units);
        if (error != AmountError.None)
        {
            var (code, detail) = error switch
            {
                AmountError.TooManyDecimals => ("too_many_decimals", $"An amount of {asset.Code} has at most {asset.Scale} decimal places."),
                AmountError.OutOfRange => ("amount_overflow", $"The amount does not fit the ledger in {asset.Code}."),
                _ => ("invalid_number", "An amount is a decimal string such as \"1.25\"."),
            };
            rejection = Decision.Reject(code, detail);
            return false;
        }

        if (units > 0) return true;

        rejection = Decision.Reject("amount_not_positive", "A capture is of more than nothing. To free a hold unused, release it.");
        return false;
    }

    private static Member MemberOf(Book book, string path) =>
        book.TryGetMember(path[(path.LastIndexOf('/') + 1)..], out var member) ? member : book.Root;
}
