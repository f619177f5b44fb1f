using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Decisions on holds.</summary>
public sealed partial class Decider
{
    private Decision Authorise(AuthoriseHold ask, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (ask.TimeToLive > book.HoldTimeMax) return Decision.Reject("invalid_ttl", $"The account's holds last at most {(long)book.HoldTimeMax.TotalSeconds} seconds.");
        if (!book.TryGetMember(ask.Member, out var member))
            return Decision.Reject("member_unknown", $"There is no member '{ask.Member}'. Add it, or leave it out.");
        if (book.Holds.Count >= Book.OpenHoldsMax)
            return Decision.Reject("too_many_holds", $"The account has {Book.OpenHoldsMax} open holds. Settle or release some.");
        if (book.Holds.ContainsKey(ask.Id))
            return Decision.Reject("already_exists", $"Hold '{ask.Id}' is open already. Choose another id.");

        if (ask.Extras.Parent is not null) return AuthoriseShare(ask, book, now, history);

        var lapsesAt = now + ask.TimeToLive;
        HoldTerms terms;
        IReadOnlyList<Charge> estimates = [];
        if (ask.Quote is { } quote)
        {
            if (TryQuoted(quote, now, out estimates) is { } rejection) return Decision.Reject(rejection.Code, rejection.Detail);
            terms = new(ask.Id, AssetOf(estimates)!, UnitsOf(estimates), Shared(estimates, charge => charge.Meter), Shared(estimates, charge => charge.Model), lapsesAt);
        }
        else if (ask.Data is { } data)
        {
            var charged = EstimateToHold(ask, data, book, member, now);
            if (charged.Charge is not { } estimate) return Decision.Reject(charged.Code!, charged.Detail!);
            (terms, estimates) = (new(ask.Id, estimate.Asset!, estimate.Units, ask.Meter, estimate.Model, lapsesAt), [estimate]);
        }
        else
        {
            terms = new(ask.Id, ask.Asset!, ask.Units, ask.Meter, ask.Model, lapsesAt);
        }

        if (ask.ApiKey is { } key) terms = terms with { ApiKey = key };
        if (TryPolicy(ask, ref terms) is { } unusable) return unusable;
        var asked = LimitedUse.Of(terms, estimates, 1);
        var refusal = HoldDecisions.Authorise(book, terms, asked, member, now, _draft);
        var body = new HoldDecided(terms, estimates, refusal) { QuotedAt = ask.Quote?.At };
        if (refusal is not null) return Keep(ask, book, now, EntryKind.Hold, body, [], EntryStatus.Refused, member);

        if (LimitDecisions.Opening(book, member, asked, now) is { Length: > 0 } windows) body = body with { Windows = windows };
        return Keep(ask, book, now, EntryKind.Hold, body, _draft.ToArray(), parent: member);
    }

    /// <summary>A hold is of one asset: of the first in the account's order that can hold all of it, or of the last that has a price.</summary>
    private ChargeResult EstimateToHold(AuthoriseHold ask, EventData data, Book book, Member member, DateTimeOffset now)
    {
        var found = Estimate(ask.Meter!, data, book, book.RateCard, now);
        for (var i = 1; i < book.RateCards.Length && !CanHold(found.Charge, ask.ApiKey, book, member, now); i++)
        {
            var next = Estimate(ask.Meter!, data, book, book.RateCards[i], now);
            if (next.Charge is not null || found.Charge is null) found = next;
        }

        return found;
    }

    private bool CanHold(Charge? charge, string? apiKey, Book book, Member member, DateTimeOffset now)
    {
        if (charge?.Asset is not { } asset) return false;

        var wallet = book.WalletOf(asset);
        return wallet.Debts.Count == 0 && member.LimitedBy(asset, charge.Units) is null
            && LimitDecisions.Refusing(book, member, LimitedUse.Of([charge], apiKey), null, now) is null
            && wallet.AvailableFor(new(charge.Meter, charge.Model, member, now), now, _draft) >= charge.Units;
    }

