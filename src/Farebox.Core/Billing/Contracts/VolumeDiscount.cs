using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Contracts;

/// <summary>A discount that grows with what has been spent.</summary>
/// <param name="Percentages">What is taken off an amount of spend: tiers of percentages, by any model that prices amounts.</param>
public sealed record VolumeDiscount(ChargeModel Percentages)
{
    /// <summary>What is taken off a further amount.</summary>
    /// <param name="amount">Zero or more.</param>
    /// <param name="before">What was spent before in the same span.</param>
    /// <param name="at">When.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public decimal Of(decimal amount, decimal before, DateTimeOffset at) =>
        Exact.Subtract(Percentages.Price(Exact.Add(before, amount), new(at), null), Percentages.Price(before, new(at), null));
}
