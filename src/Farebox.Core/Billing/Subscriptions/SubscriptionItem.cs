using Farebox.Rating;

namespace Farebox.Billing.Subscriptions;

/// <summary>One thing that a subscription is billed for in every cycle: a fee, or seats of one type.</summary>
public sealed record SubscriptionItem
{
    /// <param name="id">What the line of the bill is called.</param>
    /// <param name="price">What its quantity costs for a whole cycle.</param>
    /// <param name="quantity">Zero or more; 1 for a fee.</param>
    /// <exception cref="ArgumentException">The id is empty, or the quantity below zero.</exception>
    public SubscriptionItem(string id, ChargeModel price, decimal quantity = 1m)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(price);
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        (Id, Price, Quantity) = (id, price, quantity);
    }

    public string Id { get; }

    public ChargeModel Price { get; init; }

    public decimal Quantity { get; init; }

    /// <summary>The fewest that are billed, whatever the quantity is.</summary>
    public decimal Minimum { get; init; }

    public FeeTiming Timing { get; init; }

    public decimal Billed => Math.Max(Quantity, Minimum);

    /// <summary>What a whole cycle costs, exactly.</summary>
    public decimal CostOf(DateTimeOffset cycleStart) => Price.Price(Billed, new(cycleStart), null);
}
