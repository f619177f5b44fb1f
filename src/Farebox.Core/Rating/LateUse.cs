using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>What use that became known after its period was billed changes: the price of what is known now less the price of what was billed.</summary>
public static class LateUse
{
    /// <summary>Everything in one difference, with the lines that make it up.</summary>
    /// <param name="charge">The price of the period's running total.</param>
    /// <param name="billed">The quantity that was billed.</param>
    /// <param name="now">The quantity that is known now; it may be less.</param>
    /// <param name="at">When the period begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">The charge has no price for one of them; ask <see cref="ChargeModel.Refuses"/> first.</exception>
    public static ImmutableArray<PricedStep> Lines(ChargeModel charge, decimal billed, decimal now, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(charge);
        var (then, since) = (StepsOf(charge, billed, at), StepsOf(charge, now, at));
        var lines = ImmutableArray.CreateBuilder<PricedStep>();
        foreach (var step in since.Concat(then.Where(step => !since.Any(other => IsSame(step, other))).Select(Nothing)))
        {
            var before = then.FirstOrDefault(other => IsSame(step, other));
            var line = step with { Quantity = Exact.Subtract(step.Quantity, before.Quantity), Total = Exact.Subtract(step.Total, before.Total) };
            if (line.Total != 0m) lines.Add(line);
        }

        return lines.DrainToImmutable();
    }

    /// <summary>What each part of a period costs, where the parts follow each other and the price goes on from one to the next.</summary>
    /// <param name="charge">The price of a running total.</param>
    /// <param name="reached">The running total at the end of each part.</param>
    /// <param name="at">When the first part begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">The charge has no price for one of them; ask <see cref="ChargeModel.Refuses"/> first.</exception>
    public static ImmutableArray<decimal> Parts(ChargeModel charge, IReadOnlyList<decimal> reached, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(charge);
        ArgumentNullException.ThrowIfNull(reached);
        var totals = reached.Select(quantity => charge.Price(quantity, new(at), null)).ToArray();
        return [.. totals.Select((total, i) => Exact.Subtract(total, i == 0 ? 0m : totals[i - 1]))];
    }

    private static IReadOnlyList<PricedStep> StepsOf(ChargeModel charge, decimal quantity, DateTimeOffset at)
    {
        var working = new Working();
        charge.Price(quantity, new(at), working);
        return working.Steps;
    }

    private static bool IsSame(PricedStep left, PricedStep right) => left.Reason == right.Reason && left.UnitPrice == right.UnitPrice;

    private static PricedStep Nothing(PricedStep step) => step with { Quantity = 0m, Total = 0m };
}
