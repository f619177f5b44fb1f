using System.Globalization;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>Says what is real and what is ours, before the first number.</summary>
internal static class OpeningChapter
{
    public static void Show(IAnsiConsole console, int requests)
    {
        Page.Heading(console, "An hour of production LLM traffic against one shared pool");
        console.MarkupLine($"[bold]{Number.Count(requests)}[/] real requests (Azure LLM inference trace 2023, code; CC-BY-4.0; Splitwise, ISCA'24).");
        console.MarkupLine("Times are shifted by one constant. Who sent a row, to which model and at what price is ours:");
        console.MarkupLine("deterministic, and written down in samples/azure-2023-code/README.md.");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Company.Account}: {Company.People.Count} members in {Company.Teams.Count} teams, {Pool.Grants.Count} grants, {Prices.Models.Count} models; the sandbox clock stands at {DemoTime.Now:yyyy-MM-dd HH:mm}Z."));
        console.WriteLine("Around every request: a hold at its estimated price, settled by its event.");
        console.WriteLine();
    }
}
