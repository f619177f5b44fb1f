using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Plans what opening a grant moves beside its own units: it pays first what is owed.</summary>
internal static class Opening
{
    private const int SuffixMax = 24;

    /// <summary>The new grant is the only thing that has become available, so it alone pays; it is not among the live ones yet.</summary>
    public static void SettleDebts(Book book, GrantTerms terms, DateTimeOffset now, Draft draft)
    {
        var wallet = book.WalletOf(terms.Asset);
        if (wallet.Debts.Count == 0 || Grant.Awaits(terms) || terms.EffectiveAt > now || terms.ExpiresAt <= now) return;

        var (left, account) = (terms.Units, book.AccountOf(AccountKind.Wallet, terms.Id, terms.Asset));
        var owner = terms.Owner is { } id ? book.Members[id] : null;
        foreach (var debt in wallet.Debts)
        {
            if (left == 0) break;
            var use = new Use(debt.Meter, debt.Model, debt.Member, now);
            if (!Grant.IsFor(owner, use) || !terms.Scope.Admits(use)) continue;

            var paid = Math.Min(left, debt.Units);
            draft.Move(account, wallet.DebtAccount, paid, debt: debt.Key);
            left -= paid;
        }
    }

    /// <summary>Everything ever issued of an asset; it must fit in a <see cref="long"/>.</summary>
    public static Int128 IssuedOf(Book book, Asset asset)
    {
        Int128 issued = 0;
        foreach (var account in book.Accounts)
        {
            if (account.Kind == AccountKind.Issued && account.Asset == asset) issued -= account.Balance;
        }

        return issued;
    }

    /// <summary>An id that no grant has: a name and a suffix, shortened and numbered where that is needed.</summary>
    public static string NewId(Book book, string name, string suffix, int lengthMax = 128)
    {
        var stem = name.Length + SuffixMax > lengthMax ? name[..(lengthMax - SuffixMax)] : name;
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? $"{stem}{suffix}" : $"{stem}{suffix}.{number}";
            if (!book.Grants.ContainsKey(id)) return id;
        }
    }
}
