namespace Farebox.Time;

/// <summary>A half-open span of time: <see cref="Start"/> is in it, <see cref="End"/> is not.</summary>
/// <remarks>Half-open spans tile: consecutive periods share a boundary and no event falls in two.</remarks>
public readonly record struct Period
{
    /// <exception cref="ArgumentOutOfRangeException">The start is not before the end.</exception>
    public Period(DateTimeOffset start, DateTimeOffset end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        (Start, End) = (start, end);
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public bool Contains(DateTimeOffset instant) => Start <= instant && instant < End;
}
