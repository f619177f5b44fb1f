namespace Farebox.Money;

/// <summary>Whether an asset is a unit the seller defines, or money with a code of ISO 4217.</summary>
public enum AssetKind
{
    /// <summary>Something the seller counts: a credit, a token allowance, a megapixel.</summary>
    Unit,

    /// <summary>Money. Its invoices round to the minor unit of the currency; its ledger may be finer.</summary>
    Currency,
}
