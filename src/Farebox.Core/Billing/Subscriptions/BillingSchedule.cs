using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>The billing periods of a service that begins at an instant and perhaps ends: the cycles of a cadence, cut at both ends.</summary>
public sealed record BillingSchedule
{
    /// <exception cref="ArgumentException">The end is not after the start.</exception>
    public BillingSchedule(Cadence cadence, DateTimeOffset start, DateTimeOffset? end = null)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        if (end <= start) throw new ArgumentException("A service ends after it starts.", nameof(end));
        (Cadence, Start, End) = (cadence, start, end);
    }

    public Cadence Cadence { get; }

    public DateTimeOffset Start { get; }

    /// <summary>The first instant that is not served; null: it goes on.</summary>
    public DateTimeOffset? End { get; }

    /// <summary>The period an instant is in; null where nothing is served then.</summary>
    public ServicePeriod? At(DateTimeOffset instant) => instant < Start || instant >= End ? null : Cut(Cadence.PeriodAt(instant));

    /// <summary>The last period that has ended by an instant; null where there is none.</summary>
    public ServicePeriod? EndedBy(DateTimeOffset instant)
    {
        if (instant >= End) return Cut(Cadence.PeriodAt(End.Value.AddTicks(-1)));

        var period = Cadence.PeriodAt(instant);
        var before = Cadence.PeriodAt(period.Start.AddTicks(-1));
        return before.End <= Start ? null : Cut(before);
    }

    /// <summary>All periods that begin before an instant, in order.</summary>
    public IEnumerable<ServicePeriod> BeginningBefore(DateTimeOffset instant)
    {
        var stop = End < instant ? End.Value : instant;
        for (var at = Start; at < stop;)
        {
            var cycle = Cadence.PeriodAt(at);
            yield return Cut(cycle);
            at = cycle.End;
        }
    }

    private ServicePeriod Cut(Period cycle)
    {
        var (from, until) = (cycle.Start < Start ? Start : cycle.Start, End < cycle.End ? End.Value : cycle.End);
        return new(new(from, until), cycle);
    }
}
