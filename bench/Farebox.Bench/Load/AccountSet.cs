using System.Globalization;

namespace Farebox.Bench.Load;

/// <summary>The accounts one kind of load writes to. Loads in this process and loads over HTTP have sets of their own, so that
/// neither node begins its row by replaying what the other wrote.</summary>
/// <param name="Prefix">All prefixes are equally long, so that all events are.</param>
public sealed record AccountSet(string Prefix, int Accounts, int Members)
{
    public const int SpreadAccounts = 10_000;
    public const int HotMembers = 50;

    public static AccountSet JournalHot { get; } = new("proc-one-", 1, HotMembers);

    public static AccountSet JournalSpread { get; } = new("proc-all-", SpreadAccounts, 1);

    public static AccountSet HttpHot { get; } = new("http-one-", 1, HotMembers);

    public static AccountSet HttpSpread { get; } = new("http-all-", SpreadAccounts, 1);

    /// <summary>The prefix and five digits.</summary>
    public string Account(int index) => Prefix + index.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary><c>m-</c> and two digits.</summary>
    public static string Member(int index) => "m-" + index.ToString("D2", CultureInfo.InvariantCulture);
}
