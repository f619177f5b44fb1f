using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Units of one asset were exchanged for a new grant of another.</summary>
/// <param name="From">The asset that was given.</param>
/// <param name="Units">How much of it was offered, in smallest units.</param>
/// <param name="Residue">How much of that stayed where it was, because it would have bought nothing more.</param>
/// <param name="Terms">The new grant, of what was received.</param>
/// <param name="Charge">How the amount came about: rate, card and version, and the running count it moved.</param>
public sealed record AssetExchanged(Asset From, long Units, long Residue, GrantTerms Terms, Charge Charge) : EntryBody
{
    /// <inheritdoc/>
    public override GrantTerms? Opens => Terms;
}
