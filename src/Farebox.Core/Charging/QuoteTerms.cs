using System.Collections.Immutable;
using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>All that is needed to come to the amount of a quote again: what was measured, and which versions of which cards priced it.</summary>
/// <remarks>Versions never change and meters are never edited, and where running counts stood is among the terms, so they come to the same amount for ever.</remarks>
/// <param name="RateCard">The rate card.</param>
/// <param name="RateVersion">Its version.</param>
/// <param name="CostCard">The cost card.</param>
/// <param name="CostVersion">Its version; zero when there was none.</param>
/// <param name="At">When the use would happen.</param>
/// <param name="ValidUntil">Until when a hold may be made of it; the instant itself is too late.</param>
/// <param name="Items">What was measured.</param>
public sealed record QuoteTerms(
    string RateCard, int RateVersion, string CostCard, int CostVersion, DateTimeOffset At, DateTimeOffset ValidUntil, IReadOnlyList<QuotedQuantities> Items)
{
    /// <summary>Where the running counts stood that it was priced from.</summary>
    public IReadOnlyDictionary<CounterKey, Counter> Counters { get; init; } = ImmutableDictionary<CounterKey, Counter>.Empty;
}

/// <summary>What a meter measured.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Quantities">One per component, in its order; <see langword="null"/> where an optional one is absent.</param>
/// <param name="Dimensions">One text per dimension, in its order.</param>
public sealed record QuotedQuantities(string Meter, IReadOnlyList<decimal?> Quantities, IReadOnlyList<string> Dimensions);
