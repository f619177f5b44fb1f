using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on corrections.</summary>
internal sealed partial class LegalRunRule
{
    private void Look(ReplayedBook replayed, Entry entry, UsageCorrected corrected)
    {
        var subject = $"correction {corrected.CorrectionId} of event {corrected.Id}";
        if (corrected.Corrects >= entry.Seq || corrected.Number < 1) Fail(entry, subject, "a correction of an earlier entry", $"of entry {corrected.Corrects}");
        if ((corrected.Charges.Count == 0) != (corrected.What == CorrectionKind.Void)) Fail(entry, subject, "charges, unless the event is taken back", $"{corrected.Charges.Count} charges");
        if (corrected.What == CorrectionKind.Rerate && corrected.Taken.Count > 0) Fail(entry, subject, "nothing to take back, as nothing was charged", $"{corrected.Taken.Count} charges");
        LookAtMark(entry, corrected.Marks, UsageMarks.ClosedPeriod, entry.OccurredAt < replayed.Book.ClosedUntil);
        LookAtMark(entry, corrected.Marks, UsageMarks.Debt, Moved(AccountKind.Debt, AccountKind.Spent) > 0);

        foreach (var part in corrected.Taken.Select(taken => (taken.Meter, taken.Asset, Back: taken.Units, Charged: 0L))
            .Concat(corrected.Charges.Select(charge => (charge.Meter, charge.Asset, Back: 0L, Charged: charge.Units)))
            .Where(part => part.Asset is not null).GroupBy(part => (part.Meter, part.Asset)))
        {
            var (back, charged) = (0L, 0L);
            foreach (ref readonly var transfer in _made.Transfers)
            {
                if (transfer.From.Asset != part.Key.Asset) continue;
                if (transfer.From.Code == $"spent/{part.Key.Meter}") back += transfer.Units;
                if (transfer.To.Code == $"spent/{part.Key.Meter}") charged += transfer.Units;
            }

            Same(entry, $"{subject}, back from spent/{part.Key.Meter}", part.Sum(one => one.Back), back);
            Same(entry, $"{subject}, to spent/{part.Key.Meter}", part.Sum(one => one.Charged), charged);
        }

        LookAtReturns(entry, subject, [.. corrected.Taken.SelectMany(taken => taken.Returns)]);
    }
}
