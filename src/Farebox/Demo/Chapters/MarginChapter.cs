using System.Globalization;
using Farebox.Client;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>What the credits were sold for, what the tokens cost upstream, and what is left.</summary>
/// <remarks>
/// Sources are shown with what they are worth only: which of them paid for a costly request depends on who came first, and this page has
/// the same numbers in every run.
/// </remarks>
internal static class MarginChapter
{
    public static void Show(IAnsiConsole console, UsageReport report)
    {
        Page.Heading(console, "Margin");
        var table = Page.TableOf("paid from", ">credits", ">sold for");
        foreach (var row in report.Rows) AddRow(table, row.Source ?? "", row);

        var total = report.Total.Single();
        AddRow(table, "[bold]together[/]", total);
        console.Write(table);

        var value = Number.OfOrZero(total.ValueAtCostBasis);
        var margin = Number.OfOrZero(total.Margin);
        var percent = value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({margin / value * 100:0.0} %)");
        console.MarkupLine($"The tokens cost {Number.Dollars(Number.OfOrZero(total.UpstreamCost))} upstream. [bold]Margin: {Number.Dollars(margin)}[/]{percent}.");
    }

    private static void AddRow(Table table, string name, UsageRow row) =>
        table.AddRow(name, Number.Credits(Number.Of(row.Credits)), Number.Dollars(Number.OfOrZero(row.ValueAtCostBasis)));
}
