using Farebox.Demo;
using Farebox.Postgres.Migrations;
using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox demo</c>: the demo, with the ledger verified at its end by the same code as <c>farebox verify</c>.</summary>
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
            Verify = (owner, stop) => VerifyCommand.RunAsync(console, Migrator.AsApplication(owner), new VerifyOptions { Rebuild = true }, stop),
        };
        return DemoCommand.RunAsync(console, options, cancellationToken);
    }
}
