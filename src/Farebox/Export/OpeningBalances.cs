using Farebox.Client;

namespace Farebox.Export;

/// <summary>The balances of an account's ledger accounts, each as the last transfer that touched it says.</summary>
internal sealed class OpeningBalances
{
    private readonly SortedDictionary<(string LedgerAccount, string Asset), string> _balances = [];

    /// <summary>Those that are not zero.</summary>
    public IEnumerable<(string LedgerAccount, string Asset, string Balance)> All =>
        _balances.Where(balance => balance.Value != "0").Select(balance => (balance.Key.LedgerAccount, balance.Key.Asset, balance.Value));

    public void Take(Entry entry)
    {
        foreach (var transfer in entry.Transfers ?? [])
        {
            _balances[(transfer.From, transfer.Asset)] = transfer.FromAfter!;
            _balances[(transfer.To, transfer.Asset)] = transfer.ToAfter!;
        }
    }
}
