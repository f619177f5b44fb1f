using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on exchanges: what was offered left but for its residue, what was received is what was priced, and the cost basis went along.</summary>
internal sealed partial class LegalRunRule
{
    private void LookAtExchange(ReplayedBook replayed, Entry entry, AssetExchanged exchanged)
    {
        var terms = exchanged.Terms;
        if (replayed.Book.Grants.ContainsKey(terms.Id)) Fail(entry, $"grant {terms.Id}", "a new grant", "one that is there already");
        if (terms.Asset == exchanged.From) Fail(entry, $"grant {terms.Id}", "another asset than was given", terms.Asset.Code);
        Same(entry, $"grant {terms.Id}", terms.Units, Moved(AccountKind.Exchange, AccountKind.Wallet));
        Same(entry, $"grant {terms.Id}, as priced", exchanged.Charge.Units, terms.Units);
        Same(entry, $"{exchanged.From.Code} given", exchanged.Units - exchanged.Residue, Moved(AccountKind.Wallet, AccountKind.Exchange));
        Same(entry, $"grant {terms.Id}, its cost basis", CostOf(replayed), terms.CostBasis?.Units ?? 0);
    }

    private Int128 CostOf(ReplayedBook replayed)
    {
        Int128 cost = 0;
        foreach (ref readonly var transfer in _made.Transfers)
        {
            if (transfer.To.Kind == AccountKind.Exchange && replayed.GrantOf(transfer.From) is { } grant) cost += CostShare.Of(grant, transfer.Units)?.Units ?? 0;
        }

        return cost;
    }
}
