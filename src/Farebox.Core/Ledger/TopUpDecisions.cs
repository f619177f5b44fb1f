namespace Farebox.Ledger;

/// <summary>Decides what is bought. Pure: the book changes when the entry is applied.</summary>
public static class TopUpDecisions
{
    /// <summary>Decides a purchase that is due, on the book as it stands at the instant it fell due.</summary>
    public static TopUpDecided Decide(Book book, DueItem item)
    {
        ArgumentNullException.ThrowIfNull(book);

        var watch = book.FindTopUpRule(item.Id[..item.Id.IndexOf('/', StringComparison.Ordinal)])!;
        if (watch is not { Rule: { } rule, Standing: { InFlight: null, IsDisabled: false } standing }) return new(item, null, "not_needed");

        var units = rule.UnitsAt(AvailableAt(book, rule, item.At));
        if (units == 0) return new(item, null, "not_needed");
        if (rule.ChargeOf(units) is not { } charge) return new(item, null, "does_not_fit");
        if ((Int128)watch.ChargedIn(item.At) + charge.Units > (rule.MonthlyCap ?? long.MaxValue)) return new(item, null, "cap_reached");

        var id = IdOf(book, rule.Asset.Code, standing.Count + 1);
        return new(item, new(id, rule.Asset, units, charge, rule.Lasts, rule.Priority, standing.Failures, item.At, book.Seq + 1), "");
    }

    /// <summary>What could be spent at an instant, with what is owed taken off.</summary>
    internal static Int128 AvailableAt(Book book, TopUpRule rule, DateTimeOffset at)
    {
        Int128 available = book.WalletOf(rule.Asset).DebtAccount.Balance;
        foreach (var grant in book.WalletOf(rule.Asset).Live)
        {
            if (grant.PaysFrom <= at && !grant.HasEnded) available += grant.AvailableAt(at);
        }

        return available;
    }

    /// <summary>An id that no grant has, because the purchase becomes a grant of this id.</summary>
    private static string IdOf(Book book, string asset, long number)
    {
        var id = FormattableString.Invariant($"top-up-{asset}-{number}");
        while (book.Grants.ContainsKey(id)) id += "x";
        return id;
    }
}
