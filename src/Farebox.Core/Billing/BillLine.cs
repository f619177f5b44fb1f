using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>One line of a bill: a fee, or one group of a charge.</summary>
public sealed record BillLine
{
    /// <summary>The fee's or the charge's id.</summary>
    public required string Charge { get; init; }

    public LineKind Kind { get; init; }

    /// <summary>The plan whose line it is; empty where that does not matter.</summary>
    public string Plan { get; init; } = "";

    /// <summary>What taxes call it, such as <c>software</c>; empty where its tax does not depend on that.</summary>
    public string TaxCategory { get; init; } = "";

    /// <summary>The codes of its own taxes, in place of those that its place and category have; default: it has none of its own.</summary>
    public ImmutableArray<string> Taxes { get; init; }

    /// <summary>The dimensions it is grouped by with their values, in their order; none for a fee.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Group { get; init; } = [];

    /// <summary>What was used, over all classes; what an allowance covered is in it. 1 for a fee.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>How many events; 0 for a fee.</summary>
    public long Events { get; init; }

    /// <summary>The price before it is rounded.</summary>
    public required decimal Exact { get; init; }

    /// <summary>The price, rounded once.</summary>
    public required decimal Amount { get; init; }

    /// <summary>How it came about. Their totals sum to <see cref="Exact"/>.</summary>
    public required ImmutableArray<PricedStep> Steps { get; init; }
}

/// <summary>What is added or taken off beside the lines.</summary>
/// <param name="Charge">The charge whose lines together it adjusts; null for the whole bill.</param>
/// <param name="Reason">Such as <c>minimum</c>.</param>
/// <param name="Amount">Below zero for what is taken off. Rounded once.</param>
public sealed record BillAdjustment(string? Charge, string Reason, decimal Exact, decimal Amount);
