namespace Farebox.Demo.Plan;

/// <summary>The sandbox tenant stands at one instant, and the trace is moved to just before it.</summary>
internal static class DemoTime
{
    /// <summary>A quarter has just ended, so that the hour of traffic lies in "last quarter".</summary>
    public static readonly DateTimeOffset Now = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset QuarterStart = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The quarter is half-open: this instant is no longer in it.</summary>
    public static readonly DateTimeOffset QuarterEnd = Now;

    /// <summary>From 2023-11-16 to 2026-09-30. Whole days, so every request keeps its time of day.</summary>
    public static readonly TimeSpan Shift = TimeSpan.FromDays(1_049);
}
