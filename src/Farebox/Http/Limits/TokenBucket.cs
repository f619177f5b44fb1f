namespace Farebox.Http.Limits;

/// <summary>So many tokens a second, with one second's worth at hand after a pause. Taking allocates nothing and takes no lock.</summary>
/// <remarks>
/// Who asks for many at once gets them as long as less than a second's worth is owed, and waits the longer afterwards:
/// a batch that is larger than the rate must not be refused for ever.
/// </remarks>
internal sealed class TokenBucket(int perSecond, TimeProvider clock)
{
    /// <summary>The instant by which everything that was taken will have been earned, in ticks of the clock.</summary>
    private long _earnedAt;

    public int PerSecond { get; } = perSecond;

    /// <returns>Zero when they were taken; else how long to wait before asking again.</returns>
    public TimeSpan Take(int count)
    {
        var now = clock.GetTimestamp();
        var second = clock.TimestampFrequency;
        while (true)
        {
            var earnedAt = Volatile.Read(ref _earnedAt);
            var from = Math.Max(earnedAt, now);
            if (from - now >= second) return clock.GetElapsedTime(now, from) - TimeSpan.FromSeconds(1) + TimeSpan.FromSeconds(1) / PerSecond;

            var until = from + (count * second / PerSecond);
            if (Interlocked.CompareExchange(ref _earnedAt, until, earnedAt) == earnedAt) return TimeSpan.Zero;
        }
    }
}
