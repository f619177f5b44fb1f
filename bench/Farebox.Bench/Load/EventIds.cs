namespace Farebox.Bench.Load;

/// <summary>Numbers that no other event of this run has; its database is new, so no event of another run either.</summary>
public static class EventIds
{
    private static long _last;

    /// <summary>The first of <paramref name="count"/> numbers that follow one another.</summary>
    public static long Take(int count) => Interlocked.Add(ref _last, count) - count + 1;
}
