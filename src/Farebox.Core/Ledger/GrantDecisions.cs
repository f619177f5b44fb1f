using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Decides grants: units are issued once, and pay what is owed first.</summary>
public static class GrantDecisions
{
    /// <summary>Plans the issue of a grant and the settlement of open debts it may pay.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="terms">The terms; the grant is not in the book yet.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="draft">Receives the transfers.</param>
    /// <returns>Whether the book can hold it: everything ever issued of one asset must fit in a <see cref="long"/>.</returns>
    public static bool TryIssue(Book book, GrantTerms terms, DateTimeOffset now, Draft draft)
    {
        if (IssuedOf(book, terms.Asset) + terms.Units > long.MaxValue) return false;

        var wallet = book.AccountOf(AccountKind.Wallet, terms.Id, terms.Asset);
        draft.Move(book.AccountOf(AccountKind.Issued, terms.Source.Name(), terms.Asset), wallet, terms.Units);
        SettleDebts(book, terms, wallet, now, draft);
        return true;
    }

    /// <summary>The new grant is the only thing that has become available, so it alone pays; it is not among the live ones yet.</summary>
    private static void SettleDebts(Book book, GrantTerms terms, LedgerAccount wallet, DateTimeOffset now, Draft draft)
    {
        if (terms.EffectiveAt > now || terms.ExpiresAt <= now) return;

        var left = terms.Units;
        var debtAccount = book.WalletOf(terms.Asset).DebtAccount;
        foreach (var debt in book.WalletOf(terms.Asset).Debts)
        {
            if (left == 0) break;
            if (!terms.Scope.Admits(new(debt.Meter, debt.Model, debt.Member, now))) continue;

            var paid = Math.Min(left, debt.Units);
            draft.Move(wallet, debtAccount, paid, debt: debt.Key);
            left -= paid;
        }
    }

    private static Int128 IssuedOf(Book book, Asset asset)
    {
        Int128 issued = 0;
        foreach (var account in book.Accounts)
        {
            if (account.Kind == AccountKind.Issued && account.Asset == asset) issued -= account.Balance;
        }

        return issued;
    }
}
