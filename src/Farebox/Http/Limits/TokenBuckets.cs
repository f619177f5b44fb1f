using System.Collections.Concurrent;

namespace Farebox.Http.Limits;

/// <summary>The buckets of every key and tenant with a limit that called lately. They outlive the look-ups of a key, and fall with a changed limit.</summary>
internal sealed class TokenBuckets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Whose, bool OfEvents), TokenBucket> _buckets = new();

    /// <summary>The bucket of a key or tenant; nothing where there is no limit.</summary>
    public TokenBucket? Of(string whose, bool ofEvents, int? perSecond)
    {
        if (perSecond is not { } rate)
        {
            _buckets.TryRemove((whose, ofEvents), out _);
            return null;
        }

        return _buckets.AddOrUpdate(
            (whose, ofEvents), _ => new(rate, clock), (_, known) => known.PerSecond == rate ? known : new(rate, clock));
    }
}
