using System.Globalization;
using Farebox.Billing;
using Farebox.Money;
using Farebox.Planning;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows a back-test: an account a row, those who lose most first, then what becomes of revenue and margin.</summary>
internal static class BackTestTable
{
    private const int RowsMax = 40;
    private const string Unsaid = "–";

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static void Show(IAnsiConsole console, Plan before, Plan after, BackTest test)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("account");
        foreach (var name in (string[])[before.Id, after.Id, "change", "%", ""]) table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        var shown = test.Accounts.Length <= RowsMax ? test.Accounts : [.. test.Accounts.Take(RowsMax / 2), .. test.Accounts.TakeLast(RowsMax / 2)];
        foreach (var account in shown) AddRow(table, after, account);
        table.AddEmptyRow();
        AddSum(table, after, "revenue", test.RevenueBefore, test.RevenueAfter);
        if (test.MarginBefore is not null || test.MarginAfter is not null) AddSum(table, after, "margin", test.MarginBefore, test.MarginAfter);
        console.Write(table);

        if (shown.Length < test.Accounts.Length) console.MarkupLine(string.Create(Plain, $"[grey]{test.Accounts.Length - shown.Length:N0} accounts in between are not shown; --json has all.[/]"));
        var unchanged = test.Accounts.Length - test.Winners - test.Losers - test.Incomparable;
        console.MarkupLine(string.Create(
            Plain, $"{test.Accounts.Length:N0} accounts, in {Markup.Escape(test.Currency.Code)}: {test.Winners:N0} pay less, {test.Losers:N0} pay more, {unchanged:N0} the same."));
        if (test.Incomparable > 0)
            console.MarkupLine(string.Create(Plain, $"[yellow]{test.Incomparable:N0} cannot be compared: one of the plans has no price for some of their use. See: farebox price[/]"));
    }

    private static void AddRow(Table table, Plan after, AccountChange account)
    {
        var (colour, verdict) = account switch
        {
            { IsComparable: false } => ("yellow", "not comparable"),
            { Wins: true } => ("green", "less"),
            { Loses: true } => ("red", "more"),
            _ => ("grey", "same"),
        };
        table.AddRow(
            Markup.Escape(account.Account), after.Rounding.Format(account.Before.Amount), after.Rounding.Format(account.After.Amount),
            after.Rounding.Format(account.Change), account.ChangePercent is { } percent ? DecimalText.Format(percent) : Unsaid, $"[{colour}]{verdict}[/]");
    }

    private static void AddSum(Table table, Plan after, string name, decimal? before, decimal? now)
    {
        var change = before is { } first && now is { } second ? after.Rounding.Format(second - first) : Unsaid;
        table.AddRow($"[bold]{name}[/]", Text(before), Text(now), change, "", "");

        string Text(decimal? amount) => amount is { } known ? after.Rounding.Format(known) : Unsaid;
    }
}
