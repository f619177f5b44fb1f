using Farebox.Http.Edge;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Limits;

/// <summary>What a caller may ask for in a second: by the key, and by the tenant that all its keys share.</summary>
internal sealed record CallerRate(TokenBucket? KeyRequests, TokenBucket? KeyEvents, TokenBucket? TenantRequests, TokenBucket? TenantEvents)
{
    /// <summary>Nothing when nothing is limited, which is how it is unless somebody says otherwise.</summary>
    public static CallerRate? Of(TokenBuckets buckets, KeyOwner owner)
    {
        if (owner.KeyLimits == default && owner.TenantLimits == default) return null;

        var tenant = FormattableString.Invariant($"tenant {owner.TenantId}");
        return new(
            buckets.Of(owner.KeyId, ofEvents: false, owner.KeyLimits.RequestsPerSecond),
            buckets.Of(owner.KeyId, ofEvents: true, owner.KeyLimits.EventsPerSecond),
            buckets.Of(tenant, ofEvents: false, owner.TenantLimits.RequestsPerSecond),
            buckets.Of(tenant, ofEvents: true, owner.TenantLimits.EventsPerSecond));
    }

    /// <summary>Counts a request; the refusal when it is one too many.</summary>
    public Problem? CountRequest() => Count(KeyRequests, 1, "requests of this key") ?? Count(TenantRequests, 1, "requests of this tenant");

    /// <summary>Counts events of a request; the refusal when they come too soon after those before. None of them is recorded then.</summary>
    public Problem? CountEvents(int count) => Count(KeyEvents, count, "events of this key") ?? Count(TenantEvents, count, "events of this tenant");

    private static Problem? Count(TokenBucket? bucket, int count, string what)
    {
        if (bucket?.Take(count) is not { } wait || wait == TimeSpan.Zero) return null;

        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return new(ProblemCodes.RateLimited, $"More than {bucket.PerSecond} {what} in a second.") { RetryAfterSeconds = seconds, RatePerSecond = bucket.PerSecond };
    }
}
