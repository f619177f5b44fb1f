using Farebox.Client;
using Farebox.Demo.Chapters;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo;

/// <summary><c>farebox demo</c>: starts a server of its own, sends it an hour of real traffic, tells what became of it, and has it verified.</summary>
internal static class DemoCommand
{
    /// <returns>0 when the story ended as its rules say and the ledger is sound.</returns>
    public static async Task<int> RunAsync(IAnsiConsole console, DemoOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await TellAsync(console, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Broken off. Run it again: it goes on from there, and ends the same.");
            return 1;
        }
        catch (Exception fault) when (fault is DemoException or FareboxProblemException or HttpRequestException)
        {
            console.MarkupLine($"[red]The demo did not end as its rules say.[/] {Markup.Escape(fault.Message)}");
            return 1;
        }
    }

    private static async Task<int> TellAsync(IAnsiConsole console, DemoOptions options, CancellationToken cancellationToken)
    {
        var folder = DemoFolder.In(options.DataFolder);
        await using var server = await DemoServer.StartAsync(folder, step => console.MarkupLine($"[grey]{Markup.Escape(step)}[/]"), cancellationToken);
        using var http = server.CreateClient(folder);
        var story = new DemoStory(console, new FareboxClient(http), TimeProvider.System);

        var figures = await story.RunAsync(IsAnimated(console, options), cancellationToken);
        await story.TellAsync(figures, folder, cancellationToken);

        Page.Heading(console, "The ledger, verified");
        var isSound = await options.Verify(server.OwnerConnectionString, cancellationToken);
        ClosingChapter.Show(console, folder);
        return isSound ? 0 : 1;
    }

    /// <summary>Where nobody watches, a bar that redraws itself is only noise.</summary>
    private static bool IsAnimated(IAnsiConsole console, DemoOptions options) =>
        !options.IsFast && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;
}
