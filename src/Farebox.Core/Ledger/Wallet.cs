using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>An account's holdings of one asset: its live grants in burn order, and what it owes.</summary>
public sealed class Wallet
{
    private readonly List<Grant> _live = [];
    private readonly List<Debt> _debts = [];

    internal Wallet(Asset asset, LedgerAccount debtAccount)
    {
        Asset = asset;
        DebtAccount = debtAccount;
    }

    /// <summary>What it holds.</summary>
    public Asset Asset { get; }

    /// <summary><c>debt/&lt;asset&gt;</c>.</summary>
    public LedgerAccount DebtAccount { get; }

    /// <summary>Grants that may still pay or come back, in burn order.</summary>
    public IReadOnlyList<Grant> Live => _live;

    /// <summary>Unpaid debts, oldest first.</summary>
    public IReadOnlyList<Debt> Debts => _debts;

    /// <summary>What could be spent on a use now, given what a draft has already planned.</summary>
    public long AvailableFor(in Use use, DateTimeOffset now, Draft draft)
    {
        var available = 0L;
        foreach (var grant in _live)
        {
            if (grant.MayPay(use, now)) available += draft.BalanceOf(grant.Wallet);
        }

        return available;
    }

    internal void Add(Grant grant)
    {
        var index = _live.FindIndex(other => BurnOrder.Default.Compare(grant.Terms, other.Terms) < 0);
        _live.Insert(index < 0 ? _live.Count : index, grant);
    }

    /// <summary>A grant that is expired, or has nothing left and nothing held, can neither pay nor take units back.</summary>
    internal void Retire(Grant grant) => _live.Remove(grant);

    internal void Owe(Debt debt) => _debts.Add(debt);

    internal void Settle(Debt debt, long units)
    {
        debt.Units -= units;
        if (debt.Units == 0) _debts.Remove(debt);
    }
}
