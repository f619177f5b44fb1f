namespace Farebox.Postgres.Tenants;

/// <summary>What may be known of a key. The key itself is not stored.</summary>
/// <param name="Prefix">Its first characters, to tell it from others by sight; nothing for a key that somebody chose.</param>
/// <param name="ExpiresAt">The instant from which it is refused, if there is one.</param>
/// <param name="LastUsedAt">To the minute, about.</param>
public sealed record KeyRecord(
    string Id, string Name, string? Prefix, KeyScopes Scopes, RateLimits Limits,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>A key that is to be stored.</summary>
/// <param name="Hash">Its SHA-256.</param>
public sealed record NewKey(string Id, byte[] Hash, string? Prefix, string Name, KeyScopes Scopes)
{
    /// <summary>What it may ask for in a second.</summary>
    public RateLimits Limits { get; init; }

    /// <summary>The instant from which it is refused.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Whose a key is, and what it may do: what is known of a caller.</summary>
public sealed record KeyOwner(int TenantId, bool IsSandbox, string KeyId, KeyScopes Scopes, RateLimits KeyLimits, RateLimits TenantLimits, bool IsUseRecorded);
