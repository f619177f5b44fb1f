using System.Collections.Immutable;

namespace Farebox.Files.Conformance;

/// <summary>One thing that happened in a case.</summary>
internal sealed record CaseEvent(DateTimeOffset At)
{
    /// <summary>Null where the event's text is no number, so that it cannot be measured.</summary>
    public decimal? Quantity { get; init; }

    public ImmutableSortedDictionary<string, decimal> Quantities { get; init; } = ImmutableSortedDictionary<string, decimal>.Empty;

    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string? Key { get; init; }

    public bool Removes { get; init; }
}