    private ChargeResult Estimate(string meterId, EventData data, Book book, string rateCard, DateTimeOffset now)
    {
        if (charger.Catalog.FindMeter(meterId) is not { } meter)
            return ChargeResult.Unrated("meter_unknown", $"There is no meter '{meterId}'. Create it first.");
        if (!meter.IsPriced)
            return ChargeResult.Unrated("price_missing", $"Meter '{meterId}' only counts, so there is nothing to hold.");

        var charged = charger.Estimate(meter, data, rateCard, book.CostCard, book, now);
        return charged.Charge is { Units: 0 }
            ? ChargeResult.Unrated("amount_not_positive", "The data comes to nothing, so there is nothing to hold. Report the event when the work is done.")
            : charged;
    }

    private Rejected? TryQuoted(QuoteTerms quote, DateTimeOffset now, out IReadOnlyList<Charge> charges)
    {
        charges = [];
        if (now >= quote.ValidUntil) return new("quote_expired", $"The quote was valid until {Rfc3339.Format(quote.ValidUntil)}. Ask for a new one.");
        if (charger.ChargeQuoted(quote) is not { } quoted || AssetOf(quoted) is null || UnitsOf(quoted) == 0) return new("quote_invalid", "Send the quote as it came.");

        charges = quoted;
        return null;
    }

    private static Asset? AssetOf(IReadOnlyList<Charge> charges) => charges.FirstOrDefault(charge => charge.Asset is not null)?.Asset;

    /// <summary>The sum; zero when it would not fit, which no quote that may be held comes to.</summary>
    private static long UnitsOf(IReadOnlyList<Charge> charges)
    {
        Int128 sum = 0;
        foreach (var charge in charges) sum += charge.Units;
        return sum <= long.MaxValue ? (long)sum : 0;
    }

    /// <summary>What every charge says, so that grants scoped to it may pay; nothing when they differ.</summary>
    private static string? Shared(IReadOnlyList<Charge> charges, Func<Charge, string> of) =>
        charges.All(charge => of(charge) == of(charges[0])) ? of(charges[0]) : null;

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

        var use = LimitedUse.Of(past.Terms with { Units = units }, [], 1);
        var isOver = member.LimitedBy(past.Terms.Asset, units) is not null || LimitDecisions.IsPassed(book, member, use, null, now);
        var marks = UsageMarks.LateCapture | (isOver ? UsageMarks.OverLimit : UsageMarks.None);
        if (HoldDecisions.CaptureLate(book, past.Terms, member, units, now, _draft)) marks |= UsageMarks.Debt;
        var body = new HoldCaptured(gone, past.Terms.Model ?? "", units, false, LateCapture.Lapsed, marks, null)
        {
            Meter = past.Terms.Meter, ApiKey = past.Terms.ApiKey, Windows = LimitDecisions.Opening(book, member, use, now),
        };
        return Keep(capture, book, now, EntryKind.Capture, body, _draft.ToArray(), parent: member);
    }

    private Decision CaptureOpen(CaptureHold capture, Hold hold, Book book, DateTimeOffset now)
    {
        if (!TryUnits(capture.Amount, hold.Terms.Asset, out var units, out var rejection)) return rejection;

        var model = hold.Terms.Model ?? "";
        if (HoldDecisions.Capture(book, hold, units, capture.Final, now, _draft) is { } after)
        {
            var use = LimitedUse.Of(hold.Terms with { Units = units }, [], 1);
            var done = new HoldCaptured(after, model, units, capture.Final, LateCapture.None, UsageMarks.None, null) { Windows = LimitDecisions.Opening(book, hold.Member, use, now) };
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

        rejection = Decision.Reject("amount_not_positive", "The amount is above zero. To free a hold unused, release it.");
        return false;
    }

    private static Member MemberOf(Book book, string path) =>
        book.TryGetMember(path[(path.LastIndexOf('/') + 1)..], out var member) ? member : book.Root;
}
