using System.Text.Json;
using Farebox.Billing;
using Farebox.Offline;
using Farebox.Planning;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox backtest</c>: the same history on two plans, account by account. Needs no server and no database.</summary>
/// <remarks>Ends with 0 when both plans price every event, 1 when it could not be computed, 3 when one of them leaves some unrated.</remarks>
internal static class BackTestCommand
{
    private const string Form =
        "farebox backtest PLAN.yaml --against PLAN2.yaml --usage FILE.csv|FILE.ndjson [--map MAP.yaml] [--from DAY] [--to DAY] [--account A] [--json]";

    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var read = new PlanArguments(arguments, Form, hasSecondPlan: true);
        FindingLines.Widen(console);
        var (before, after) = (PlanArguments.ReadPlan(console, read.PlanPath), PlanArguments.ReadPlan(console, read.SecondPlanPath!));
        if (before is null || after is null) return Task.FromResult(1);
        if (!BackTest.CanCompare(before, after))
            throw new CommandException($"One plan is in {before.Currency.Code} and the other in {after.Currency.Code}; unlike units are not compared.");

        var history = HistoryRun.Of([before, after], read.History, stop);
        var test = BackTest.Of(history.Runs[0], history.Runs[1]);
        if (read.AsJson) WriteJson(console, before, after, test);
        else BackTestTable.Show(console, before, after, test);
        return Task.FromResult(IsWhole(history, test) ? 0 : PriceCommand.SomeUnrated);
    }

    private static bool IsWhole(HistoryRun history, BackTest test) =>
        !history.Runs.Any(run => run.Unplaced.Any()) && test.Accounts.All(account => account.Before.UnratedEvents == 0 && account.After.UnratedEvents == 0);

    private static void WriteJson(IAnsiConsole console, Plan before, Plan after, BackTest test)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true })) BackTestJson.Write(json, before, after, test);
        console.Profile.Out.Writer.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
