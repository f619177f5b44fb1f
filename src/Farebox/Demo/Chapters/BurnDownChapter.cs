using Farebox.Client;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>Who burned the pool, on which model.</summary>
internal static class BurnDownChapter
{
    public static void Show(IAnsiConsole console, UsageReport report)
    {
        Page.Heading(console, "Burn-down by team and model, in credits");
        var largest = Company.Teams.Max(team => Credits(report, team.Name, model: null));
        var table = Page.TableOf("team", ">small", ">medium", ">large", ">together", "");
        foreach (var team in Company.Teams)
        {
            var together = Credits(report, team.Name, model: null);
            table.AddRow(
            [
                team.Name,
                .. Prices.Models.Select(model => Number.Credits(Credits(report, team.Name, model))),
                Number.Credits(together),
                Page.Bar(together, largest, width: 18),
            ]);
        }

        table.AddRow(
        [
            "[bold]together[/]",
            .. Prices.Models.Select(model => Number.Credits(Credits(report, team: null, model))),
            Number.Credits(Credits(report, team: null, model: null)),
            "",
        ]);
        console.Write(table);
    }

    /// <summary>Null stands for all of them.</summary>
    private static decimal Credits(UsageReport report, string? team, string? model) =>
        report.Rows
            .Where(row => (team is null || row.Team == team) && (model is null || row.Model == model))
            .Sum(row => Number.Of(row.Credits));
}
