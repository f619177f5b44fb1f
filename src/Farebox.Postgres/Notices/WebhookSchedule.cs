using System.Security.Cryptography;
using System.Text;

namespace Farebox.Postgres.Notices;

/// <summary>When a delivery that failed is tried again: the schedule that Standard Webhooks gives, ten tries over 75 h 35 min 5 s.</summary>
/// <remarks>Each wait is up to a twentieth shorter or longer, by a hash of what is sent, so that failures that came together do not come together again.</remarks>
public static class WebhookSchedule
{
    /// <summary>Tries in all. After the last one the delivery is dead, and waits for somebody to replay it.</summary>
    public const int TriesMax = 10;

    /// <summary>An endpoint that has taken nothing for so long is disabled.</summary>
    public static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);

    /// <summary>The longest that an endpoint's own Retry-After is followed.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    private const int ThousandthsOff = 50;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The waits before the second try and those after it, without what is taken off or added to each.</summary>
    public static IReadOnlyList<TimeSpan> All => Waits;

    /// <summary>How long to wait after a try that failed.</summary>
    /// <param name="tries">Tries so far, this one included.</param>
    /// <param name="what">What was sent where: the same waits the same.</param>
    /// <param name="retryAfter">What the endpoint asked for, if it did: it is waited for at least so long.</param>
    /// <returns><see langword="null"/> when there are no more tries.</returns>
    public static TimeSpan? After(int tries, string what, TimeSpan? retryAfter)
    {
        if (tries >= TriesMax) return null;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{what} {tries}")));
        var thousandths = 1000 - ThousandthsOff + (((hash[0] << 8) | hash[1]) % ((2 * ThousandthsOff) + 1));
        var wait = TimeSpan.FromTicks(Waits[tries - 1].Ticks / 1000 * thousandths);
        var asked = retryAfter > RetryAfterMax ? RetryAfterMax : retryAfter;
        return asked > wait ? asked : wait;
    }
}
