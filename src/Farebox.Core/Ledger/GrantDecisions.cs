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
        if (Opening.IssuedOf(book, terms.Asset) + terms.Units > long.MaxValue) return false;

        var wallet = book.AccountOf(AccountKind.Wallet, terms.Id, terms.Asset);
        draft.Move(book.AccountOf(AccountKind.Issued, terms.Source.Name(), terms.Asset), wallet, terms.Units);
        Opening.SettleDebts(book, terms, now, draft);
        return true;
    }

    /// <summary>Plans the move of units to a new grant, which takes their share of the cost basis with it and pays first what is owed.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="from">The grant they leave; they are in its wallet.</param>
    /// <param name="terms">The new grant, whose amount is what is moved.</param>
    /// <param name="now">As of when it is decided.</param>
    /// <param name="draft">Receives the transfers.</param>
    public static void Move(Book book, Grant from, GrantTerms terms, DateTimeOffset now, Draft draft)
    {
        draft.Move(from.Wallet, book.AccountOf(AccountKind.Wallet, terms.Id, terms.Asset), terms.Units);
        Opening.SettleDebts(book, terms, now, draft);
    }

    /// <summary>Plans the payment of a grant: where it waited for that, it settles what is owed.</summary>
    public static void Pay(Book book, Grant grant, DateTimeOffset now, Draft draft)
    {
        if (grant.Terms.Payment != GrantPayment.Awaited || grant.HasEnded) return;

        // It is among the live ones, but none of them would pay with it yet: what it may settle is decided as for one that is just issued.
        Opening.SettleDebts(book, grant.Terms with { Payment = GrantPayment.Settled, Units = grant.Wallet.Balance }, now, draft);
    }

    /// <summary>Plans the removal of units from a grant's wallet.</summary>
    public static void Remove(Book book, Grant grant, GrantRemoval removal, long units, Draft draft) =>
        draft.Move(grant.Wallet, removal.AccountOf(book, grant.Terms.Asset), units);
}
