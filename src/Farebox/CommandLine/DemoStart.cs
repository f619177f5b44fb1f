using Farebox.Demo;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox demo [--fast]</c>: the demo, with its ledger verified by the command that anybody can run.</summary>
internal static class DemoStart
{
    /// <exception cref="CommandException">An option is not known here.</exception>
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments.Except(["--fast"]).FirstOrDefault() is { } unknown)
            throw new CommandException($"{unknown} is not known here. The only option is --fast, which leaves the animation out.");

        var options = new DemoOptions
        {
            IsFast = arguments.Length > 0,
            Verify = (database, stop) => VerifyCommand.RunAsync(console, database, new(), stop),
        };
        return DemoCommand.RunAsync(console, options, cancellationToken);
    }
}
