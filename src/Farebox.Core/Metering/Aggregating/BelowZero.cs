namespace Farebox.Metering.Aggregating;

/// <summary>What a latest reading below zero counts as.</summary>
public enum BelowZero
{
    /// <summary>As zero (Lago).</summary>
    Zero,

    /// <summary>As what it is.</summary>
    Keep,
}
