using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox verify [--rebuild]</c>: one line per check, the first break of each named. Ends with 0 when all hold, else with 1.</summary>
internal static class VerifyCommand
{
    private const int LineLengthMax = 4_000;

    /// <exception cref="CommandException">An option is not known here.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments.Except(["--rebuild"]).FirstOrDefault() is { } unknown)
            throw new CommandException($"{unknown} is not known here. The only option is --rebuild, which derives everything again from the first entry on.");

        await using var database = await Database.OpenAsync(Settings.Read(), console.WriteLine, cancellationToken);
        var options = new VerifyOptions { Rebuild = arguments.Length > 0 };
        return await RunAsync(console, database.AppConnectionString, options, cancellationToken) ? 0 : 1;
    }

    /// <summary>The same for callers that have opened the database: as the program's role, so that its rights are tried too.</summary>
    /// <returns>Whether every check holds.</returns>
    public static async Task<bool> RunAsync(
        IAnsiConsole console, string connectionString, VerifyOptions options, CancellationToken cancellationToken)
    {
        // What is piped or kept in a file is one line per check, however long.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = LineLengthMax;

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
