using Farebox.Apply;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows what apply would do: a line for each thing that is not as the files have it, and one of sums.</summary>
internal static class PlanLines
{
    private const int LinesMax = 20;

    public static void Show(IAnsiConsole console, IReadOnlyCollection<Step> plan)
    {
        foreach (var step in plan.Where(step => step.Kind != StepKind.Unchanged))
        {
            console.MarkupLine(step.Kind switch
            {
                StepKind.Added => $"[green]+ {Markup.Escape(step.What)}[/]",
                StepKind.Changed => $"[yellow]~ {Markup.Escape(step.What)}[/]",
                _ => $"[red]! {Markup.Escape(step.What)}[/]: {(step.Lines.Count > 0 ? "the server has it, and it says something else" : "it cannot follow what the server has")} [dim]({Markup.Escape(step.Place.ToString())})[/]",
            });
            foreach (var line in step.Lines.Take(LinesMax)) console.MarkupLine($"    {Markup.Escape(line)}");
            if (step.Lines.Count > LinesMax) console.MarkupLine($"    [dim]and {step.Lines.Count - LinesMax} more[/]");
            if (step.Remedy is not null) console.MarkupLine($"    [bold]{Markup.Escape(step.Remedy)}[/]");
        }

        console.MarkupLine($"{Count(plan, StepKind.Added)} to add, {Count(plan, StepKind.Changed)} to change, {Count(plan, StepKind.Unchanged)} unchanged, {Count(plan, StepKind.Refused)} refused.");
    }

    private static int Count(IEnumerable<Step> plan, StepKind kind) => plan.Count(step => step.Kind == kind);
}
