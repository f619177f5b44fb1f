using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>What one meter of one event comes to: an amount to debit, already priced and rounded.</summary>
/// <remarks>The ledger knows amounts, never prices: how the amount came about is in <see cref="Evidence"/>, which it only keeps.</remarks>
public sealed record Charge
{
    /// <summary>The meter that measured it.</summary>
    public required string Meter { get; init; }

    /// <summary>The model it was measured for; empty when the meter knows none.</summary>
    public required string Model { get; init; }

    /// <summary>What is debited; <see langword="null"/> for a meter that only counts.</summary>
    public required Asset? Asset { get; init; }

    /// <summary>How much is debited, in smallest units; zero or more.</summary>
    public required long Units { get; init; }

    /// <summary>Total quantity over all components.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What the usage costs the seller; <see langword="null"/> when the cost card has no price for it.</summary>
    public Amount? UpstreamCost { get; init; }

    /// <summary>Whether the whole event is refused when credit is short, instead of leaving a debt.</summary>
    public bool RejectOnShortfall { get; init; }

    /// <summary>The running counts it was priced from, and where they stand after it; none where every unit costs the same.</summary>
    public ImmutableArray<CounterMove> Counters { get; init; } = [];

    /// <summary>Quantities, dimensions, unit prices and card versions used, as one JSON object in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Evidence { get; init; }
}
