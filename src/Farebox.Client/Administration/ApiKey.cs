namespace Farebox.Client;

/// <summary>A key of a tenant. Its secret is answered once, when it is made.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The readable head of the secret.</summary>
    public string? Prefix { get; init; }

    /// <summary><c>ingest</c>, <c>read</c>, <c>admin</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public int? RequestsPerSecond { get; init; }

    public int? EventsPerSecond { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Only in the answer that made the key.</summary>
    public string? Secret { get; init; }

    /// <summary>Only in the answer to a rotation: the key before.</summary>
    public ApiKey? Replaces { get; init; }
}

/// <summary>Asks for a key.</summary>
public sealed record ApiKeyRequest
{
    public string? Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public int? RequestsPerSecond { get; init; }

    public int? EventsPerSecond { get; init; }
}

/// <summary>Asks to replace a key; the old one ends at once unless a time is given.</summary>
public sealed record RotateRequest(DateTimeOffset? OldValidUntil);

internal sealed record ApiKeyList(IReadOnlyList<ApiKey> Keys);

internal sealed record RevokedKey(string Id, bool Revoked);
