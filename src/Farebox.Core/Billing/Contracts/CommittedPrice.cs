using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Contracts;

/// <summary>What an amount of use costs under a commitment of a window, or of a longer span that fills up.</summary>
/// <param name="Amount">What is committed; zero or more.</param>
/// <param name="OverageFactor">What is above costs so many times its price; one or more.</param>
/// <param name="IsTrueUp">Whether a window that comes to less is billed at the amount.</param>
public sealed record CommittedPrice(decimal Amount, decimal OverageFactor = 1m, bool IsTrueUp = false)
{
    /// <param name="use">What was used, priced; zero or more.</param>
    /// <param name="before">What was used of the same span before.</param>
    /// <param name="working">Where given, collects the steps: what is committed, what is above, what is missing.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public decimal Price(decimal use, decimal before = 0m, Working? working = null)
    {
        var within = Math.Clamp(Exact.Subtract(Amount, before), 0m, use);
        var above = Exact.Subtract(use, within);
        var over = Exact.Multiply(above, OverageFactor);
        var missing = IsTrueUp ? Math.Max(0m, Exact.Subtract(Amount, Exact.Add(before, use))) : 0m;
        if (within > 0m) working?.Add("committed", within, 1m, within);
        if (above > 0m) working?.Add("above the commitment", above, OverageFactor, over);
        if (missing > 0m) working?.Add("missing to the commitment", 1m, 0m, missing);
        return Exact.Add(Exact.Add(within, over), missing);
    }
}
