using System.Collections.Immutable;

namespace Farebox.Metering.Aggregating;

/// <summary>What one period hands to the next.</summary>
public sealed record Carry
{
    public static Carry Nothing { get; } = new();

    /// <summary>The level of a sum or weighted sum, or the latest reading; zero where there was none.</summary>
    public decimal Level { get; init; }

    /// <summary>The members of a unique count.</summary>
    public ImmutableHashSet<string> Members { get; init; } = ImmutableHashSet<string>.Empty.WithComparer(StringComparer.Ordinal);
}
