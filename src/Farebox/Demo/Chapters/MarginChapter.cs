using Farebox.Client;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>What the credits were sold for, what the tokens cost upstream, and what is left: by source, because only some were sold.</summary>
internal static class MarginChapter
{
    public static void Show(IAnsiConsole console, UsageReport report)
    {
        Page.Heading(console, "Margin");
        var table = Page.TableOf("paid from", ">credits", ">value at cost basis", ">upstream cost", ">margin");
        foreach (var row in report.Rows) AddRow(table, row.Source ?? "", row);
        foreach (var row in report.Total) AddRow(table, "[bold]together[/]", row);
        console.Write(table);
    }

    private static void AddRow(Table table, string name, UsageRow row) =>
        table.AddRow(
            name,
            Number.Credits(Number.Of(row.Credits)),
            Number.Dollars(Number.OfOrZero(row.ValueAtCostBasis)),
            Number.Dollars(Number.OfOrZero(row.UpstreamCost)),
            Number.Dollars(Number.OfOrZero(row.Margin)));
}
