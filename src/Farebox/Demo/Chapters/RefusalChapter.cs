using System.Globalization;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>Whom a limit stopped, how often, and from which row on.</summary>
internal static class RefusalChapter
{
    public static void Show(IAnsiConsole console, DemoFigures figures)
    {
        Page.Heading(console, "Refused holds");
        var table = Page.TableOf("member", "why", ">limit", ">used", ">refused", ">first at row");
        foreach (var member in figures.Members.Where(member => member.Refused.Count > 0).OrderBy(member => member.Refused[0].Row))
        {
            var balance = figures.After.Members.Single(balance => balance.Id == member.Person.Name);
            table.AddRow(
                member.Person.Name,
                string.Join(", ", member.Refused.Select(refused => refused.Code).Distinct()),
                Number.Credits(Number.Of(Company.Limits[member.Person.Name])),
                Number.Credits(Number.OfOrZero(balance.Used.GetValueOrDefault(Prices.Credit))),
                Number.Count(member.Refused.Count),
                member.Refused[0].Row.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
        console.WriteLine("A refused request was not made, so it has no event.");
        console.WriteLine("Smaller requests still fitted under the limit.");
    }
}
