namespace Farebox.Rating;

/// <summary>Where a price becomes money.</summary>
public enum RoundingStage
{
    /// <summary>Once per line of the bill, after everything else; the bill sums rounded lines.</summary>
    Line,

    /// <summary>Each line before discounts, minimum and maximum, and again after.</summary>
    LineBeforeCaps,

    /// <summary>Once, on the sum of the bill.</summary>
    Total,
}
