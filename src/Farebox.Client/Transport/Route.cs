using System.Globalization;
using System.Text;

namespace Farebox.Client.Transport;

/// <summary>Builds paths under <c>/v1</c>, relative to the base address, with every segment escaped.</summary>
internal static class Route
{
    public static string Account(string account) => $"v1/accounts/{Uri.EscapeDataString(account)}";

    public static string Account(string account, string rest) => $"v1/accounts/{Uri.EscapeDataString(account)}/{rest}";

    public static string Hold(string account, string hold, string action) =>
        Account(account, $"holds/{Uri.EscapeDataString(hold)}/{action}");

    /// <summary>What is done with something of an account.</summary>
    public static string Of(string account, string kind, string id, string action) => Account(account, $"{kind}/{Uri.EscapeDataString(id)}/{action}");

    /// <summary>Leaves out what is absent: an empty parameter and an absent one are not the same question.</summary>
    public static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            text.Append(separator).Append(name).Append('=').Append(Escape(value));
            separator = '&';
        }

        return text.ToString();
    }

    /// <summary>A midnight of UTC is written as its day, which says the same and reads better.</summary>
    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString(at.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    /// <summary>Commas and colons mean nothing in a query, and a path full of <c>%2C</c> is not what one would type.</summary>
    private static string Escape(string value) =>
        Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
