using System.Runtime.InteropServices;

namespace Farebox.Ledger;

/// <summary>The transfers a decision plans. The book stays as it is until the entry that carries them is applied.</summary>
/// <remarks>Owned by one decider at a time and reused, so that planning allocates nothing.</remarks>
public sealed class Draft
{
    private readonly List<Transfer> _transfers = [];

    /// <summary>The transfers planned so far, in order.</summary>
    public ReadOnlySpan<Transfer> Transfers => CollectionsMarshal.AsSpan(_transfers);

    /// <summary>Forgets everything planned.</summary>
    public void Clear() => _transfers.Clear();

    /// <summary>Goes on from where another draft is.</summary>
    public void Take(Draft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _transfers.AddRange(other._transfers);
    }

    /// <summary>Plans a transfer; one of nothing is not a transfer.</summary>
    public void Move(LedgerAccount from, LedgerAccount to, long units, string? hold = null, string? debt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        if (units == 0) return;
        if (ReferenceEquals(from, to)) throw new ArgumentException($"A transfer cannot stay on {from}.", nameof(to));

        _transfers.Add(new(from, to, units, hold, debt));
    }

    /// <summary>The balance an account will have once everything planned so far is applied.</summary>
    public long BalanceOf(LedgerAccount account)
    {
        var balance = account.Balance;
        foreach (ref readonly var transfer in Transfers)
        {
            if (ReferenceEquals(transfer.From, account)) balance -= transfer.Units;
            else if (ReferenceEquals(transfer.To, account)) balance += transfer.Units;
        }

        return balance;
    }

    /// <summary>The planned transfers as the entry keeps them.</summary>
    public Transfer[] ToArray() => _transfers.Count == 0 ? [] : _transfers.ToArray();
}
