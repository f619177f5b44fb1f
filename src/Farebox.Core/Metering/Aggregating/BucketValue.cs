using Farebox.Time;

namespace Farebox.Metering.Aggregating;

/// <summary>One bucket of a period and what it came to.</summary>
/// <param name="Span">Its part of the period; for an event its instant and the tick after it, for a group the whole period.</param>
/// <param name="Group">The value that events were bucketed by; null otherwise.</param>
/// <param name="Value">What the readings in it came to, or their change from the bucket before.</param>
/// <param name="Readings">How many there were.</param>
public readonly record struct BucketValue(Period Span, string? Group, decimal Value, long Readings);
