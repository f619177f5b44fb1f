using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>One purchase: asked for, then paid or failed. What failed may still turn out to have been paid; what is paid stays so.</summary>
/// <param name="Id">Its id, and that of the grant it becomes: how the payment is told from every other, however often it is asked for.</param>
/// <param name="Asset">What is bought.</param>
/// <param name="Units">How much.</param>
/// <param name="Charge">What is asked for it.</param>
/// <param name="Lasts">How long it may be used once paid.</param>
/// <param name="Priority">Its priority in the burn order.</param>
/// <param name="Failures">Payments that had failed in a row before this one.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Seq">The entry that asked for it.</param>
public sealed record TopUp(
    string Id, Asset Asset, long Units, Amount Charge, TimeSpan? Lasts, int Priority, int Failures, DateTimeOffset RequestedAt, long Seq)
{
    /// <summary>How it stands.</summary>
    public TopUpState State { get; init; }

    /// <summary>Why it failed, or how the provider calls the payment; empty when nobody said.</summary>
    public string Note { get; init; } = "";

    /// <summary>The terms of the grant it becomes when it is paid at an instant.</summary>
    public GrantTerms TermsAt(DateTimeOffset now) => new()
    {
        Id = Id, Asset = Asset, Units = Units, Source = GrantSource.Purchased, Priority = Priority, EffectiveAt = now,
        ExpiresAt = Lasts is { } lasts ? now + lasts : null, CostBasis = Charge,
    };
}

/// <summary>How a purchase stands.</summary>
public enum TopUpState
{
    /// <summary>It was asked for and nothing has been heard.</summary>
    Requested,

    /// <summary>It was paid, and its grant was issued.</summary>
    Paid,

    /// <summary>The payment failed.</summary>
    Failed,
}

/// <summary>The names of how purchases stand, on the wire and in the journal.</summary>
public static class TopUpStates
{
    private static readonly string[] Names = ["requested", "paid", "failed"];

    /// <summary>The names in the order of <see cref="TopUpState"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this TopUpState state) => Names[(int)state];
}
