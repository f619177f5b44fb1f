namespace Farebox.Ledger;

/// <summary>A grant in its book: its terms, its two ledger accounts, and where its units have gone.</summary>
public sealed class Grant
{
    internal Grant(GrantTerms terms, LedgerAccount wallet, LedgerAccount held)
    {
        Terms = terms;
        Wallet = wallet;
        Held = held;
        wallet.Grant = this;
        held.Grant = this;
    }

    /// <summary>The terms it was granted on.</summary>
    public GrantTerms Terms { get; }

    /// <summary><c>wallet/&lt;grant&gt;</c>.</summary>
    public LedgerAccount Wallet { get; }

    /// <summary><c>held/&lt;grant&gt;</c>.</summary>
    public LedgerAccount Held { get; }

    /// <summary>Units consumed, settled debt included.</summary>
    public long Spent { get; internal set; }

    /// <summary>Units that expired.</summary>
    public long Expired { get; internal set; }

    /// <summary>Whether its expiry has been posted, so that freed units no longer come back.</summary>
    public bool IsExpired { get; internal set; }

    /// <summary>Whether <see cref="GrantTerms.EffectiveAt"/> has been reached and noted.</summary>
    public bool IsEffective { get; internal set; }

    /// <summary>Whether it may pay for a use decided at <paramref name="now"/>.</summary>
    public bool MayPay(in Use use, DateTimeOffset now) =>
        Terms.EffectiveAt <= now && !(Terms.ExpiresAt <= use.OccurredAt) && !IsExpired && Terms.Scope.Admits(use);

    /// <summary>
    /// What still counts as available at <paramref name="now"/>; the rest of the wallet is pending expiry.
    /// <c>granted = available + pending expiry + held + spent + expired</c>, at every instant.
    /// </summary>
    public long AvailableAt(DateTimeOffset now) => Terms.ExpiresAt <= now ? 0 : Wallet.Balance;

    /// <summary>What is left but may only pay for use that occurred before it expired.</summary>
    public long PendingExpiryAt(DateTimeOffset now) => Terms.ExpiresAt <= now ? Wallet.Balance : 0;
}
