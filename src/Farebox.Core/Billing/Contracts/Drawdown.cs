using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Billing.Contracts;

/// <summary>Counts amounts toward commitments: the first by priority takes what it has room for, and the next what is left.</summary>
public sealed class Drawdown
{
    private readonly CommitmentBalance[] _balances;

    /// <param name="balances">As they stand; two of one priority in this order.</param>
    public Drawdown(ImmutableArray<CommitmentBalance> balances) => _balances = [.. balances.OrderBy(balance => balance.Commitment.Priority)];

    /// <summary>As they stand now, by priority.</summary>
    public ImmutableArray<CommitmentBalance> Balances => [.. _balances];

    /// <summary>Counts a line.</summary>
    /// <param name="amount">What it comes to; nothing is counted of one that is not above zero.</param>
    /// <returns>What each commitment takes of it, and what of it is above them all.</returns>
    public DrawnLine Take(BillLine line, decimal amount)
    {
        var (left, isCommitted, factor) = (Math.Max(0m, amount), false, 1m);
        var draws = ImmutableArray.CreateBuilder<CommitmentDraw>();
        var last = -1;
        for (var i = 0; i < _balances.Length; i++)
        {
            var (balance, commitment) = (_balances[i], _balances[i].Commitment);
            if (!commitment.Scope.Admits(line)) continue;

            var taken = Math.Min(commitment.IsNested ? Math.Max(0m, amount) : left, balance.Left);
            if (taken > 0m) draws.Add(new(commitment, taken));
            _balances[i] = balance with { Used = Exact.Add(balance.Used, taken) };
            if (commitment.IsNested) continue;

            left = Exact.Subtract(left, taken);
            (isCommitted, factor, last) = (true, commitment.OverageFactor, i);
        }

        // What is above them all counts as used of the last, so that a carry-over knows of it.
        if (last >= 0 && left > 0m) _balances[last] = _balances[last] with { Used = Exact.Add(_balances[last].Used, left) };
        return new(draws.ToImmutable(), isCommitted ? left : 0m, isCommitted ? Exact.Multiply(left, factor - 1m) : 0m);
    }
}

/// <summary>What one commitment takes of a line.</summary>
public readonly record struct CommitmentDraw(Commitment Commitment, decimal Amount);

/// <summary>What became of a line.</summary>
/// <param name="Draws">By priority.</param>
/// <param name="Above">What is above the commitments for it; nothing where there is none for it.</param>
/// <param name="Surcharge">What that costs more than its price.</param>
public readonly record struct DrawnLine(ImmutableArray<CommitmentDraw> Draws, decimal Above, decimal Surcharge);
