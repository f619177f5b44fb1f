namespace Farebox.Billing.Subscriptions;

/// <summary>What a subscription is charged or credited for an item: a part of one cycle.</summary>
/// <param name="Piece">What is charged; of a credit, the first and the last mark that are credited.</param>
/// <param name="IsCredit">Whether it takes back what was billed before.</param>
/// <param name="ToAccount">Whether it is credited to the account and not on the invoice.</param>
/// <param name="Amount">Rounded once; below zero for a credit.</param>
public readonly record struct FeeLine(FeePiece Piece, bool IsCredit, bool ToAccount, decimal Amount)
{
    /// <summary>What it changes on the invoice.</summary>
    public decimal Due => ToAccount ? 0m : Amount;
}
