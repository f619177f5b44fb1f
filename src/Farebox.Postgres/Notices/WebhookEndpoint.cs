namespace Farebox.Postgres.Notices;

/// <summary>Where a tenant wants its notices sent. Its secrets are not in it: they are shown when they are made, and never again.</summary>
public sealed record WebhookEndpoint
{
    /// <summary>The seller's id for it, unique in the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>Where each notice is posted to.</summary>
    public required string Url { get; init; }

    /// <summary>What it is for; empty when nobody said.</summary>
    public string Description { get; init; } = "";

    /// <summary>The types it takes; none named means all there are and will be.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when deliveries are signed with the secret before the last rotation too.</summary>
    public DateTimeOffset? OldSecretUntil { get; init; }

    /// <summary>Since when no delivery has succeeded; <see langword="null"/> when the last one did.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it was disabled; <see langword="null"/> while it takes deliveries.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why: <c>asked</c>, <c>gone</c> (it answered 410) or <c>failing</c> (for <see cref="WebhookSchedule.DisableAfter"/>).</summary>
    public string? DisabledReason { get; init; }
}
