namespace Farebox.Ledger;

/// <summary>The kinds of ledger account a book has: the unit chart of accounts.</summary>
public enum AccountKind
{
    /// <summary><c>issued/&lt;source&gt;</c>: where granted units come from. Negative by nature.</summary>
    Issued,

    /// <summary><c>wallet/&lt;grant&gt;</c>: what is left of a grant and not held. Never negative.</summary>
    Wallet,

    /// <summary><c>held/&lt;grant&gt;</c>: what open holds have reserved of a grant. Never negative.</summary>
    Held,

    /// <summary><c>spent/&lt;meter&gt;</c>: what usage has consumed; <c>spent/unmetered</c> for a captured bare amount.</summary>
    Spent,

    /// <summary><c>expired</c>: what was never used in time.</summary>
    Expired,

    /// <summary><c>debt/&lt;wallet&gt;</c>: usage that happened although no credit was left. Zero or negative.</summary>
    Debt,

    /// <summary><c>revoked</c>: what was taken back as if it had never been granted.</summary>
    Revoked,

    /// <summary><c>exchange</c>: where what is given for another asset goes, and what is received comes from. Below zero in assets that were received.</summary>
    Exchange,
}
