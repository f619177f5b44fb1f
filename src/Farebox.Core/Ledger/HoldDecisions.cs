namespace Farebox.Ledger;

/// <summary>Decides holds: whether one is authorised, and what a capture or release of it moves.</summary>
public static class HoldDecisions
{
    /// <summary>Authorises a hold in full or refuses it; a refused hold holds nothing.</summary>
    /// <param name="book">The book, brought to <paramref name="now"/>.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="asked">The same as limits see it.</param>
    /// <param name="member">Whose limits it counts against.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="draft">Receives the transfers.</param>
    /// <returns>Why it is refused, or <see langword="null"/> with its transfers in <paramref name="draft"/>.</returns>
    public static HoldRefusal? Authorise(Book book, HoldTerms terms, in LimitedUse asked, Member member, DateTimeOffset now, Draft draft)
    {
        var wallet = book.WalletOf(terms.Asset);
        var use = new Use(terms.Meter, terms.Model, member, now);
        var available = wallet.AvailableFor(use, now, draft);
        if (wallet.Debts.Count > 0) return new("debt_outstanding", available, null);
        if (member.LimitedBy(terms.Asset, terms.Units) is { } limited) return new("limit_exceeded", available, limited.Id);
        if (LimitDecisions.Refusing(book, member, asked, null, now) is { } hit)
            return new(hit.Measure == LimitMeasure.Margin ? "below_cost" : "limit_exceeded", available, hit.Member) { Limit = hit };
        if (available < terms.Units) return new("insufficient_credit", available, null);

        Burning.Reserve(wallet, draft, terms.Units, use, now, terms.Id);
        return null;
    }

    /// <summary>Draws a hold from what another has not handed out, in full or not at all. Nothing moves: the credit is reserved already.</summary>
    /// <returns>Why it is refused.</returns>
    public static HoldRefusal? Draw(Hold parent, long units) => units > parent.Free ? new("budget_exhausted", parent.Free, null) : null;

    /// <summary>Captures a bare amount from an open hold; the rest is freed when it is final.</summary>
    /// <returns>The hold afterwards, or <see langword="null"/> when the amount is more than it holds.</returns>
    public static HoldState? Capture(Book book, Hold hold, long units, bool final, DateTimeOffset now, Draft draft)
    {
        var remaining = hold.Remaining;
        if (units > (final ? remaining : hold.Free)) return null;

        Burning.Capture(hold, draft, units, book.AccountOf(AccountKind.Spent, Book.Unmetered, hold.Terms.Asset), final);
        if (final && hold.Parent is null)
        {
            Burning.Release(book, hold, draft);
            Burning.SettleDebts(book.WalletOf(hold.Terms.Asset), draft, now);
        }

        return StateOf(hold, final ? 0 : remaining - units, final ? HoldEnd.Settled : null);
    }

    /// <summary>Debits a bare amount whose hold lapsed before it was captured: from eligible grants, and what they cannot cover as debt.</summary>
    /// <returns>Whether a debt was left.</returns>
    public static bool CaptureLate(Book book, HoldTerms terms, Member member, long units, DateTimeOffset now, Draft draft)
    {
        var wallet = book.WalletOf(terms.Asset);
        var spent = book.AccountOf(AccountKind.Spent, Book.Unmetered, terms.Asset);
        var uncovered = Burning.Spend(wallet, draft, units, new(terms.Meter, terms.Model, member, now), now, spent);
        draft.Move(wallet.DebtAccount, spent, uncovered);
        return uncovered > 0;
    }

    /// <summary>Frees what an open hold still reserves, and pays open debts with it.</summary>
    /// <returns>How much was freed.</returns>
    public static long Release(Book book, Hold hold, DateTimeOffset now, Draft draft)
    {
        var freed = Burning.Release(book, hold, draft);
        if (hold.Parent is not null) return freed;

        Burning.SettleDebts(book.WalletOf(hold.Terms.Asset), draft, now);
        return freed;
    }

    /// <summary>A hold as an answer shows it.</summary>
    public static HoldState StateOf(Hold hold, long remaining, HoldEnd? end) =>
        new(hold.Terms.Id, hold.Terms.Asset, hold.Terms.Units, remaining, end);
}
