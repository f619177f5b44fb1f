using Farebox.Money;

namespace Farebox.Planning;

/// <summary>What one account pays on two plans for the same history.</summary>
/// <param name="Before">On the plan that is in force.</param>
/// <param name="After">On the plan that is tried.</param>
public sealed record AccountChange(string Account, AccountOutcome Before, AccountOutcome After)
{
    public decimal Change => Exact.Subtract(After.Amount, Before.Amount);

    /// <summary>In percent of what it pays now, rounded to two decimal places; null where that is nothing.</summary>
    public decimal? ChangePercent => Before.Amount == 0m ? null : Quotient.Round(Change * 100m, Before.Amount, 2, RoundingRule.HalfAwayFromZero);

    /// <summary>Whether the two plans price the same use. An account whose use one of them cannot price neither wins nor loses.</summary>
    public bool IsComparable => Before.UnratedEvents == After.UnratedEvents;

    public bool Wins => IsComparable && Change < 0m;

    public bool Loses => IsComparable && Change > 0m;
}

/// <summary>What one account comes to on one plan.</summary>
/// <param name="Amount">What it pays.</param>
/// <param name="Cost">What its use costs us; null where the plan does not say, or not for every event.</param>
/// <param name="UnratedEvents">How many of its events have no price.</param>
public readonly record struct AccountOutcome(decimal Amount, decimal? Cost, long UnratedEvents)
{
    public decimal? Margin => Cost is { } cost ? Exact.Subtract(Amount, cost) : null;
}
