namespace Farebox.Metering.Aggregating;

/// <summary>How many hours a share of them is, when it is not a whole number.</summary>
public enum DropRounding
{
    /// <summary>1 % of 744 hours is 7, and the eighth highest is billed.</summary>
    Down,

    /// <summary>1 % of 744 hours is 8, and the ninth highest is billed.</summary>
    Up,

    /// <summary>To the nearest, halves up.</summary>
    Nearest,
}
