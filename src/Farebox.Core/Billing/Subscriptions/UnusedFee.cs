namespace Farebox.Billing.Subscriptions;

/// <summary>What becomes of the part of a fee that was billed ahead and is not used, because less is wanted than was.</summary>
public enum UnusedFee
{
    /// <summary>It is credited on the invoice that bills the change.</summary>
    Credited,

    /// <summary>It is credited to the account, for what it owes later; the invoice does not change.</summary>
    AccountCredit,

    /// <summary>It stays billed, and so what was billed may be used until the cycle ends without being billed again.</summary>
    Kept,
}
