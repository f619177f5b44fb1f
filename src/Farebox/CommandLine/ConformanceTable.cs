using System.Globalization;
using System.Text.Json.Nodes;
using Farebox.Files.Conformance;
using Farebox.Money;
using Farebox.Rating;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows what became of cases: what failed with its working, then a row for each topic and source, and the totals.</summary>
internal static class ConformanceTable
{
    private const int StepsMax = 20;

    /// <param name="withAll">Whether known differences are shown, too.</param>
    public static void Show(IAnsiConsole console, ConformanceReport report, bool withAll)
    {
        foreach (var result in report.Results.Where(result => result.Verdict == ConformanceVerdict.Failed)) ShowFailure(console, result);
        if (withAll) foreach (var result in report.Results.Where(result => result.Verdict == ConformanceVerdict.Known)) ShowFailure(console, result);
        foreach (var stale in report.Stale)
            console.MarkupLine($"{Markup.Escape(stale.Place.ToString())}: [red]error[/]: the case {Markup.Escape(stale.CaseId)} passes. Remove the exception.");

        console.Write(Tallies(report));
        foreach (var part in report.Parts.Where(part => part.Computed > 0)) console.WriteLine(Line(part));
        console.MarkupLine(Verdict(report));
    }

    /// <summary><c>free of convention: 150 of 152 passed (98.6 %)</c></summary>
    private static string Line(ConformanceTally part) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Topic}: {part.Passed} of {part.Computed} passed ({part.Percent:0.#} %)");

    private static Table Tallies(ConformanceReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("topic").AddColumn("source");
        foreach (var name in (string[])["passed", "failed", "known", "not yet"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var tally in report.Tallies) AddRow(table, tally, tally.Topic, "");
        table.AddEmptyRow();
        AddRow(table, report.Total, "total", "[bold]");
        return table;
    }

    private static void AddRow(Table table, ConformanceTally tally, string topic, string style)
    {
        var end = style.Length == 0 ? "" : "[/]";
        table.AddRow(
            $"{style}{Markup.Escape(topic)}{end}",
            Markup.Escape(tally.Source),
            tally.Computed > 0 ? $"{style}{Text(tally.Passed)}{end}" : "",
            tally.Failed > 0 ? $"[red]{Text(tally.Failed)}[/]" : "",
            tally.Known > 0 ? Text(tally.Known) : "",
            tally.NotYet > 0 ? $"[grey]{Text(tally.NotYet)}[/]" : "");
    }

    private static void ShowFailure(IAnsiConsole console, ConformanceResult result)
    {
        var verdict = result.Verdict == ConformanceVerdict.Failed ? "[red]failed[/]" : "[yellow]known[/]";
        console.MarkupLine($"{Markup.Escape(result.Case.Place.ToString())}: {verdict}: {Markup.Escape(result.Case.Id)}{(result.Reason is { } reason ? $" [grey]({Markup.Escape(reason)})[/]" : "")}");
        foreach (var difference in result.Differences) console.WriteLine($"    {difference}");
        if (result.Actual["why"] is { } why) console.WriteLine($"    {why}");
        foreach (var move in (result.Actual["moves"] as JsonArray ?? []).Take(StepsMax)) console.MarkupLine($"    [grey]{Markup.Escape($"{move}")}[/]");
        foreach (var step in result.Working.Take(StepsMax)) console.MarkupLine($"    [grey]{Markup.Escape(Step(step))}[/]");
    }

    private static string Step(PricedStep step) =>
        $"{step.Reason}: {DecimalText.Format(step.Quantity)} at {DecimalText.Format(step.UnitPrice)} = {DecimalText.Format(step.Total)}";

    private static string Verdict(ConformanceReport report)
    {
        var total = report.Total;
        var counts = $"{Text(total.Passed)} passed, {Text(total.Failed)} failed, {Text(total.Known)} known to differ, {Text(total.NotYet)} not yet.";
        return report.IsGood ? $"[green]{counts}[/]" : $"[red]{counts}[/]";
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
