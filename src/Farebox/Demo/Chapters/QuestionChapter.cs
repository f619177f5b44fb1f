using System.Globalization;
using Farebox.Client;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>The question that credit systems cannot answer, with the command that asks it and the time the answer took.</summary>
internal sealed class QuestionChapter(IAnsiConsole console, FareboxClient client, TimeProvider clock)
{
    /// <summary>Where <c>farebox up</c> listens. The demo's own port is a free one, and gone with the demo.</summary>
    private const string DefaultAddress = "http://127.0.0.1:8080";

    private static readonly UsageQuery LastQuarter = new()
    {
        GroupBy = ["team", "model"],
        Account = Company.Account,
        From = DemoTime.QuarterStart,
        To = DemoTime.QuarterEnd,
        Asset = Prices.Credit,
    };

    public async Task ShowAsync(string keyFile, CancellationToken cancellationToken)
    {
        var team = Company.Teams[0].Name;
        Page.Heading(console, "The question");
        console.MarkupLine($"[italic]How many credits did {team} consume against the shared pool last[/]");
        console.MarkupLine("[italic]quarter, and what was the blended cost per credit across model tiers?[/]");
        console.WriteLine();
        Page.Verbatim(console, $"curl -sS -H \"Authorization: Bearer $(cat {keyFile})\" \\");
        Page.Verbatim(console, $"  '{DefaultAddress}/{ReportsClient.PathOf(LastQuarter)}'");
        console.WriteLine();

        var startedAt = clock.GetTimestamp();
        var report = await client.Reports.ReadUsageAsync(LastQuarter, cancellationToken);
        var elapsed = clock.GetElapsedTime(startedAt);

        var rows = report.Rows.Where(row => row.Team == team).OrderBy(row => Prices.Models.ToList().IndexOf(row.Model ?? "")).ToList();
        ShowTable(rows);
        ShowAnswer(team, rows, elapsed);
    }

    private void ShowTable(List<UsageRow> rows)
    {
        var table = Page.TableOf("model", ">credits", ">upstream cost", ">cost per credit");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Model ?? "",
                Number.Credits(Number.Of(row.Credits)),
                Number.Dollars(Number.OfOrZero(row.UpstreamCost)),
                Number.DollarsPerCredit(Number.OfOrZero(row.BlendedCostPerCredit)));
        }

        console.Write(table);
    }

    private void ShowAnswer(string team, List<UsageRow> rows, TimeSpan elapsed)
    {
        var credits = rows.Sum(row => Number.Of(row.Credits));
        var cost = rows.Sum(row => Number.OfOrZero(row.UpstreamCost));
        if (credits == 0) throw new DemoException($"{team} consumed nothing.");

        var milliseconds = ((decimal)elapsed.Ticks / TimeSpan.TicksPerMillisecond).ToString("0.0", CultureInfo.InvariantCulture);
        console.MarkupLine($"[bold]{team}: {Number.Credits(credits)} credits at {Number.DollarsPerCredit(cost / credits)} each.[/] Answered in {milliseconds} ms.");
    }
}
