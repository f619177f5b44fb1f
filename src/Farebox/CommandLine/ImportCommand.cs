using System.Diagnostics;
using Farebox.Import;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox import</c>: sends the rows of a file as events. Broken off, the same command goes on where it stopped.</summary>
/// <remarks>Ends with 0 when every row is recorded, 1 when it could not go on, 3 when all rows were sent and some were not recorded.</remarks>
internal static class ImportCommand
{
    private const int SomeRowsFailed = 3;

    /// <summary>Where nobody looks there is no edge to wrap a sentence at.</summary>
    private const int PipedWidth = 400;

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        var read = ImportArguments.Read(arguments);
        if (read.IsDryRun) return ImportPage.Show(console, DryRun.Of(read.Options, stop)) ? 0 : SomeRowsFailed;

        using var run = new ImportRun(read.Options, TimeProvider.System);
        ImportPage.Open(console, run);
        var watch = Stopwatch.StartNew();
        try
        {
            await ShowProgressAsync(console, run, watch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            console.MarkupLine("Stopped. The same command goes on where this one stopped.");
            throw;
        }

        return ImportPage.Close(console, run, read.Options, watch.Elapsed) ? 0 : SomeRowsFailed;
    }

    private static async Task ShowProgressAsync(IAnsiConsole console, ImportRun run, Stopwatch watch, CancellationToken stop)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            await run.RunAsync(stop);
            return;
        }

        await console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn()).StartAsync(async progress =>
        {
            var bar = progress.AddTask("reading", maxValue: Math.Max(1, run.BytesTotal));
            var work = run.RunAsync(stop);
            while (await Task.WhenAny(work, Task.Delay(RefreshEvery, CancellationToken.None)) != work)
            {
                bar.Value = run.BytesRead;
                bar.Description = Markup.Escape(ImportPage.Describe(run, watch.Elapsed));
            }

            await work;
        });
    }
}
