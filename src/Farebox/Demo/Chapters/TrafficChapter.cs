using System.Globalization;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>How the hour went, or that it had already happened.</summary>
internal static class TrafficChapter
{
    public static void Show(IAnsiConsole console, DemoFigures figures)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{(decimal)figures.Elapsed.Ticks / TimeSpan.TicksPerSecond:0.0}");
        var calls = figures.Recorded + figures.Duplicates + figures.Members.Sum(member => member.Recorded + member.Duplicates) + figures.Refused;
        console.WriteLine($"{Number.Count(figures.Recorded)} events recorded, {Number.Count(figures.Duplicates)} duplicates, "
            + $"{Number.Count(figures.Refused)} holds refused.");
        console.WriteLine($"{Number.Count(calls)} HTTP calls in {seconds} s.");
        if (figures.ChangedNothing)
        {
            console.WriteLine();
            console.MarkupLine("[green]This hour had happened before. Every answer was that of the first time, and[/]");
            console.MarkupLine($"[green]nothing changed: the journal still ends with entry {Number.Count(figures.After.Seq)}.[/]");
        }
    }
}
