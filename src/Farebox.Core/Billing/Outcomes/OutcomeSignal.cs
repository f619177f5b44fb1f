namespace Farebox.Billing.Outcomes;

/// <summary>Something that is heard of a conversation.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What.</param>
public readonly record struct OutcomeSignal(string Conversation, DateTimeOffset At, OutcomeSignalKind Kind);

/// <summary>What is heard of a conversation.</summary>
public enum OutcomeSignalKind
{
    /// <summary>Something was achieved, as it seems: provisional.</summary>
    Claimed,

    /// <summary>It goes on: the quiet begins anew.</summary>
    Activity,

    /// <summary>It was achieved for certain.</summary>
    Confirmed,

    /// <summary>It was not achieved after all.</summary>
    Reversed,
}
