using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>How far the book is closed, and what corrections do to it.</summary>
public sealed partial class Book
{
    /// <summary>Use that happened before this instant is in a closed period; <see langword="null"/> while none is closed.</summary>
    public DateTimeOffset? ClosedUntil { get; private set; }

    /// <summary>The entry that closed the last period; zero while none is closed.</summary>
    public long ClosedSeq { get; private set; }

    /// <summary>Whether the last close has posted all that differs; a period can be closed only then.</summary>
    public bool IsCloseFinished { get; private set; } = true;

    /// <summary>When the earliest use happened that came for a closed period since the last close; <see langword="null"/> when none did.</summary>
    public DateTimeOffset? LateSince { get; private set; }

    /// <summary>The last entry that gave units back or took an event back; who plans such an entry says which one was the last he knew.</summary>
    public long CorrectedSeq { get; private set; }

    /// <summary>
    /// The day in reports: use of a closed period is booked on the first day that is open, so reports of closed periods stay as they are.
    /// Only what the close itself posts is in the period.
    /// </summary>
    private DateOnly BookedOn(Entry entry) => DayOf(entry.OccurredAt < ClosedUntil && entry.Body is not AdjustmentPosted ? ClosedUntil.Value : entry.OccurredAt);

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private void NoteLate(DateTimeOffset occurredAt)
    {
        if (occurredAt < ClosedUntil && !(LateSince <= occurredAt)) LateSince = occurredAt;
    }

    private void Finish(Entry entry, PeriodClosed closed) =>
        (ClosedUntil, ClosedSeq, LateSince, IsCloseFinished) = (closed.Until, entry.Seq, null, false);

    private void Finish(Entry entry, AdjustmentPosted posted)
    {
        var (adjustment, day) = (posted.Adjustment, BookedOn(entry));
        if (adjustment.Asset is { } asset)
        {
            if (adjustment.Units > 0) RollUp.AddUsage(entry, day, adjustment.Meter, adjustment.Model, asset, 0, null);
            foreach (var part in posted.Returns) GiveBack(part, day, adjustment.Meter, adjustment.Model, asset);
        }

        if (adjustment.Cost != 0)
            RollUp.Add(new(day, entry.Member, adjustment.Meter, adjustment.Model, "", adjustment.Asset?.Code ?? "", adjustment.CostAsset!.Code), 0, 0, adjustment.Cost);
        if (adjustment.Units < 0) CorrectedSeq = entry.Seq;
    }

    /// <summary>What the transfer back does not tell: whose use it was, and the line of the report.</summary>
    private void GiveBack(in GivenBack part, DateOnly day, string meter, string model, Asset asset)
    {
        MemberAt(part.Member).Count(asset, -part.Units);
        RollUp.Add(new(day, part.Member, meter, model, part.Grant, asset.Code, ""), -part.Units, 0, 0);
    }

    /// <summary>Units leave <c>spent/&lt;meter&gt;</c> again: for the grant that had paid, or for a debt that is no longer owed.</summary>
    private void TakeBack(Entry entry, in Transfer transfer, Grant? grant)
    {
        if (grant is not null)
        {
            grant.Spent -= transfer.Units;
            WalletOf(transfer.From.Asset).Revive(grant);
            return;
        }

        var debt = WalletOf(transfer.From.Asset).Settle(transfer.Debt, transfer.Units);
        debt.Member.Count(debt.Asset, -transfer.Units);
        RollUp.Add(new(BookedOn(entry), debt.Member.Path, debt.Meter, debt.Model, RollUp.DebtGrant, debt.Asset.Code, ""), -transfer.Units, 0, 0);
    }
}
