using Farebox.Ledger;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Rates the use of an account again in the order in which it happened, and sums up by how much every charge differs.</summary>
/// <remarks>
/// What it keeps is a sum for each charge and the running counts, however many events there are. It begins where counts begin, because a
/// price depends on all that came before it in its counting period.
/// </remarks>
public sealed class PeriodRating(Charger charger, string costCard, PeriodClosed closed)
{
    private readonly CounterSnapshot _counters = CounterSnapshot.Empty();
    private readonly Dictionary<ChargeKey, Sum> _sums = [];

    /// <summary>How many events were rated.</summary>
    public long Events { get; private set; }

    /// <summary>The first instant whose use has to be given: that at which the longest count begins which anything new belongs to.</summary>
    public static DateTimeOffset BeginOf(PeriodClosed closed, Catalog catalog, IEnumerable<string> rateCards, string costCard)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(catalog);
        if (FirstNew(closed) is not { } first) return DateTimeOffset.MinValue;

        var cards = rateCards.Select(id => catalog.FindCard(CardKind.Rate, id)).Append(catalog.FindCard(CardKind.Cost, costCard));
        var resets = cards.SelectMany(card => card?.Versions ?? []).SelectMany(version => version.Rows).Select(row => row.Resets);
        return CountingPeriod.Of(resets.Append(CounterReset.Month).MaxBy(LengthOf), first).Begins;
    }

    /// <summary>Takes an entry into account: rates what stands, and only adds up what was charged and given back where something else stands now.</summary>
    /// <param name="occurredAt">When the use happened.</param>
    /// <param name="body">An event, or a correction of one.</param>
    /// <param name="isCorrected">Whether a later correction says something else.</param>
    public void Add(DateTimeOffset occurredAt, EntryBody body, bool isCorrected)
    {
        var charges = body switch { UsageReported usage => usage.Charges, UsageCorrected corrected => corrected.Charges, _ => [] };
        if (body is UsageCorrected { Taken: var taken }) AddTaken(occurredAt, taken);
        if (isCorrected) AddCorrected(occurredAt, charges);
        else if (charges.Count > 0) Add(occurredAt, charges);
    }

    /// <summary>Rates an event that was recorded before the close. Events come in the order of when they happened, those of one instant by their identity.</summary>
    public void Add(DateTimeOffset occurredAt, IReadOnlyList<Charge> charges)
    {
        ArgumentNullException.ThrowIfNull(charges);
        Events++;
        foreach (var charge in charges)
        {
            var again = charger.ChargeAgain(charge, costCard, _counters, occurredAt);
            if (again is not null) _counters.Add(again.Counters.AsSpan());

            var rated = again ?? charge;
            var cost = (rated.UpstreamCost ?? charge.UpstreamCost)?.Asset;
            var sum = SumOf(new(charge.Meter, charge.Model, charge.Asset, cost, PeriodOf(rated.Counters.Concat(charge.Counters), occurredAt)));
            sum.Events++;
            checked
            {
                sum.Rated += rated.Units;
                sum.Charged += charge.Units;
                sum.RatedCost += (rated.UpstreamCost ?? charge.UpstreamCost)?.Units ?? 0;
                sum.ChargedCost += charge.UpstreamCost?.Units ?? 0;
            }
        }
    }

    /// <summary>Takes into account what was charged for an event that has been corrected since: it is not rated.</summary>
    public void AddCorrected(DateTimeOffset occurredAt, IReadOnlyList<Charge> charges)
    {
        ArgumentNullException.ThrowIfNull(charges);
        foreach (var charge in charges)
            AddCharged(new(charge.Meter, charge.Model, charge.Asset, charge.UpstreamCost?.Asset, PeriodOf(charge.Counters, occurredAt)), charge.Units, charge.UpstreamCost?.Units ?? 0);
    }

    /// <summary>Takes into account what a correction gave back.</summary>
    public void AddTaken(DateTimeOffset occurredAt, IReadOnlyList<TakenBack> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        foreach (var back in taken)
            AddCharged(new(back.Meter, back.Model, back.Asset, back.Cost?.Asset, PeriodOf(back.Counters, occurredAt)), -back.Units, -(back.Cost?.Units ?? 0));
    }

    /// <summary>Takes into account what an earlier close has posted for a charge.</summary>
    public void Add(Adjustment earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        AddCharged(new(earlier.Meter, earlier.Model, earlier.Asset, earlier.CostAsset, earlier.Period), earlier.Units, earlier.Cost);
    }

    private void AddCharged(ChargeKey key, long units, long cost)
    {
        var sum = SumOf(key);
        checked
        {
            sum.Charged += units;
            sum.ChargedCost += cost;
        }
    }

    private static CountingPeriod PeriodOf(IEnumerable<CounterMove> moves, DateTimeOffset occurredAt) =>
        CountingPeriod.Of(moves.Select(move => move.Key.Period.Reset).DefaultIfEmpty(CounterReset.Month).MaxBy(LengthOf), occurredAt);

    /// <summary>The charges that something new belongs to and that differ, each with the instant at which the difference is booked.</summary>
    /// <param name="through">The entry of the close.</param>
    public IEnumerable<(Adjustment Adjustment, DateTimeOffset At)> Differences(long through)
    {
        var first = FirstNew(closed);
        foreach (var (key, sum) in _sums.OrderBy(item => item.Key.ToString(), StringComparer.Ordinal))
        {
            if (key.Period.Ends <= first) continue;

            var adjustment = new Adjustment
            {
                Meter = key.Meter, Model = key.Model, Asset = key.Asset, CostAsset = key.CostAsset, Period = key.Period, Closes = closed.Period,
                Through = through, Events = sum.Events, Rated = sum.Rated, Charged = sum.Charged, RatedCost = sum.RatedCost, ChargedCost = sum.ChargedCost,
            };
            if (!adjustment.IsNothing) yield return (adjustment, BookedAt(key.Period));
        }
    }

    /// <summary>In the last instant of the charge that is closed now; what belongs to a period that had been closed, in the first.</summary>
    private DateTimeOffset BookedAt(CountingPeriod period)
    {
        if (period.Ends <= closed.From) return closed.From.Value;
        return (period.Ends < closed.Until ? period.Ends : closed.Until).AddMicroseconds(-1);
    }

    private static DateTimeOffset? FirstNew(PeriodClosed closed) => closed.Late < closed.From ? closed.Late : closed.From;

    private static int LengthOf(CounterReset reset) => reset switch { CounterReset.Day => 0, CounterReset.Month => 1, CounterReset.Year => 2, _ => 3 };

    private Sum SumOf(ChargeKey key)
    {
        if (!_sums.TryGetValue(key, out var sum)) _sums.Add(key, sum = new());
        return sum;
    }

    private readonly record struct ChargeKey(string Meter, string Model, Asset? Asset, Asset? CostAsset, CountingPeriod Period);

    private sealed class Sum
    {
        public long Events;
        public long Rated;
        public long Charged;
        public long RatedCost;
        public long ChargedCost;
    }
}
