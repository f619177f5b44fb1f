using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>The terms a block of credit was granted on. They never change.</summary>
public sealed record GrantTerms
{
    /// <summary>How long after <see cref="ExpiresAt"/> late events may still be paid, when the grant does not say.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);

    /// <summary>The seller's id for it, unique in the account.</summary>
    public required string Id { get; init; }

    /// <summary>What it is counted in.</summary>
    public required Asset Asset { get; init; }

    /// <summary>How much was granted, in smallest units; above zero.</summary>
    public required long Units { get; init; }

    /// <summary>Where it comes from.</summary>
    public required GrantSource Source { get; init; }

    /// <summary>Lower burns first.</summary>
    public int Priority { get; init; }

    /// <summary>First instant it may pay.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>First instant of use it may no longer pay for, or <see langword="null"/> if it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long after <see cref="ExpiresAt"/> what is left is kept for events that occurred before it.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>What the whole grant cost the customer, in a currency; absent means nothing was paid.</summary>
    public Amount? CostBasis { get; init; }

    /// <summary>What it may pay for.</summary>
    public GrantScope Scope { get; init; } = GrantScope.Anything;

    /// <summary>The member it belongs to: it pays for that member and those below it alone. Absent: the account's pool.</summary>
    public string? Owner { get; init; }

    /// <summary>How it is paid for, where that decides when it may pay or whether it is owed.</summary>
    public GrantPayment Payment { get; init; }

    /// <summary>What becomes of its rest when it expires; absent: it expires.</summary>
    public RolloverTerms? Rollover { get; init; }

    /// <summary>The most that may be lent out of it in all, in smallest units; zero: nothing.</summary>
    public long Lendable { get; init; }

    /// <summary>The grant its units came from; absent when they were issued.</summary>
    public string? From { get; init; }

    /// <summary>How many times its units have been rolled over.</summary>
    public int Generation { get; init; }

    /// <summary>The schedule that granted it, if one did.</summary>
    public string? Schedule { get; init; }

    /// <summary>Whether it pays nothing itself: its schedule releases it, part by part.</summary>
    public bool IsReserve { get; init; }

    /// <summary>Below zero: before every other grant, whatever the order; above: after every other.</summary>
    public int Rank { get; init; }

    /// <summary>The instant its unused rest is posted as expired: <see cref="ExpiresAt"/> plus <see cref="Grace"/>, or the end of time.</summary>
    public DateTimeOffset? ExpiryPostsAt =>
        ExpiresAt is not { } at ? null : at < DateTimeOffset.MaxValue - Grace ? at + Grace : DateTimeOffset.MaxValue;
}
