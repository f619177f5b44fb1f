using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions that change what an open hold is: how much, and for how long.</summary>
public sealed partial class Decider
{
    private Decision Grow(GrowHold grow, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (!book.Holds.TryGetValue(grow.HoldId, out var hold))
        {
            return NotOpen(grow.HoldId, book, history, out var gone) ?? Keep(
                grow, book, now, EntryKind.Grow, new HoldGrown(gone, 0, [], new("hold_not_open", 0, null)), [], EntryStatus.Refused);
        }

        if (TryMore(grow, hold, book, now, out var units, out var estimates) is { } rejection) return rejection;
        if ((Int128)hold.Terms.Units + units > long.MaxValue) return Decision.Reject("amount_overflow", "All that the hold would have authorised would not fit the ledger.");

        if (hold.Parent is { } parent) return GrowShare(grow, hold, parent, units, estimates, book, now);

        // More of a hold is authorised as a hold of that much would be.
        var more = hold.Terms with { Units = units };
        var asked = LimitedUse.Of(more, estimates, 0);
        var refusal = HoldDecisions.Authorise(book, more, asked, hold.Member, now, _draft);
        var (total, remaining) = refusal is null ? (hold.Terms.Units + units, hold.Remaining + units) : (hold.Terms.Units, hold.Remaining);
        var body = new HoldGrown(new(hold.Terms.Id, hold.Terms.Asset, total, remaining, null), units, estimates, refusal);
        if (refusal is null && LimitDecisions.Opening(book, hold.Member, asked, now) is { Length: > 0 } windows) body = body with { Windows = windows };
        return Keep(grow, book, now, EntryKind.Grow, body, _draft.ToArray(), refusal is null ? EntryStatus.Recorded : EntryStatus.Refused, hold.Member);
    }

    private static Decision GrowShare(GrowHold grow, Hold hold, Hold parent, long units, IReadOnlyList<Charge> estimates, Book book, DateTimeOffset now)
    {
        var refusal = HoldDecisions.Draw(parent, units);
        var more = refusal is null ? units : 0;
        var body = new HoldGrown(new(hold.Terms.Id, hold.Terms.Asset, hold.Terms.Units + more, hold.Remaining + more, null), units, estimates, refusal);
        return Keep(grow, book, now, EntryKind.Grow, body, [], refusal is null ? EntryStatus.Recorded : EntryStatus.Refused, hold.Member);
    }

    private static Decision Extend(ExtendHold extend, Book book, DateTimeOffset now, IHoldHistory history)
    {
        if (!book.Holds.TryGetValue(extend.HoldId, out var hold))
        {
            return NotOpen(extend.HoldId, book, history, out var gone) ?? Keep(
                extend, book, now, EntryKind.Extend, new HoldExtended(gone, now, "hold_not_open"), [], EntryStatus.Refused);
        }

        if (extend.TimeToLive > book.HoldTimeMax) return Decision.Reject("invalid_ttl", $"The account's holds last at most {(long)book.HoldTimeMax.TotalSeconds} seconds.");

        // What draws from a hold does not outlast it.
        var until = now + extend.TimeToLive;
        if (hold.Parent is { } parent && until > parent.Terms.LapsesAt) until = parent.Terms.LapsesAt;
        var lapsesAt = until > hold.Terms.LapsesAt ? until : hold.Terms.LapsesAt;
        var body = new HoldExtended(HoldDecisions.StateOf(hold, hold.Remaining, null), lapsesAt, null);
        return Keep(extend, book, now, EntryKind.Extend, body, [], parent: hold.Member);
    }

    /// <summary>A hold that never was is rejected; one that has ended is shown as it ended.</summary>
    private static Decision? NotOpen(string holdId, Book book, IHoldHistory history, out HoldState gone)
    {
        gone = new(holdId, null, 0, 0, null);
        if (history.Find(book, holdId) is not { } past) return Decision.Reject("hold_unknown", $"The account has no hold '{holdId}'.");

        gone = new(past.Terms.Id, past.Terms.Asset, past.Terms.Units, 0, past.End);
        return null;
    }

    private Decision? TryMore(GrowHold grow, Hold hold, Book book, DateTimeOffset now, out long units, out IReadOnlyList<Charge> estimates)
    {
        estimates = [];
        if (grow.Data is not { } data) return TryUnits(grow.Amount!, hold.Terms.Asset, out units, out var rejection) ? null : rejection;

        units = 0;
        if ((grow.Meter ?? hold.Terms.Meter) is not { } meter) return Decision.Reject("meter_unknown", "The hold is for no meter, so name the meter of the data.");
        var charged = EstimateIn(hold.Terms.Asset, meter, data, book, now);
        if (charged.Charge is not { } charge) return Decision.Reject(charged.Code!, charged.Detail!);
        if (charge.Asset != hold.Terms.Asset) return Decision.Reject("asset_mismatch", $"The data is priced in {charge.Asset!.Code}, and the hold is of {hold.Terms.Asset.Code}.");

        (units, estimates) = (charge.Units, [charge]);
        return null;
    }
}
