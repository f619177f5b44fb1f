using Farebox.Billing.Invoices;
using Farebox.Money;

namespace Farebox.Billing.Contracts;

/// <summary>An amount that a customer has promised to use, or has paid ahead.</summary>
/// <param name="Id">What lines call it.</param>
/// <param name="Amount">Zero or more, for one period of the commitment.</param>
public sealed record Commitment(string Id, decimal Amount)
{
    /// <summary>What counts toward it.</summary>
    public LineScope Scope { get; init; } = LineScope.All;

    /// <summary>The lower one is filled first; what is left of a line goes on to the next.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it was paid ahead, so that what counts toward it is not paid again. Else it is paid as it is used, and what is missing at the end.</summary>
    public bool IsPrepaid { get; init; }

    /// <summary>Whether what counts toward it counts toward others, too.</summary>
    public bool IsNested { get; init; }

    /// <summary>What use above it costs, as a factor on its price.</summary>
    public decimal OverageFactor { get; init; } = 1m;

    /// <summary>What becomes of use above it, or of what is missing, in the next period.</summary>
    public CarryOver CarryOver { get; init; }

    /// <summary>The most that is carried over, as a part of the amount; 1: all.</summary>
    public decimal CarryFraction { get; init; } = 1m;
}

/// <summary>What a commitment hands to its next period.</summary>
public enum CarryOver
{
    Nothing,

    /// <summary>What was used above it counts toward the next one.</summary>
    Excess,

    /// <summary>What was missing, and has been paid, may be used in the next one.</summary>
    Shortfall,
}

/// <summary>How far a commitment has come in its period.</summary>
/// <param name="Commitment">Its terms.</param>
/// <param name="Used">What has counted toward it; above its amount where more was used.</param>
/// <param name="CarriedIn">What the period before handed on: it may be used without being counted or paid.</param>
public sealed record CommitmentBalance(Commitment Commitment, decimal Used = 0m, decimal CarriedIn = 0m)
{
    /// <summary>What can still count toward it.</summary>
    public decimal Left => Math.Max(0m, Exact.Subtract(Exact.Add(Commitment.Amount, CarriedIn), Used));

    /// <summary>What is missing now, and due when its period ends. Nothing is, where it was paid ahead.</summary>
    public decimal Shortfall => Commitment.IsPrepaid ? 0m : Math.Max(0m, Exact.Subtract(Commitment.Amount, Used));

    /// <summary>Its next period.</summary>
    public CommitmentBalance Next()
    {
        var most = Exact.Multiply(Commitment.Amount, Commitment.CarryFraction);
        return Commitment.CarryOver switch
        {
            CarryOver.Excess => new(Commitment, Used: Math.Clamp(Exact.Subtract(Used, Commitment.Amount), 0m, most)),
            CarryOver.Shortfall => new(Commitment, CarriedIn: Math.Min(Math.Max(0m, Exact.Subtract(Commitment.Amount, Used)), most)),
            _ => new(Commitment),
        };
    }
}
