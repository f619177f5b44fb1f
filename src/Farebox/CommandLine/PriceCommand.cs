using System.Text.Json;
using Farebox.Billing;
using Farebox.Offline;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox price</c>: what a history costs on a plan, with the working. Needs no server and no database.</summary>
/// <remarks>Ends with 0 when every event has a price, 1 when it could not be computed, 3 when some events have none.</remarks>
internal static class PriceCommand
{
    public const int SomeUnrated = 3;

    private const string Form =
        "farebox price PLAN.yaml --usage FILE.csv|FILE.ndjson [--map MAP.yaml] [--from DAY] [--to DAY] [--account A] [--as-of DAY] [--json]";

    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var read = new PlanArguments(arguments, Form, hasSecondPlan: false);
        FindingLines.Widen(console);
        if (PlanArguments.ReadPlan(console, read.PlanPath) is not { } plan) return Task.FromResult(1);

        var history = HistoryRun.Of([plan], read.History, stop);
        var run = history.Runs[0];
        Bill[] bills = [.. run.Bills()];
        if (read.AsJson) WriteJson(console, history, bills);
        else BillTable.Show(console, history, bills);
        return Task.FromResult(bills.All(bill => bill.Unrated.IsEmpty) && !run.Unplaced.Any() ? 0 : SomeUnrated);
    }

    private static void WriteJson(IAnsiConsole console, HistoryRun history, Bill[] bills)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true })) new BillJson(json, history).Write(bills);
        console.Profile.Out.Writer.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
