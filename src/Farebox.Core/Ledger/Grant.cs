namespace Farebox.Ledger;

/// <summary>A grant in its book: its terms, its two ledger accounts, and where its units have gone.</summary>
public sealed class Grant
{
    internal Grant(GrantTerms terms, LedgerAccount wallet, LedgerAccount held, Member? owner, long seq)
    {
        Terms = terms;
        Wallet = wallet;
        Held = held;
        Owner = owner;
        Seq = seq;
        PaysFrom = Awaits(terms) ? DateTimeOffset.MaxValue : terms.EffectiveAt;
        wallet.Grant = this;
        held.Grant = this;
    }

    /// <summary>The terms it was granted on.</summary>
    public GrantTerms Terms { get; }

    /// <summary><c>wallet/&lt;grant&gt;</c>.</summary>
    public LedgerAccount Wallet { get; }

    /// <summary><c>held/&lt;grant&gt;</c>.</summary>
    public LedgerAccount Held { get; }

    /// <summary>Whose it is; <see langword="null"/> for the account's pool.</summary>
    public Member? Owner { get; }

    /// <summary>The entry that opened it: which of two grants is older.</summary>
    public long Seq { get; }

    /// <summary>What was issued for it; nothing when its units came from another grant.</summary>
    public long Granted => Terms.From is null ? Terms.Units : 0;

    /// <summary>What came from another grant.</summary>
    public long MovedIn => Terms.From is null ? 0 : Terms.Units;

    /// <summary>Units that went on to other grants.</summary>
    public long MovedOut { get; internal set; }

    /// <summary>Of those, what was lent.</summary>
    public long Lent { get; internal set; }

    /// <summary>Units consumed, settled debt included.</summary>
    public long Spent { get; internal set; }

    /// <summary>Units that expired.</summary>
    public long Expired { get; internal set; }

    /// <summary>Units that were taken back.</summary>
    public long Revoked { get; internal set; }

    /// <summary>Whether its expiry has been posted, so that freed units no longer come back.</summary>
    public bool IsExpired { get; internal set; }

    /// <summary>Whether what rolls over of it has been posted.</summary>
    public bool IsRolledOver { get; internal set; }

    /// <summary>As what the whole of it was removed; what is freed from holds goes the same way. <see langword="null"/> while it was not.</summary>
    public GrantRemoval? Removed { get; internal set; }

    /// <summary>When it was said to be paid.</summary>
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Whether it may pay by now, as far as time and payment go, and that has been noted.</summary>
    public bool IsEffective { get; internal set; }

    /// <summary>First instant it may pay; the end of time while it waits to be paid, and for a reserve.</summary>
    public DateTimeOffset PaysFrom { get; private set; }

    /// <summary>Whether nothing comes back to it any more.</summary>
    public bool HasEnded => IsExpired || Removed is not null;

    /// <summary>Whether it may pay for a use decided at <paramref name="now"/>.</summary>
    public bool MayPay(in Use use, DateTimeOffset now) =>
        PaysFrom <= now && !(Terms.ExpiresAt <= use.OccurredAt) && !IsExpired && Removed is null && IsFor(Owner, use) && Terms.Scope.Admits(use);

    /// <summary>
    /// What still counts as available at <paramref name="now"/>; the rest of the wallet is pending expiry.
    /// <c>granted + moved in = available + pending expiry + held + spent + expired + revoked + moved out</c>, at every instant.
    /// </summary>
    public long AvailableAt(DateTimeOffset now) => Terms.ExpiresAt <= now ? 0 : Wallet.Balance;

    /// <summary>What is left but may only pay for use that occurred before it expired.</summary>
    public long PendingExpiryAt(DateTimeOffset now) => Terms.ExpiresAt <= now ? Wallet.Balance : 0;

    /// <summary>Whether a grant of an owner is for a use; one of the pool is for everybody's.</summary>
    public static bool IsFor(Member? owner, in Use use) => owner is null || use.Member?.IsWithin(owner) == true;

    /// <summary>Whether a grant of these terms may pay nothing until something is said or done.</summary>
    internal static bool Awaits(GrantTerms terms) => terms.Payment == GrantPayment.Awaited || terms.IsReserve;

    internal void Pay(DateTimeOffset at)
    {
        PaidAt = at;
        if (Terms.Payment == GrantPayment.Awaited) PaysFrom = at > Terms.EffectiveAt ? at : Terms.EffectiveAt;
    }

    internal void Restore(in GrantState state)
    {
        (Spent, Expired, Revoked, MovedOut, Lent) = (state.Spent, state.Expired, state.Revoked, state.MovedOut, state.Lent);
        (IsExpired, IsEffective, IsRolledOver, Removed) = (state.IsExpired, state.IsEffective, state.IsRolledOver, state.Removed);
        if (state.PaidAt is { } paidAt) Pay(paidAt);
    }
}

/// <summary>Where the units of a grant have gone and what has become of it: what a checkpoint keeps beside the terms and the balances.</summary>
/// <param name="Seq">The entry that opened it.</param>
public readonly record struct GrantState(long Seq, long Spent, long Expired)
{
    /// <summary>As <see cref="Grant.Revoked"/>.</summary>
    public long Revoked { get; init; }

    /// <summary>As <see cref="Grant.MovedOut"/>.</summary>
    public long MovedOut { get; init; }

    /// <summary>As <see cref="Grant.Lent"/>.</summary>
    public long Lent { get; init; }

    /// <summary>As <see cref="Grant.IsExpired"/>.</summary>
    public bool IsExpired { get; init; }

    /// <summary>As <see cref="Grant.IsEffective"/>.</summary>
    public bool IsEffective { get; init; }

    /// <summary>As <see cref="Grant.IsRolledOver"/>.</summary>
    public bool IsRolledOver { get; init; }

    /// <summary>As <see cref="Grant.Removed"/>.</summary>
    public GrantRemoval? Removed { get; init; }

    /// <summary>As <see cref="Grant.PaidAt"/>.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>Of a grant as it stands.</summary>
    public static GrantState Of(Grant grant) => new(grant.Seq, grant.Spent, grant.Expired)
    {
        Revoked = grant.Revoked, MovedOut = grant.MovedOut, Lent = grant.Lent, IsExpired = grant.IsExpired, IsEffective = grant.IsEffective,
        IsRolledOver = grant.IsRolledOver, Removed = grant.Removed, PaidAt = grant.PaidAt,
    };
}
