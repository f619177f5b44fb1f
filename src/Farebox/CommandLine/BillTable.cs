using System.Globalization;
using Farebox.Billing;
using Farebox.Money;
using Farebox.Offline;
using Farebox.Time;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows bills: each with its lines and their working, or one row each where there are many; then what has no price, and why.</summary>
internal static class BillTable
{
    private const int WithWorkingMax = 12;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static void Show(IAnsiConsole console, HistoryRun history, IReadOnlyCollection<Bill> bills)
    {
        var plan = history.Runs[0].Plan;
        if (bills.Count == 0) console.MarkupLine("[grey]There is no use to bill.[/]");
        else if (bills.Count <= WithWorkingMax) foreach (var bill in bills) ShowBill(console, plan, bill);
        else ShowMany(console, plan, bills);

        if (bills.Count > 1) console.MarkupLine(string.Create(Plain, $"[bold]{bills.Count:N0} bills, {Escape(Money(plan, bills.Sum(bill => bill.Total)))} together[/]"));
        ShowUnrated(console, history.Runs[0], bills);
        console.MarkupLine(Escape(Counts(history, bills)));
    }

    private static void ShowBill(IAnsiConsole console, Plan plan, Bill bill)
    {
        var table = NewTable("charge", "quantity", "unit price", "amount");
        table.Title(Escape($"{bill.Account}  {Span(bill)}"));
        foreach (var line in bill.Lines)
        {
            table.AddRow($"[bold]{Escape(Named(line))}[/]", Quantity(line.Quantity), "", $"[bold]{Escape(plan.Rounding.Format(line.Amount))}[/]");
            foreach (var step in line.Steps)
            {
                var price = step.UnitPrice == 0m ? "" : DecimalText.Format(step.UnitPrice);
                table.AddRow($"  [grey]{Escape(step.Reason)}[/]", $"[grey]{Quantity(step.Quantity)}[/]", $"[grey]{price}[/]", $"[grey]{DecimalText.Format(step.Total)}[/]");
            }
        }

        foreach (var adjustment in bill.Adjustments)
            table.AddRow($"[bold]{Escape($"{adjustment.Charge ?? "bill"}: {adjustment.Reason}")}[/]", "", "", $"[bold]{Escape(plan.Rounding.Format(adjustment.Amount))}[/]");
        table.AddEmptyRow();
        table.AddRow("[bold]total[/]", "", "", $"[bold]{Escape(Money(plan, bill.Total))}[/]");
        if (bill.Cost is { } cost) table.AddRow("[grey]cost, margin[/]", "", $"[grey]{Escape(plan.Rounding.Format(cost))}[/]", $"[grey]{Escape(plan.Rounding.Format(bill.Total - cost))}[/]");
        console.Write(table);
    }

    private static void ShowMany(IAnsiConsole console, Plan plan, IReadOnlyCollection<Bill> bills)
    {
        var table = NewTable("account", "period", "lines", "events", "total");
        foreach (var bill in bills)
            table.AddRow(Escape(bill.Account), Span(bill), bill.Lines.Length.ToString("N0", Plain), bill.RatedEvents.ToString("N0", Plain), Escape(plan.Rounding.Format(bill.Total)));
        console.Write(table);
        console.MarkupLine("[grey]One account with its working: --account A. Everything: --json.[/]");
    }

    private static void ShowUnrated(IAnsiConsole console, BillRun run, IReadOnlyCollection<Bill> bills)
    {
        var reasons = bills.SelectMany(bill => bill.Unrated.Select(unrated => (Owner: $"{bill.Account}, {Span(bill)}: ", Unrated: unrated)))
            .Concat(run.Unplaced.Select(unrated => (Owner: "", Unrated: unrated)));
        foreach (var (owner, unrated) in reasons.OrderByDescending(reason => reason.Unrated.Events).Take(40))
        {
            var first = unrated.FirstRow > 0 ? string.Create(Plain, $", first in row {unrated.FirstRow:N0}") : "";
            console.MarkupLine($"[yellow]{Escape(string.Create(Plain, $"{owner}{unrated.Events:N0} unrated, {unrated.Code}{first}: {unrated.Detail}"))}[/]");
        }
    }

    private static string Counts(HistoryRun history, IReadOnlyCollection<Bill> bills)
    {
        var run = history.Runs[0];
        var unrated = bills.Sum(bill => bill.Unrated.Sum(reason => reason.Events)) + run.Unplaced.Sum(reason => reason.Events);
        (long Count, string What)[] parts =
        [
            (bills.Sum(bill => bill.RatedEvents), "rated"), (unrated, "unrated"), (history.Repetitions, "repeated"),
            (run.OutsideEvents, "outside the dates"), (history.OfOthers, "of other accounts"),
        ];
        var said = parts.Where(part => part.Count > 0).Select(part => string.Create(Plain, $"{part.Count:N0} {part.What}"));
        return string.Create(Plain, $"{history.Rows:N0} rows: {string.Join(", ", said.DefaultIfEmpty("none"))}.");
    }

    private static Table NewTable(string first, params string[] numbers)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(first);
        foreach (var name in numbers) table.AddColumn(new TableColumn(name).RightAligned());
        return table;
    }

    private static string Named(BillLine line) =>
        line.Group.IsEmpty ? line.Charge : $"{line.Charge} ({string.Join(", ", line.Group.Select(pair => $"{pair.Key} {pair.Value}"))})";

    private static string Span(Bill bill) => $"{Day(bill.Period.Start)} to {Day(bill.Period.End)}";

    private static string Day(DateTimeOffset instant)
    {
        var text = Rfc3339.Format(instant);
        return text.Replace("T00:00:00Z", "", StringComparison.Ordinal);
    }

    private static string Quantity(decimal quantity) => DecimalText.Format(quantity);

    private static string Money(Plan plan, decimal amount) => $"{plan.Rounding.Format(amount)} {plan.Currency.Code}";

    private static string Escape(string text) => Markup.Escape(text);
}
