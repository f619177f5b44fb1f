namespace Farebox.Metering.Aggregating;

/// <summary>What a reading does with its key in a unique count.</summary>
public enum ReadingOperation
{
    Add,

    /// <summary>Of a key that is no member: nothing.</summary>
    Remove,
}
