namespace Farebox.Ledger;

/// <summary>One movement of a positive amount from one ledger account to another. Sums are zero per asset by construction.</summary>
/// <param name="From">The account the units leave.</param>
/// <param name="To">The account they reach; never <paramref name="From"/>.</param>
/// <param name="Units">Smallest units of the asset; above zero.</param>
/// <param name="Hold">The hold that reserves, spends or frees the units, if one does.</param>
/// <param name="Debt">The debt that the units settle, as <c>seq/meter</c> of the event that left it.</param>
public readonly record struct Transfer(LedgerAccount From, LedgerAccount To, long Units, string? Hold, string? Debt)
{
    /// <summary>Balance of <see cref="From"/> once this transfer is made.</summary>
    public long FromAfter { get; init; }

    /// <summary>Balance of <see cref="To"/> once this transfer is made.</summary>
    public long ToAfter { get; init; }
}
