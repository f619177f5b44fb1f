using System.Globalization;
using Farebox.Client;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>Where the pool's credits are, grant by grant.</summary>
internal static class PoolChapter
{
    public static void Show(IAnsiConsole console, WalletBalance wallet)
    {
        Page.Heading(console, "The pool");
        var table = Page.TableOf("grant", ">granted", ">spent", ">expired", ">available", "expires", "spent");
        foreach (var grant in wallet.Grants)
        {
            table.AddRow(
                grant.Id,
                Shown(grant.Granted),
                Shown(grant.Spent),
                Shown(grant.Expired),
                Shown(grant.Available),
                grant.ExpiresAt is { } at ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never",
                Page.Bar(Number.Of(grant.Spent), Number.Of(grant.Granted), width: 10));
        }

        console.Write(table);
    }

    private static string Shown(string amount) => Number.Credits(Number.Of(amount));
}
