namespace Farebox.Ledger;

/// <summary>Where the units of a grant come from.</summary>
public enum GrantSource
{
    /// <summary>Paid for.</summary>
    Purchased,

    /// <summary>Given away.</summary>
    Bonus,

    /// <summary>Part of a plan.</summary>
    Included,

    /// <summary>Carried over from an earlier grant.</summary>
    Rollover,

    /// <summary>Bought ahead under a contract.</summary>
    Commit,

    /// <summary>Given back.</summary>
    Refund,

    /// <summary>Given away for a campaign, mostly for a short time.</summary>
    Promotional,

    /// <summary>Committed to under a contract and paid for afterwards.</summary>
    Postpaid,

    /// <summary>Put right by hand.</summary>
    Adjustment,

    /// <summary>Exchanged from another asset. Nothing is issued for it, so nobody grants it.</summary>
    Exchange,
}

/// <summary>What a source means for the burn order, and its name on the wire and in the journal.</summary>
public static class GrantSources
{
    private static readonly string[] Names = ["purchased", "bonus", "included", "rollover", "commit", "refund", "promotional", "postpaid", "adjustment", "exchange"];

    /// <summary>The names in the order of <see cref="GrantSource"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Those that credit may be granted as: all but what comes from an exchange.</summary>
    public static IReadOnlyList<string> Given { get; } = Names[..(int)GrantSource.Exchange];

    /// <summary>Whether money was paid for it, so that it burns after what was free.</summary>
    public static bool IsPaid(this GrantSource source) => source is GrantSource.Purchased or GrantSource.Commit or GrantSource.Postpaid;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this GrantSource source) => Names[(int)source];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    public static bool TryParse(string name, out GrantSource source)
    {
        var index = Array.IndexOf(Names, name);
        source = (GrantSource)Math.Max(index, 0);
        return index >= 0;
    }
}
