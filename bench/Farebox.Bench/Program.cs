using Farebox.Bench;
using Spectre.Console;

// Spectre would wrap a wide table at the width it guesses for a pipe, so lines go to its writer as they are.
var output = AnsiConsole.Console.Profile.Out.Writer;
if (args is ["--help" or "-h"])
{
    await output.WriteLineAsync(BenchOptions.Usage);
    return 0;
}

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (FormatException wrong)
{
    await output.WriteLineAsync($"{wrong.Message}\n\n{BenchOptions.Usage}");
    return 2;
}

if (options.RatingModels is { } models)
{
    if (options.BenchmarkDotNet) RatingBenchmarkRun.Run(output, models);
    else new RatingCommand(output, TimeProvider.System).Run(models, options.Rounds);
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGINT,
    signal =>
    {
        signal.Cancel = true;
        stop.Cancel();
    });
try
{
    await using var house = await BenchHouse.OpenAsync(stop.Token);
    var clock = TimeProvider.System;
    if (options.ReportScale is { } entries) await new ReportCommand(house, output, clock).RunAsync(entries, stop.Token);
    else if (options.SoakMinutes is { } minutes) await new SoakCommand(house, output, clock).RunAsync(minutes, stop.Token);
    else await new TableCommand(house, output, clock).RunAsync(options, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await output.WriteLineAsync("\nStopped.");
    return 130;
}
catch (BenchException refusal)
{
    await output.WriteLineAsync($"\n{refusal.Message}");
    return 1;
}
catch (Exception failure)
{
    // An exception that leaves Main ends the process before the database is stopped; here it already is.
    await output.WriteLineAsync($"\n{failure}");
    return 1;
}
