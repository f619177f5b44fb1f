using System.Globalization;
using Farebox.Import;
using Farebox.Import.Progress;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>What an import says: how it goes, and what became of the rows.</summary>
internal static class ImportPage
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static void Open(IAnsiConsole console, ImportRun run)
    {
        foreach (var doubt in run.Doubts) console.MarkupLine($"[yellow]{Markup.Escape(doubt)}[/]");
        if (run.RowsBefore > 0) console.MarkupLine(string.Create(Plain, $"Going on after row {run.RowsBefore:N0}, up to which every row was answered before."));
    }

    public static string Describe(ImportRun run, TimeSpan elapsed)
    {
        var retries = run.Retries == 0 ? "" : string.Create(Plain, $", {run.Retries:N0} sent again");
        return string.Create(Plain, $"{run.Rows:N0} rows, {Rate(run, elapsed):N0} a second{retries}");
    }

    /// <returns>Whether every row is recorded.</returns>
    public static bool Close(IAnsiConsole console, ImportRun run, ImportOptions options, TimeSpan elapsed)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("status").AddColumn(new TableColumn("rows").RightAligned()).AddColumn(new TableColumn("debited").RightAligned());
        foreach (var (status, rows) in run.Totals.Rows)
            table.AddRow(Markup.Escape(status), rows.ToString("N0", Plain), Markup.Escape(Debited(run.Totals, status)));
        table.AddRow("[bold]together[/]", $"[bold]{run.Totals.Rows.Values.Sum().ToString("N0", Plain)}[/]", $"[bold]{Markup.Escape(Debited(run.Totals, null))}[/]");
        console.Write(table);
        console.MarkupLine(string.Create(Plain, $"{run.Rows - run.RowsBefore:N0} rows in {elapsed.TotalSeconds:0.0} s, {Rate(run, elapsed):N0} a second."));

        var isRecorded = run.Totals.Rows.Keys.All(status => status is "recorded" or "duplicate") && !File.Exists(options.ErrorsPath);
        if (!isRecorded) console.MarkupLine($"[yellow]The rows that were not recorded, each with its line and why: {Markup.Escape(options.ErrorsPath)}[/]");
        return isRecorded;
    }

    /// <returns>Whether every row becomes an event.</returns>
    public static bool Show(IAnsiConsole console, DryRun run)
    {
        foreach (var doubt in run.Doubts) console.MarkupLine($"[yellow]{Markup.Escape(doubt)}[/]");
        foreach (var shown in run.FirstEvents) console.Profile.Out.Writer.WriteLine(shown);

        var faulty = run.Faults.Values.Sum(fault => fault.Rows);
        console.MarkupLine(string.Create(Plain, $"{run.Rows - faulty:N0} of {run.Rows:N0} rows become events. Nothing was sent."));
        foreach (var (code, (rows, line, detail)) in run.Faults)
            console.MarkupLine(string.Create(Plain, $"[yellow]{rows:N0} {Markup.Escape(code)}, first at line {line}: {Markup.Escape(detail)}[/]"));
        return faulty == 0;
    }

    private static string Debited(ImportTotals totals, string? status) => string.Join(", ",
        from sum in totals.Debited
        where status is null || sum.Key.Status == status
        group sum.Value by sum.Key.Asset into asset
        select $"{ImportTotals.Format(asset.Aggregate(Int128.Zero, static (total, units) => total + units))} {asset.Key}");

    private static double Rate(ImportRun run, TimeSpan elapsed) => (run.Rows - run.RowsBefore) / Math.Max(elapsed.TotalSeconds, 0.001);
}
