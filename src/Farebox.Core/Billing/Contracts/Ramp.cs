using System.Collections.Immutable;

namespace Farebox.Billing.Contracts;

/// <summary>An amount that changes on dates that are agreed ahead: 10,000 in the first year, 20,000 in the second.</summary>
public sealed record Ramp
{
    /// <param name="steps">At least one, each later than the one before.</param>
    /// <exception cref="ArgumentException">There is none, or they are not in order.</exception>
    public Ramp(ImmutableArray<RampStep> steps)
    {
        if (steps.IsDefaultOrEmpty) throw new ArgumentException("A ramp has at least one step.", nameof(steps));
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.Second.From <= pair.First.From)) throw new ArgumentException("Each step of a ramp is later than the one before.", nameof(steps));
        Steps = steps;
    }

    public ImmutableArray<RampStep> Steps { get; }

    /// <summary>The amount of the last step that has begun; nothing before the first.</summary>
    public decimal At(DateTimeOffset instant) => Steps.LastOrDefault(step => step.From <= instant).Amount;
}

/// <summary>An amount from an instant on.</summary>
public readonly record struct RampStep(DateTimeOffset From, decimal Amount);
