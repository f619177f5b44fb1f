namespace Farebox.Ledger;

/// <summary>How corrections change a book.</summary>
public sealed partial class Book
{
    private void Finish(Entry entry, UsageCorrected corrected)
    {
        var day = BookedOn(entry);
        foreach (var taken in corrected.Taken)
        {
            if (taken.Counters.Length > 0) Count(entry, taken.Counters);
            foreach (var share in taken.Shares)
            {
                var key = new RollUpKey(day, entry.Member, taken.Meter, taken.Model, share.Grant, taken.Asset?.Code ?? "", taken.Cost?.Asset.Code ?? "");
                RollUp.Add(key, 0, -share.Quantity, -share.Cost);
            }

            foreach (var part in taken.Returns) GiveBack(part, day, taken.Meter, taken.Model, taken.Asset!);
        }

        foreach (var charge in corrected.Charges)
        {
            AddToRollUp(entry, charge);
            if (charge.Counters.Length > 0) Count(entry, charge.Counters);
        }

        NoteLate(entry.OccurredAt);
        if (corrected.Taken.Count > 0) CorrectedSeq = entry.Seq;
    }
}
