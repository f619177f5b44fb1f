namespace Farebox.Ledger.Conventions;

/// <summary>What becomes of use for which credit is short.</summary>
public enum Shortfall
{
    /// <summary>It is recorded, and what is missing is owed: later credit pays it first.</summary>
    Debt,

    /// <summary>It is refused whole.</summary>
    Reject,
}
