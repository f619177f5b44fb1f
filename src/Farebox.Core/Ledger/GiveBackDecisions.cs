using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Plans what comes back of use that was charged too much: what is still owed is owed no longer, the rest goes to the grants that had paid.</summary>
public static class GiveBackDecisions
{
    /// <summary>Plans the transfers back.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="charge">The meter and the asset of the use.</param>
    /// <param name="units">How much comes back; above zero.</param>
    /// <param name="cancels">Which open debts it lowers first, the newest before older ones.</param>
    /// <param name="sources">What grants had paid, last spent first; at least what open debts leave.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="draft">Receives the transfers.</param>
    /// <param name="returns">Receives what comes back to which grant.</param>
    /// <returns>False when the sources do not suffice: they were looked up before the book went on.</returns>
    public static bool TryPlan(
        Book book, (string Meter, Asset Asset) charge, long units, Func<Debt, bool> cancels, IEnumerable<GivenBack> sources, DateTimeOffset now, Draft draft,
        List<GivenBack> returns)
    {
        var wallet = book.WalletOf(charge.Asset);
        var spent = book.AccountOf(AccountKind.Spent, charge.Meter, charge.Asset);
        foreach (var debt in wallet.Debts.Reverse())
        {
            if (units == 0) break;
            if (!cancels(debt)) continue;

            var cancelled = Math.Min(units, Burning.OwedOf(debt, draft));
            draft.Move(spent, wallet.DebtAccount, cancelled, debt: debt.Key);
            units -= cancelled;
        }

        foreach (var source in sources)
        {
            if (units == 0) break;

            var part = source with { Units = Math.Min(units, source.Units) };
            Return(book, book.Grants[part.Grant], part.Units, spent, draft);
            returns.Add(part);
            units -= part.Units;
        }

        return units == 0;
    }

    /// <summary>Units of a grant whose expiry has posted expire at once, and those of one that was removed go where all of it went.</summary>
    private static void Return(Book book, Grant grant, long units, LedgerAccount spent, Draft draft)
    {
        draft.Move(spent, grant.Wallet, units);
        if (grant.HasEnded) draft.Move(grant.Wallet, Burning.ReturnOf(book, grant), units);
    }
}
