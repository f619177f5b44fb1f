using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Farebox.Http.Limits;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>Keys seen lately, so that a request costs no query. A revoked key is refused within five seconds, and a lost scope too.</summary>
/// <remarks>Only keys that exist are kept, so strangers cannot fill it; when the database is away it trusts nobody for long.</remarks>
internal sealed class KeyCache(KeyLookUp store, TimeProvider clock)
{
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<KeyHash, Known> _known = new();
    private readonly ConcurrentDictionary<KeyHash, Task<Caller?>> _lookUps = new();
    private readonly TokenBuckets _buckets = new(clock);

    /// <summary>Headers with a key that exists. A connection that repeats a header has it as the same text, and its hash is made once; the text itself is not kept.</summary>
    private readonly ConditionalWeakTable<string, Hashed> _headers = [];

    public ValueTask<Caller?> FindAsync(string? authorization)
    {
        if (authorization is not null && _headers.TryGetValue(authorization, out var hashed) && _known.TryGetValue(hashed.Hash, out var met))
            return CallerOf(met, hashed.Hash, hashed.Bytes);
        if (!BearerToken.TryRead(authorization, out var key)) return default;

        var bytes = ApiKey.Hash(key);
        var hash = KeyHash.Of(bytes);
        if (!_known.TryGetValue(hash, out var known))
            return ApiKey.IsPlausible(key) ? new(LookUpAsync(hash, bytes)) : default;

        _headers.TryAdd(authorization!, new(hash, bytes));
        return CallerOf(known, hash, bytes);
    }

    private ValueTask<Caller?> CallerOf(Known known, KeyHash hash, byte[] bytes)
    {
        var age = clock.GetElapsedTime(known.CheckedAt);
        if (age < RefreshAfter) return new(known.Caller);

        // The next answer is on its way while this one still holds, so a busy key never waits for the database.
        var lookUp = LookUpAsync(hash, bytes);
        return age < TrustedFor ? new(known.Caller) : new(lookUp);
    }

    private Task<Caller?> LookUpAsync(KeyHash hash, byte[] bytes) =>
        _lookUps.GetOrAdd(hash, static (hash, state) => state.Cache.AskAsync(hash, state.Bytes), (Cache: this, Bytes: bytes));

    private async Task<Caller?> AskAsync(KeyHash hash, byte[] bytes)
    {
        // Never done before it is listed, or it would stay there.
        await Task.Yield();
        try
        {
            var askedAt = clock.GetTimestamp();
            var owner = await store.FindAsync(bytes, CancellationToken.None);
            if (owner is null)
            {
                _known.TryRemove(hash, out _);
                return null;
            }

            if (!owner.IsUseRecorded) _ = MarkUsedAsync(bytes);
            var caller = new Caller(owner.TenantId, owner.IsSandbox, owner.KeyId, owner.Scopes) { Rate = CallerRate.Of(_buckets, owner) };
            _known[hash] = new(caller, askedAt);
            return caller;
        }
        finally
        {
            _lookUps.TryRemove(hash, out _);
        }
    }

    /// <summary>Nobody waits for it, and nothing depends on it: the next look-up tries again.</summary>
    private async Task MarkUsedAsync(byte[] bytes)
    {
        try
        {
            await store.MarkUsedAsync(bytes, CancellationToken.None);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The database is away, or the server is stopping.
        }
    }

    private sealed record Hashed(KeyHash Hash, byte[] Bytes);

    private sealed record Known(Caller Caller, long CheckedAt);
}
