using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>What an account has taken, from when, and everything that has been changed about it since.</summary>
/// <remarks>
/// It is the list of its changes; what is served at an instant is what they come to. A change that takes effect later is in the list like
/// any other, so that one made meanwhile is not undone by it.
/// </remarks>
public sealed class Subscription
{
    private readonly ImmutableArray<SubscriptionChange> _changes;

    /// <param name="cadence">Its cycles, and the zone whose days are counted.</param>
    /// <param name="start">The first instant that is served.</param>
    /// <param name="items">What is billed from then on, in the order of the lines.</param>
    /// <param name="proration">How parts of cycles are billed.</param>
    public Subscription(Cadence cadence, DateTimeOffset start, ImmutableArray<SubscriptionItem> items, ProrationTerms proration)
        : this(cadence, start, proration, [new ItemsSet(start, items)])
    {
    }

    private Subscription(Cadence cadence, DateTimeOffset start, ProrationTerms proration, ImmutableArray<SubscriptionChange> changes)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        ArgumentNullException.ThrowIfNull(proration);
        (Cadence, Start, Proration, _changes) = (cadence, start, proration, changes);
    }

    public Cadence Cadence { get; }

    public DateTimeOffset Start { get; }

    public ProrationTerms Proration { get; }

    /// <summary>In the order in which they take effect.</summary>
    public IEnumerable<SubscriptionChange> Changes => _changes;

    /// <summary>The same with one change more. What takes effect before it starts, takes effect at the start.</summary>
    public Subscription With(SubscriptionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var moved = change.At < Start ? change with { At = Start } : change;

        // The items it starts with come before everything else of that instant.
        return new(Cadence, Start, Proration, [_changes[0], .. _changes.Skip(1).Append(moved).OrderBy(known => known.At).ThenBy(known => known.Order)]);
    }

    /// <summary>When a change takes effect that is made at an instant.</summary>
    public DateTimeOffset EffectiveAt(DateTimeOffset instant, ChangeTiming timing) =>
        timing == ChangeTiming.Now ? instant : CadenceAt(instant).PeriodAt(instant < Start ? Start : instant).End;

    /// <summary>First instant at which it is over; null: it goes on.</summary>
    public DateTimeOffset? EndsAt => _changes.OfType<Canceled>().FirstOrDefault()?.At;

    /// <summary>The cadence at an instant.</summary>
    public Cadence CadenceAt(DateTimeOffset instant) => _changes.OfType<CycleRestarted>().LastOrDefault(restart => restart.At <= instant)?.Cadence ?? Cadence;

    /// <summary>What is served, stretch by stretch, from the start up to an instant; a stretch lies in one cycle.</summary>
    public IEnumerable<ServedStretch> ServedBefore(DateTimeOffset instant)
    {
        var state = new ServiceState(Cadence);
        for (var i = 0; i < _changes.Length; i++)
        {
            state = state.After(_changes[i]);
            var (from, next) = (_changes[i].At, i + 1 < _changes.Length ? _changes[i + 1].At : instant);
            var until = next < instant ? next : instant;
            if (from >= until || !state.IsServed) continue;

            foreach (var period in new BillingSchedule(state.Cadence, from, until).BeginningBefore(until)) yield return new(period, state.Items);
        }
    }

    /// <summary>Whether what was billed ahead of a cycle stays billed where the cycle was broken off.</summary>
    internal bool IsForfeit(Period cycle) => _changes.OfType<CycleRestarted>().Any(restart => restart.Forfeits && cycle.Contains(restart.At) && cycle.Start < restart.At);
}

/// <summary>What is served in a part of one cycle.</summary>
public readonly record struct ServedStretch(ServicePeriod Period, ImmutableArray<SubscriptionItem> Items);
