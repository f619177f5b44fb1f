using Farebox.Charging;
using Farebox.Postgres.Reports;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows a usage report: a row per group, and a line of sums per asset.</summary>
internal static class UsageTable
{
    private const string Unsaid = "–";
    private static readonly string[] Numbers = ["quantity", "credits", "upstream cost", "blended cost per credit", "value at cost basis", "margin"];

    public static void Show(IAnsiConsole console, UsageReport report, Catalog catalog)
    {
        if (report.Rows.Count == 0)
        {
            console.MarkupLine("[grey]There is no usage that fits.[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var name in report.GroupBy) table.AddColumn(name);
        table.AddColumn("asset");
        foreach (var name in Numbers) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var row in report.Rows) table.AddRow(Cells(row.Keys, row, catalog));

        table.AddEmptyRow();
        foreach (var row in report.Total)
        {
            string[] keys = report.GroupBy.Count == 0 ? [] : ["total", .. Enumerable.Repeat("", report.GroupBy.Count - 1)];
            table.AddRow([.. Cells(keys, row, catalog).Select(cell => $"[bold]{cell}[/]")]);
        }

        console.Write(table);
    }

    private static string[] Cells(IReadOnlyList<string> keys, UsageRow row, Catalog catalog)
    {
        var figures = UsageFigures.Of(row, catalog);
        string?[] cells =
        [
            .. keys,
            row.Asset.Length == 0 ? null : row.Asset,
            figures.Quantity,
            figures.Credits,
            Money(figures.UpstreamCost, figures.CostAsset),
            Money(figures.BlendedCostPerCredit, figures.CostAsset),
            Money(figures.ValueAtCostBasis, figures.BasisAsset),
            Money(figures.Margin, figures.CostAsset ?? figures.BasisAsset),
        ];
        return [.. cells.Select(cell => cell is null ? Unsaid : Markup.Escape(cell))];
    }

    private static string? Money(string? amount, string? asset) => amount is null || asset is null ? amount : $"{amount} {asset}";
}
