using System.Globalization;
using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows a verification as it goes: a line per finished check, and what is being done below it where somebody watches.</summary>
internal sealed class VerifyLines(IAnsiConsole console, StatusContext? status) : IProgress<VerifyProgress>
{
    public void Report(VerifyProgress value)
    {
        if (value.Finished is { } finished) Write(finished);
        else status?.Status(Markup.Escape(value.Total == 0 ? value.Doing : Counted(value)));
    }

    /// <summary>The last line: what was looked at, and the verdict.</summary>
    public static void Close(IAnsiConsole console, VerifyResult result)
    {
        var broken = result.Broken.Count();
        var verdict = broken == 0 ? "[green]Every check holds[/]" : string.Create(CultureInfo.InvariantCulture, $"[red]{broken} of {result.Checks.Count} checks do not hold[/]");
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture, $"{verdict}: {result.Entries:N0} entries in {result.Books:N0} books, {result.Elapsed.TotalSeconds:0.0} s."));
    }

    private static string Counted(VerifyProgress value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Doing}: {value.Done:N0} of {value.Total:N0} entries");

    private void Write(CheckResult check)
    {
        var mark = check.IsSound ? "[green]holds [/]" : "[red]broken[/]";
        var note = check.Note.Length == 0 ? "" : $" [dim]({Markup.Escape(check.Note)})[/]";
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture, $"{mark} {check.Id} {check.Elapsed.TotalSeconds,7:0.00} s  {Markup.Escape(check.Sentence)}{note}"));
        if (check.Break is { } found) console.MarkupLine($"       [red]{Markup.Escape(found.ToString())}[/]");
    }
}
