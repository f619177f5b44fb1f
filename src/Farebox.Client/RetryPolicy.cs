namespace Farebox.Client;

/// <summary>How often and how patiently a call is repeated when the server is overloaded or cannot be reached.</summary>
/// <remarks>
/// Repeated are answers 503 and broken connections, always with the same identity, so a call whose first attempt did reach the ledger
/// is answered as that attempt would have been. Nothing else is repeated.
/// </remarks>
public sealed record RetryPolicy
{
    public static RetryPolicy Default { get; } = new();

    /// <summary>One attempt and no repetition: the caller has its own policy.</summary>
    public static RetryPolicy None { get; } = new() { AttemptsMax = 1 };

    /// <summary>All attempts together, the first included.</summary>
    public int AttemptsMax { get; init; } = 6;

    /// <summary>The pause before the second attempt; each later one doubles it, up to <see cref="DelayMax"/>.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A server that asks for more patience than this is not waited for.</summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after an attempt, or null when the call is given up.</summary>
    /// <param name="attempt">The attempt that failed; the first is 1.</param>
    /// <param name="retryAfter">What the server asked for. It is a lower bound: never waited less.</param>
    public TimeSpan? DelayAfter(int attempt, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        if (attempt >= AttemptsMax || retryAfter > RetryAfterMax) return null;

        var backOff = FirstDelay;
        for (var i = 1; i < attempt && backOff < DelayMax; i++) backOff *= 2;
        if (backOff > DelayMax) backOff = DelayMax;
        return retryAfter > backOff ? retryAfter : backOff;
    }
}
