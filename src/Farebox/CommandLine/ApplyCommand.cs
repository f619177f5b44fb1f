using System.Net.Http.Headers;
using Farebox.Apply;
using Farebox.Client;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox apply DIR</c>: shows what a server lacks of what the files define, asks, and creates it. Ends with 0 when both agree, else with 1.</summary>
internal static class ApplyCommand
{
    /// <exception cref="CommandException">The options are not right, the files are not, or the server does not take part.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        var options = ApplyOptions.Read(arguments);
        using var http = new HttpClient { BaseAddress = options.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        try
        {
            return await RunAsync(console, new FareboxClient(http), options, question => console.Confirm(question, defaultValue: false), stop);
        }
        catch (FareboxProblemException problem)
        {
            throw new CommandException($"{options.Url} refused: {problem.Message} What was done before stays done; apply again to go on.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new CommandException($"There is no Farebox at {options.Url}: {failure.Message.TrimEnd('.')}. Start one with farebox up, or name another with --url.");
        }
    }

    /// <summary>The same for callers that have a client, and a way to ask.</summary>
    public static async Task<int> RunAsync(IAnsiConsole console, FareboxClient client, ApplyOptions options, Func<string, bool> confirm, CancellationToken stop)
    {
        FindingLines.Widen(console);
        var prices = CheckCommand.Read(options.Folder);
        if (prices.Findings.Length > 0) FindingLines.Show(console, prices);
        if (!prices.IsValid) return 1;

        var plan = Plan.Of(prices, await ServerState.ReadAsync(client, prices, stop), TimeProvider.System.GetUtcNow());
        PlanLines.Show(console, plan);
        if (plan.Exists(step => step.Kind == StepKind.Refused))
        {
            console.MarkupLine("[red]Nothing is applied.[/] Correct what is refused first.");
            return 1;
        }

        var steps = plan.FindAll(step => step.Kind is StepKind.Added or StepKind.Changed);
        if (steps.Count == 0) console.MarkupLine("[green]The server has it all: there is nothing to do.[/]");
        if (steps.Count == 0 || options.DryRun) return 0;
        if (!IsAgreed(console, options, confirm)) return 1;

        foreach (var step in steps) await step.Do(client, stop);
        console.MarkupLine($"[green]Applied {FindingLines.Count(steps.Count, "change")}.[/]");
        return 0;
    }

    private static bool IsAgreed(IAnsiConsole console, ApplyOptions options, Func<string, bool> confirm)
    {
        if (options.Yes) return true;
        if (!console.Profile.Capabilities.Interactive)
            throw new CommandException("There is no terminal to ask at. Say --yes to apply this, or --dry-run to look only.");
        if (confirm($"Apply this to {options.Url}?")) return true;

        console.MarkupLine("Nothing is applied.");
        return false;
    }
}
