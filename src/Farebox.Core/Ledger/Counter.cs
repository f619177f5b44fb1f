namespace Farebox.Ledger;

/// <summary>A running count: how much has been priced of something in its period, in the order in which it was recorded.</summary>
/// <param name="Quantity">The sum of all quantities, exactly.</param>
/// <param name="Events">How many events they came with.</param>
/// <param name="Rest">
/// What was used beyond what has been debited, in whole units of the asset: at most half a smallest unit either way, and zero unless debits
/// are rounded cumulatively.
/// </param>
/// <param name="Gross">What everything came to before discounts and a maximum; kept only where that does not follow from the quantity, else zero.</param>
public readonly record struct Counter(decimal Quantity, long Events, decimal Rest, decimal Gross = 0m);
