using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>An account's holdings of one asset: its live grants in burn order, and what it owes.</summary>
public sealed class Wallet
{
    private readonly List<Grant> _live = [];
    private readonly LinkedList<Debt> _debts = [];
    private readonly Dictionary<string, LinkedListNode<Debt>> _debtsByKey = new(StringComparer.Ordinal);

    internal Wallet(Asset asset, LedgerAccount debtAccount)
    {
        Asset = asset;
        DebtAccount = debtAccount;
    }

    /// <summary>What it holds.</summary>
    public Asset Asset { get; }

    /// <summary>The order its grants burn in.</summary>
    public BurnOrder Order { get; private set; } = BurnOrder.Default;

    /// <summary><c>debt/&lt;asset&gt;</c>.</summary>
    public LedgerAccount DebtAccount { get; }

    /// <summary>Grants that may still pay or come back, in burn order.</summary>
    public IReadOnlyList<Grant> Live => _live;

    /// <summary>Unpaid debts, oldest first.</summary>
    public IReadOnlyCollection<Debt> Debts => _debts;

    /// <summary>The live grants once a draft is applied: with those that were used up and get units back by it.</summary>
    internal IReadOnlyList<Grant> LiveAfter(Draft draft)
    {
        List<Grant>? more = null;
        foreach (ref readonly var transfer in draft.Transfers)
        {
            if (transfer.From.Kind != AccountKind.Spent || transfer.To.Grant is not { HasEnded: false } grant || transfer.To.Asset != Asset) continue;
            if (!_live.Contains(grant) && more?.Contains(grant) != true) (more ??= []).Add(grant);
        }

        return more is null ? _live : [.. _live.Concat(more).Order(Order)];
    }

    /// <summary>What could be spent on a use now, given what a draft has already planned.</summary>
    public long AvailableFor(in Use use, DateTimeOffset now, Draft draft)
    {
        var available = 0L;
        foreach (var grant in LiveAfter(draft))
        {
            if (grant.MayPay(use, now)) available += draft.BalanceOf(grant.Wallet);
        }

        return available;
    }

    internal void Add(Grant grant)
    {
        var index = _live.FindIndex(other => Order.Compare(grant, other) < 0);
        _live.Insert(index < 0 ? _live.Count : index, grant);
    }

    /// <summary>Puts its grants in another order from the next decision on.</summary>
    internal void Burn(BurnOrder order)
    {
        Order = order;
        _live.Sort(order);
    }

    /// <summary>Puts its grants in order again, after something that the order looks at has changed.</summary>
    internal void Sort() => _live.Sort(Order);

    /// <summary>A grant that is expired, or has nothing left and nothing held, can neither pay nor take units back.</summary>
    internal void Retire(Grant grant) => _live.Remove(grant);

    /// <summary>A grant that gets units back may pay again.</summary>
    internal void Revive(Grant grant)
    {
        if (!grant.HasEnded && !_live.Contains(grant)) Add(grant);
    }

    internal void Owe(Debt debt) => _debtsByKey.Add(debt.Key, _debts.AddLast(debt));

    /// <summary>Pays part or all of an open debt. A paid one is forgotten without a search, however many are open.</summary>
    /// <exception cref="InvalidOperationException">There is no such debt, or it is smaller: a bug or a damaged journal.</exception>
    internal Debt Settle(string? key, long units)
    {
        if (key is null || !_debtsByKey.TryGetValue(key, out var node) || node.Value.Units < units)
            throw new InvalidOperationException($"{units} would settle debt '{key}', which is not open or smaller.");

        node.Value.Units -= units;
        if (node.Value.Units > 0) return node.Value;

        _debtsByKey.Remove(key);
        _debts.Remove(node);
        return node.Value;
    }
}
