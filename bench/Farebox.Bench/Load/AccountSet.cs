using System.Globalization;

namespace Farebox.Bench.Load;

/// <summary>The accounts that a kind of load writes to.</summary>
/// <param name="Prefix">All prefixes are equally long, so that all events are.</param>
public sealed record AccountSet(string Prefix, int Accounts, int Members)
{
    public const int SpreadAccounts = 10_000;
    public const int HotMembers = 50;

    /// <summary>One pool that fifty members share.</summary>
    public static AccountSet Hot { get; } = new("pool-", 1, HotMembers);

    /// <summary>Ten thousand accounts of one member each, all equally busy.</summary>
    public static AccountSet Spread { get; } = new("many-", SpreadAccounts, 1);

    /// <summary>The prefix and five digits.</summary>
    public string Account(int index) => Prefix + index.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary><c>m-</c> and two digits.</summary>
    public static string Member(int index) => "m-" + index.ToString("D2", CultureInfo.InvariantCulture);
}
