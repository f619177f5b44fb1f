namespace Farebox.Export;

/// <summary>Our names as hledger reads them, different ones for different ones.</summary>
internal static class HledgerNames
{
    /// <summary>The chart of accounts below the account: <c>acme</c>'s <c>wallet/welcome</c> is <c>acme:wallet:welcome</c>.</summary>
    /// <remarks>A colon of an id would open a level of its own, so it is written <c>%3A</c>; ids have no percent sign.</remarks>
    public static string Account(string account, string ledgerAccount) =>
        $"{Escape(account)}:{string.Join(':', ledgerAccount.Split('/').Select(Escape))}";

    /// <summary>A commodity's name, in quotes unless it is letters alone.</summary>
    public static string Commodity(string asset) => asset.All(char.IsAsciiLetter) ? asset : $"\"{asset}\"";

    /// <summary>The value of a tag, which ends at a comma.</summary>
    public static string TagValue(string text) => text.Replace(",", "%2C", StringComparison.Ordinal);

    private static string Escape(string id) => id.Replace(":", "%3A", StringComparison.Ordinal);
}
