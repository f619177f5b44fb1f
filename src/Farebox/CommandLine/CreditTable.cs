using Farebox.Charging;
using Farebox.Postgres.Reports;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows a report on credit: what was there, what came, what went, what is left, each in units and below it at what it had cost.</summary>
internal static class CreditTable
{
    private static readonly string[] Headings = ["opening", "granted", "moved in", "spent", "expired", "revoked", "moved out", "closing"];

    public static void Show(IAnsiConsole console, CreditReport report, Catalog catalog)
    {
        if (report.Rows.Count == 0)
        {
            console.MarkupLine("[grey]There is no credit that fits.[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var name in report.GroupBy) table.AddColumn(name);
        table.AddColumn("asset");
        foreach (var name in Headings) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var row in report.Rows) Add(table, row.Keys, row, catalog, "");

        table.AddEmptyRow();
        string[] keys = report.GroupBy.Count == 0 ? [] : ["total", .. Enumerable.Repeat("", report.GroupBy.Count - 1)];
        foreach (var row in report.Total) Add(table, keys, row, catalog, "bold");
        console.Write(table);
        ShowBars(console, report);
    }

    private static void Add(Table table, IReadOnlyList<string> keys, CreditRow row, Catalog catalog, string style)
    {
        var figures = CreditFigures.Of(row, catalog);
        table.AddRow(Styled([.. keys, row.Asset, .. figures.Units], style));
        if (figures.BasisAsset is { } basis) table.AddRow(Styled([.. keys.Select(_ => ""), basis, .. figures.Values], "grey"));
    }

    /// <summary>What is left of each group, where there is one dimension and one asset to compare it in.</summary>
    private static void ShowBars(IAnsiConsole console, CreditReport report)
    {
        if (report.GroupBy is not [not "day"] || report.Total.Count != 1) return;

        var bars = new BarLines([.. report.Rows.Select(row => (row.Keys[0], row.Sum.UnitsOf("closing")))]);
        bars.Show(console, "closing");
    }

    private static string[] Styled(IEnumerable<string> cells, string style) =>
        [.. cells.Select(cell => style.Length == 0 ? Markup.Escape(cell) : $"[{style}]{Markup.Escape(cell)}[/]")];
}
