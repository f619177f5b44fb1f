namespace Farebox.Rating;

/// <summary>What a charge model may know besides the quantity.</summary>
/// <param name="OccurredAt">When the use happened.</param>
public readonly record struct PriceContext(DateTimeOffset OccurredAt);
