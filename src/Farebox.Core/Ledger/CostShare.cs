using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>The share of a grant's cost basis that goes with units which are moved out of it.</summary>
public static class CostShare
{
    /// <summary>
    /// By running totals: what all moves so far have taken, rounded down, less what they took before. So no share is more than a smallest unit
    /// from its part, the shares never add up to more than the basis, and the last one takes what the others left.
    /// </summary>
    /// <param name="grant">The grant, as it stands before the move.</param>
    /// <param name="units">How much is moved; with what was moved before it, at most what the grant started with.</param>
    /// <param name="alreadyPlanned">What is moved out in the same decision before this.</param>
    public static Amount? Of(Grant grant, long units, long alreadyPlanned = 0)
    {
        if (grant.Terms.CostBasis is not { } basis) return null;

        var before = grant.MovedOut + alreadyPlanned;
        return Amount.FromUnits(basis.Asset, Upto(basis, before + units, grant.Terms.Units) - Upto(basis, before, grant.Terms.Units));
    }

    /// <summary>A part of a basis, rounded down.</summary>
    public static Amount? PartOf(Amount? basis, Int128 part, Int128 whole) =>
        basis is { } of ? Amount.FromUnits(of.Asset, (long)(of.Units * part / whole)) : null;

    /// <summary>What stays with a grant after all that was moved out of it.</summary>
    public static Amount? LeftOf(Grant grant) => grant.Terms.CostBasis is { } basis
        ? Amount.FromUnits(basis.Asset, basis.Units - Upto(basis, grant.MovedOut, grant.Terms.Units))
        : null;

    private static long Upto(Amount basis, long moved, long units) => (long)((Int128)basis.Units * moved / units);
}
