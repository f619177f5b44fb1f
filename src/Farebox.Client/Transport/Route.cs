using System.Globalization;
using System.Text;

namespace Farebox.Client.Transport;

/// <summary>Builds paths under <c>/v1</c>, relative to the base address, with every segment escaped.</summary>
internal static class Route
{
    public static string Account(string account, string rest) => $"v1/accounts/{Uri.EscapeDataString(account)}/{rest}";

    public static string Hold(string account, string hold, string action) =>
        Account(account, $"holds/{Uri.EscapeDataString(hold)}/{action}");

    /// <summary>Leaves out what is absent: an empty parameter and an absent one are not the same question.</summary>
    public static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return text.ToString();
    }

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
}
