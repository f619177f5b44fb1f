using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox verify [--rebuild]</c>: one line per check, the first break of each named; 0 when all hold, 1 when one does not, 2 for a wrong option.</summary>
public static class VerifyCommand
{
    private const string Usage = """
        farebox verify [--rebuild]

        Checks a live database against the invariants of the ledger, as of one instant. Changes nothing and blocks nobody.
          --rebuild   derives every balance, checkpoint and roll-up again from the first entry on, and compares
        """;

    /// <param name="args">What follows <c>verify</c>.</param>
    /// <param name="connectionString">The database, as the program's role.</param>
    /// <param name="console">Where to say what was found.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, string connectionString, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (args.Except(["--rebuild"]).Any())
        {
            console.WriteLine(Usage);
            return args is ["--help"] or ["-h"] ? 0 : 2;
        }

        var options = new VerifyOptions { Rebuild = args.Contains("--rebuild") };
        return await RunAsync(options, connectionString, console, cancellationToken) ? 0 : 1;
    }

    /// <summary>The same for callers that are no command line.</summary>
    /// <returns>Whether everything holds.</returns>
    public static async Task<bool> RunAsync(
        VerifyOptions options, string connectionString, IAnsiConsole console, CancellationToken cancellationToken)
    {
        VerifyResult? result = null;
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Status().StartAsync("Verifying", async status =>
                result = await Verifier.RunAsync(connectionString, options, new VerifyLines(console, status), cancellationToken));
        }

        result ??= await Verifier.RunAsync(connectionString, options, new VerifyLines(console, null), cancellationToken);
        VerifyLines.Close(console, result);
        return result.IsSound;
    }
}
