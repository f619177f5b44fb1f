using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Charging.Closing;

/// <summary>Closes periods of a till as the server closes those of a database: draw the line, rate what is above it, post what differs.</summary>
internal static class ClosingTill
{
    /// <summary>Closes a period that has ended and says what was posted.</summary>
    public static IReadOnlyList<AdjustmentPosted> Close(this Till till, string period)
    {
        var entry = till.Do(Closing(period));
        var posted = till.Differences(entry).Select(difference => (AdjustmentPosted)till.Post(difference.Adjustment, difference.At, entry).Body).ToArray();
        till.Do(new FinishClose(Till.Tenant, "acme", new(((PeriodClosed)entry.Body).Period, entry.Seq, till.Entries.Count, posted.Length)));
        return posted;
    }

    public static ClosePeriod Closing(string period, TimeSpan grace = default) =>
        new(Till.Tenant, "acme", CountingPeriod.TryParse(period, out var parsed) ? parsed : throw new FormatException(period), grace);

    /// <summary>What a close that was drawn by an entry differs by.</summary>
    public static IReadOnlyList<(Adjustment Adjustment, DateTimeOffset At)> Differences(this Till till, Entry entry)
    {
        var closed = (PeriodClosed)entry.Body;
        var rating = new PeriodRating(new(till.Catalog), till.Book.CostCard, closed);
        var begin = PeriodRating.BeginOf(closed, till.Catalog, till.Book.RateCards, till.Book.CostCard);
        var corrected = till.Entries.Where(other => other.Seq < entry.Seq).Select(other => other.Body).OfType<UsageCorrected>().Select(correction => correction.Corrects).ToHashSet();
        foreach (var use in till.Uses(begin, closed.Until, entry.Seq).OrderBy(use => use.OccurredAt).ThenBy(use => use.Key16)) rating.Add(use.OccurredAt, use.Body, corrected.Contains(use.Seq));
        foreach (var earlier in till.Entries.Where(earlier => earlier.Seq < entry.Seq).Select(earlier => earlier.Body).OfType<AdjustmentPosted>()) rating.Add(earlier.Adjustment);
        return [.. rating.Differences(entry.Seq)];
    }

    public static Entry Post(this Till till, Adjustment adjustment, DateTimeOffset at, Entry close) => till.Do(till.Posting(adjustment, at, close));

    public static PostAdjustment Posting(this Till till, Adjustment adjustment, DateTimeOffset at, Entry close)
    {
        if (adjustment.Units >= 0) return new(Till.Tenant, "acme", adjustment, at, [], new HashSet<string>(), till.Book.CorrectedSeq);

        var uses = till.UsesOf(adjustment, ((PeriodClosed)close.Body).Until);
        return new(Till.Tenant, "acme", adjustment, at, till.Paid(adjustment, uses), uses.Select(use => $"{use.Seq}/{adjustment.Meter}").ToHashSet(), till.Book.CorrectedSeq);
    }

    private static IEnumerable<Entry> Uses(this Till till, DateTimeOffset from, DateTimeOffset until, long before) => till.Entries.Where(entry =>
        entry is { Status: EntryStatus.Recorded, Body: UsageReported or UsageCorrected } && entry.Seq < before && entry.OccurredAt >= from && entry.OccurredAt < until);

    private static Entry[] UsesOf(this Till till, Adjustment adjustment, DateTimeOffset until) =>
    [
        .. till.Uses(adjustment.Period.Begins, until < adjustment.Period.Ends ? until : adjustment.Period.Ends, adjustment.Through)
            .Where(use => ChargesOf(use.Body).Any(charge => charge.Meter == adjustment.Meter && charge.Model == adjustment.Model && charge.Asset == adjustment.Asset)),
        .. till.Entries.Where(entry => entry.Seq < adjustment.Through && entry.Body is AdjustmentPosted { Adjustment: var earlier } && earlier.Units > 0
            && (earlier.Meter, earlier.Model, earlier.Asset, earlier.Period) == (adjustment.Meter, adjustment.Model, adjustment.Asset, adjustment.Period)),
    ];

    private static IReadOnlyList<GivenBack> Paid(this Till till, Adjustment adjustment, IEnumerable<Entry> uses)
    {
        var parts = new PaidParts(-adjustment.Units, Corrections.CorrectingTill.Returned(till, adjustment.Meter, adjustment.Asset!.Code));
        foreach (var use in uses.OrderByDescending(use => use.Seq))
        {
            var settled = till.Entries.SelectMany(entry => entry.Transfers).Reverse()
                .Where(transfer => transfer.Debt == $"{use.Seq}/{adjustment.Meter}" && transfer.From.Kind == AccountKind.Wallet && transfer.From.Asset == adjustment.Asset);
            var paid = use.Transfers.Reverse().Where(transfer =>
                transfer.To.Code == $"spent/{adjustment.Meter}" && transfer.To.Asset == adjustment.Asset && transfer.From.Kind is AccountKind.Wallet or AccountKind.Held);
            parts.Add(use.Seq, use.Member, settled.Concat(paid).Select(transfer => (LedgerAccount.ParseCode(transfer.From.Code).Name, transfer.Units)));
        }

        return parts.Parts;
    }

    private static IReadOnlyList<Charge> ChargesOf(EntryBody body) => body switch { UsageReported usage => usage.Charges, UsageCorrected corrected => corrected.Charges, _ => [] };

    /// <summary>What was charged for a model in all, adjustments included.</summary>
    public static Dictionary<string, long> Charged(this Till till)
    {
        var totals = new Dictionary<string, long>();
        foreach (var entry in till.Entries.Where(entry => entry.Status == EntryStatus.Recorded))
        {
            var parts = entry.Body switch
            {
                UsageReported usage => usage.Charges.Select(charge => ($"{charge.Meter} {charge.Model} {charge.Asset?.Code}", charge.Units)),
                AdjustmentPosted { Adjustment: var adjustment } => [($"{adjustment.Meter} {adjustment.Model} {adjustment.Asset?.Code}", adjustment.Units)],
                _ => [],
            };
            foreach (var (name, units) in parts) totals[name] = totals.GetValueOrDefault(name) + units;
        }

        return totals;
    }
}
