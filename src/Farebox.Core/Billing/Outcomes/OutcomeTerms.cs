namespace Farebox.Billing.Outcomes;

/// <summary>When something that was achieved is billed.</summary>
public sealed record OutcomeTerms
{
    /// <summary>How long nothing must be heard of it until it is taken for achieved; null: it must be confirmed.</summary>
    public TimeSpan? QuietPeriod { get; init; }

    /// <summary>How often one conversation is billed.</summary>
    public OutcomeOnce Once { get; init; }

    /// <summary>The most that are billed in a period; null: all.</summary>
    public int? Cap { get; init; }
}

/// <summary>How often one conversation is billed.</summary>
public enum OutcomeOnce
{
    /// <summary>At most once.</summary>
    Ever,

    /// <summary>At most once in each billing period.</summary>
    InPeriod,
}
