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
        console.WriteLine($"{Number.Count(requests)} requests of the Azure LLM inference trace 2023, code (CC-BY-4.0, from");
        console.WriteLine("Splitwise, ISCA'24), their times shifted by one constant. Who sent a row, to");
        console.WriteLine("which model, at what price: that is ours, deterministic, and written down in");
        console.WriteLine("samples/azure-2023-code/README.md.");
        console.WriteLine();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Company.Account}: {Company.People.Count} members in {Company.Teams.Count} teams, {Pool.Grants.Count} grants, {Prices.Models.Count} models; it is {DemoTime.Now:yyyy-MM-dd HH:mm} UTC."));
        console.WriteLine("Around every request: a hold at its estimated price, settled by its event.");
        console.WriteLine();
    }
}
