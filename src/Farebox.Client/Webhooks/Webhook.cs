namespace Farebox.Client;

/// <summary>Where notices are sent.</summary>
public sealed record Webhook
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    /// <summary>The types it takes; absent or empty: all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>When it is made or its secret is changed: a secret of one's own, or, in the answer, the secret. Never shown again.</summary>
    public string? Secret { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Until when deliveries are signed by the secret before the last rotation too.</summary>
    public DateTimeOffset? OldSecretUntil { get; init; }

    /// <summary>Since when nothing has been taken.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary><c>asked</c>, <c>gone</c> or <c>failing</c>.</summary>
    public string? DisabledReason { get; init; }
}

/// <summary>Asks for a new secret; the old one signs beside it for a day unless a time is given.</summary>
public sealed record WebhookRotation(string? Secret, DateTimeOffset? OldValidUntil);

/// <summary>Asks to send once more: one notice, or those recorded from one time to before another.</summary>
public sealed record WebhookReplay
{
    public string? Notice { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary><c>dead</c>: only what was given up.</summary>
    public string? State { get; init; }
}

/// <summary>What became of a notice at an endpoint.</summary>
public sealed record WebhookDelivery
{
    public required string Notice { get; init; }

    public required string Type { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c> or <c>dead</c>.</summary>
    public required string State { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required IReadOnlyList<WebhookAttempt> Log { get; init; }
}

/// <summary>One attempt that came to an end.</summary>
public sealed record WebhookAttempt
{
    public required int Attempt { get; init; }

    public required DateTimeOffset At { get; init; }

    public int? Status { get; init; }

    public string? Error { get; init; }

    public required int Milliseconds { get; init; }
}

internal sealed record WebhookList(IReadOnlyList<Webhook> Webhooks);

/// <summary>A page of deliveries, newest first.</summary>
public sealed record WebhookDeliveryPage(IReadOnlyList<WebhookDelivery> Deliveries, string? NextCursor);

internal sealed record ReplayedWebhook(int Queued);
