using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>Something that happens to a subscription. The cases are the records here, and no others.</summary>
/// <param name="At">When it takes effect.</param>
public abstract record SubscriptionChange(DateTimeOffset At)
{
    private protected SubscriptionChange(DateTimeOffset at, int order)
        : this(at) => Order = order;

    /// <summary>Which of several at one instant goes first: the higher one later. An end is the last word.</summary>
    internal int Order { get; }
}

/// <summary>Items are added, or replaced where there is one of the id.</summary>
public sealed record ItemsSet(DateTimeOffset At, ImmutableArray<SubscriptionItem> Items) : SubscriptionChange(At, 1);

/// <summary>An item is taken off; one that is not there does not matter.</summary>
public sealed record ItemRemoved(DateTimeOffset At, string Id) : SubscriptionChange(At, 1);

/// <summary>The plan is another one: all items are replaced.</summary>
public sealed record ItemsReplaced(DateTimeOffset At, ImmutableArray<SubscriptionItem> Items) : SubscriptionChange(At, 1);

/// <summary>More or fewer of an item; of one that is not there, nothing.</summary>
/// <param name="Quantity">The new quantity; zero or more.</param>
public sealed record QuantitySet(DateTimeOffset At, string Id, decimal Quantity) : SubscriptionChange(At, 1);

/// <summary>Cycles begin anew, of another length perhaps.</summary>
/// <param name="Forfeits">Whether what was billed ahead of the old cycle stays billed.</param>
public sealed record CycleRestarted(DateTimeOffset At, Cadence Cadence, bool Forfeits = false) : SubscriptionChange(At, 0);

/// <summary>Nothing is served or billed until it resumes.</summary>
public sealed record Paused(DateTimeOffset At) : SubscriptionChange(At, 2);

/// <summary>It goes on as it would be without the pause.</summary>
public sealed record Resumed(DateTimeOffset At) : SubscriptionChange(At, 2);

/// <summary>It is over; nothing that takes effect later matters.</summary>
public sealed record Canceled(DateTimeOffset At) : SubscriptionChange(At, 3);
