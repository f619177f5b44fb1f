using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>What a subscription is at an instant, as far as its changes have made it so.</summary>
internal sealed record ServiceState(Cadence Cadence)
{
    public ImmutableArray<SubscriptionItem> Items { get; init; } = [];

    public bool IsPaused { get; init; }

    public bool IsOver { get; init; }

    public bool IsServed => !IsPaused && !IsOver;

    public ServiceState After(SubscriptionChange change) => change switch
    {
        _ when IsOver => this,
        ItemsSet set => this with { Items = set.Items.Aggregate(Items, Put) },
        ItemsReplaced replaced => this with { Items = replaced.Items },
        ItemRemoved removed => this with { Items = Items.RemoveAll(item => item.Id == removed.Id) },
        QuantitySet more => this with { Items = [.. Items.Select(item => item.Id == more.Id ? item with { Quantity = more.Quantity } : item)] },
        CycleRestarted restarted => this with { Cadence = restarted.Cadence },
        Paused => this with { IsPaused = true },
        Resumed => this with { IsPaused = false },
        Canceled => this with { IsOver = true },
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "A change of no known kind."),
    };

    private static ImmutableArray<SubscriptionItem> Put(ImmutableArray<SubscriptionItem> items, SubscriptionItem item)
    {
        var at = items.IndexOf(items.FirstOrDefault(known => known.Id == item.Id)!);
        return at < 0 ? items.Add(item) : items.SetItem(at, item);
    }
}
