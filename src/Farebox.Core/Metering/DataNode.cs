namespace Farebox.Metering;

/// <summary>A stretch of an event's bytes, or of the texts that had to be unescaped.</summary>
internal readonly record struct TextSlice(int Start, int Length, bool IsUnescaped)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> unescaped) =>
        (IsUnescaped ? unescaped : raw).Slice(Start, Length);
}

/// <summary>One value of the data tree, in document order: a container is followed by what it contains.</summary>
internal struct DataNode
{
    public TextSlice Name;
    public TextSlice Value;

    /// <summary>Index of the container; -1 for a member of the data object itself.</summary>
    public int Parent;

    /// <summary>Index after the last node inside this one.</summary>
    public int End;

    public EventFieldKind Kind;

    /// <summary>False for the elements of arrays.</summary>
    public bool HasName;
}
