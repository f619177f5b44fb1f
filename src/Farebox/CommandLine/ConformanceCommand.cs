using Farebox.Files.Conformance;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>
/// <c>farebox conformance</c>: computes the worked cases of a folder and compares. Ends with 0 when every case comes out as expected or is
/// excepted with a reason, else with 1. Needs no server and no database.
/// </summary>
internal static class ConformanceCommand
{
    private const string Samples = "samples/conformance";
    private const string Form = "farebox conformance [DIR] [--topic TOPIC] [--source SOURCE] [--all] [--json]";

    /// <exception cref="CommandException">The folder cannot be read, or has no cases.</exception>
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments)
    {
        var (folder, rest) = arguments is [var first, .. var others] && !first.StartsWith("--", StringComparison.Ordinal) ? (first, others) : (null, arguments);
        var options = new Options([.. rest.Where(argument => argument is not ("--json" or "--all"))], "--topic", "--source");

        FindingLines.Widen(console);
        var cases = Read(folder ?? FindSamples());
        if (!cases.IsValid)
        {
            FindingLines.Show(console, cases.Findings);
            console.MarkupLine($"[red]{FindingLines.Count(cases.Findings.Count(finding => finding.IsError), "error")}[/]: nothing was computed.");
            return Task.FromResult(1);
        }

        var report = ConformanceReport.Of(cases, options["--topic"], options["--source"]);
        if (report.Total is { Computed: 0, NotYet: 0 }) throw new CommandException($"No case is of that topic and source. {Form}");

        if (rest.Contains("--json")) console.Profile.Out.Writer.WriteLine(ConformanceJson.Of(report));
        else ConformanceTable.Show(console, report, withAll: rest.Contains("--all"));
        return Task.FromResult(report.IsGood ? 0 : 1);
    }

    private static ConformanceFolder Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new CommandException($"There is no folder {folder}.");

        try
        {
            var cases = ConformanceFolder.Read(folder);
            return cases.Files > 0 ? cases : throw new CommandException($"There is no .yaml file in {folder}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The cases cannot be read: {failure.Message}");
        }
    }

    // The published cases are part of the repository, not of the program: they are found from inside a clone, or beside one's build.
    private static string FindSamples()
    {
        foreach (var start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, Samples))) return Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.FullName, Samples));
            }
        }

        throw new CommandException($"There is no {Samples} here. Name the folder of your cases: {Form}");
    }
}
