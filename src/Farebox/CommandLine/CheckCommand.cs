using Farebox.Files;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox check DIR</c>: whether the price files of a folder can be applied, or a plan file be billed by, without asking a server. Ends with 0 when nothing is wrong, else with 1.</summary>
internal static class CheckCommand
{
    /// <exception cref="CommandException">The folder is not named, or cannot be read.</exception>
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments)
    {
        if (arguments is not [var folder]) throw new CommandException("farebox check DIR|PLAN.yaml: the folder of the price files, or a plan file, for example farebox check samples/pricing");

        FindingLines.Widen(console);
        if (File.Exists(folder)) return Task.FromResult(CheckPlan(console, folder));

        var prices = Read(folder);
        FindingLines.Show(console, prices);
        return Task.FromResult(prices.IsValid ? 0 : 1);
    }

    private static int CheckPlan(IAnsiConsole console, string path)
    {
        var file = PlanArguments.ReadFile(path);
        FindingLines.Show(console, file.Findings);
        var errors = file.Findings.Count(finding => finding.IsError);
        if (file.Plan is { } plan) console.MarkupLine($"[green]Nothing is wrong[/]: plan {Markup.Escape(plan.Id)} with {FindingLines.Count(plan.Versions.Length, "version")}.");
        else console.MarkupLine($"[red]{FindingLines.Count(errors, "error")}[/].");
        return file.Plan is null ? 1 : 0;
    }

    /// <exception cref="CommandException">There is no such folder, there is no price file in it, or it cannot be read.</exception>
    public static PricingFolder Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new CommandException($"There is no folder {folder}.");

        try
        {
            var prices = PricingFolder.Read(folder, TimeProvider.System.GetUtcNow());
            return prices.Files > 0 ? prices : throw new CommandException($"There is no .yaml file in {folder}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The price files cannot be read: {failure.Message}");
        }
    }
}
