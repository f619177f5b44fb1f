using System.Globalization;

namespace Farebox.Demo.Run;

/// <summary>Amounts of the wire, read exactly and shown to people.</summary>
internal static class Number
{
    public static decimal Of(string amount) =>
        decimal.Parse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>An absent amount counts as none.</summary>
    public static decimal OfOrZero(string? amount) => amount is null ? 0 : Of(amount);

    public static string Credits(decimal amount) => Rounded(amount, "#,##0.00");

    public static string Dollars(decimal amount) => amount < 0 ? "-$" + Rounded(-amount, "#,##0.00") : "$" + Rounded(amount, "#,##0.00");

    /// <summary>The price of one credit is a fraction of a cent, so it is shown to a thousandth of one.</summary>
    public static string DollarsPerCredit(decimal amount) => "$" + Rounded(amount, "0.00000");

    public static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Rounded(decimal amount, string format) => amount.ToString(format, CultureInfo.InvariantCulture);
}
