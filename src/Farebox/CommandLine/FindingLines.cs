using Farebox.Files;
using Farebox.Rating;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows what was found in a folder of price files: a line each, as editors and build servers understand it, and one of sums.</summary>
internal static class FindingLines
{
    private const int LineLengthMax = 4_000;

    /// <summary>What is piped or kept in a file is a line for each thing, however long.</summary>
    public static void Widen(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = LineLengthMax;
    }

    public static void Show(IAnsiConsole console, PricingFolder prices)
    {
        Show(console, prices.Findings);
        var errors = prices.Findings.Count(finding => finding.IsError);
        var warnings = prices.Findings.Length - errors;
        var verdict = errors > 0 ? $"[red]{Count(errors, "error")}[/]" : "[green]Nothing is wrong[/]";
        console.MarkupLine($"{verdict}{(warnings > 0 ? $", [yellow]{Count(warnings, "warning")}[/]" : "")}: {Contents(prices)}.");
    }

    /// <summary>The findings alone.</summary>
    public static void Show(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            // Written past the console's own wrapping, so that a line stays a line.
            var kind = finding.IsError ? "error" : "warning";
            console.Profile.Out.Writer.Write($"{finding.Place}: ");
            console.Markup(finding.IsError ? $"[red]{kind}[/]" : $"[yellow]{kind}[/]");
            console.Profile.Out.Writer.WriteLine($": {finding.Text}");
        }
    }

    public static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private static string Contents(PricingFolder prices)
    {
        string[] parts =
        [
            Count(prices.Files, "file"),
            Count(prices.Assets.Length, "asset"),
            Count(prices.Meters.Length, "meter"),
            Count(prices.Cards.Count(card => card.Value.Kind == CardKind.Rate), "rate card version"),
            Count(prices.Cards.Count(card => card.Value.Kind == CardKind.Cost), "cost card version"),
            .. prices.Cards.Count(card => card.Value.Kind == CardKind.Exchange) is var exchanges and > 0 ? [Count(exchanges, "exchange card version")] : Array.Empty<string>(),
            Count(prices.Accounts.Length, "account"),
            Count(prices.Accounts.Sum(account => account.Value.Members.Length), "member"),
            Count(prices.Accounts.Sum(account => account.Value.Limits.Length), "limit"),
        ];
        return string.Join(", ", parts);
    }
}
