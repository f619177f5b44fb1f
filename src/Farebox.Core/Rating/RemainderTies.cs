namespace Farebox.Rating;

/// <summary>Who gets a smallest unit first when two shares lost as much to rounding.</summary>
public enum RemainderTies
{
    /// <summary>The earlier one.</summary>
    InputOrder,

    /// <summary>The one whose key comes first in ordinal order.</summary>
    Key,
}
