namespace Farebox.Ledger;

/// <summary>What taking credit away means. The names are on the wire and in the journal.</summary>
public enum GrantRemoval
{
    /// <summary>It counts as consumed: revenue now. <c>wallet/… → spent/_decrement</c>.</summary>
    Decrement,

    /// <summary>It was never there: no revenue. <c>wallet/… → revoked</c>.</summary>
    Void,

    /// <summary>It lapsed unused: breakage. <c>wallet/… → expired</c>.</summary>
    Expire,
}

/// <summary>The names of <see cref="GrantRemoval"/>, and the account each leads to.</summary>
public static class GrantRemovals
{
    /// <summary>The meter of what was removed as consumed: <c>spent/_decrement</c>. No meter can be called so, since ids begin with a letter or digit.</summary>
    public const string Decremented = "_decrement";

    private static readonly string[] Names = ["decrement", "void", "expire"];

    /// <summary>The names in the order of <see cref="GrantRemoval"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this GrantRemoval removal) => Names[(int)removal];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    public static bool TryParse(string name, out GrantRemoval removal)
    {
        var index = Array.IndexOf(Names, name);
        removal = (GrantRemoval)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Where what is removed goes.</summary>
    internal static LedgerAccount AccountOf(this GrantRemoval removal, Book book, Money.Asset asset) => removal switch
    {
        GrantRemoval.Decrement => book.AccountOf(AccountKind.Spent, Decremented, asset),
        GrantRemoval.Void => book.AccountOf(AccountKind.Revoked, "", asset),
        _ => book.AccountOf(AccountKind.Expired, "", asset),
    };
}
