namespace Farebox.Rating;

/// <summary>What a quantity above the last bound costs.</summary>
public enum BeyondLast
{
    /// <summary>The last tier goes on without end.</summary>
    LastPrice,

    /// <summary>It has no price: the use is unrated.</summary>
    Refuse,

    /// <summary>What is above the last bound is not charged.</summary>
    Unbilled,
}
