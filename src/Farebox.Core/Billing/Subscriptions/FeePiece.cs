using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>A part of a cycle in which an item is billed at one price: counted in the marks of the proration's measure.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Cycle">The whole cycle.</param>
/// <param name="From">The first mark that it covers, from 0.</param>
/// <param name="Until">The first mark after it.</param>
/// <param name="Length">How many marks the whole cycle has.</param>
/// <param name="Quantity">How many are billed.</param>
/// <param name="Full">What the whole cycle costs at this quantity, exactly.</param>
public readonly record struct FeePiece(string Item, Period Cycle, long From, long Until, long Length, decimal Quantity, decimal Full)
{
    public Share Share => new(Until - From, Length);

    internal bool IsSameAs(in FeePiece other) => Item == other.Item && Cycle == other.Cycle && Quantity == other.Quantity && Full == other.Full;

    internal bool Covers(long mark) => From <= mark && mark < Until;
}

/// <summary>A piece that has been billed and not been credited, with what it came to.</summary>
/// <param name="Amount">Rounded, less the discounts that were put on it.</param>
/// <param name="IsDiscounted">Whether there were any; then a part of it is a part of the amount, not of the price.</param>
public readonly record struct BilledPiece(FeePiece Piece, decimal Amount, bool IsDiscounted = false);
