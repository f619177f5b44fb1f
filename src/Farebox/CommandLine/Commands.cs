using System.Runtime.InteropServices;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>What <c>farebox</c> can be asked to do.</summary>
internal static class Commands
{
    private const string Help = """
        farebox: quote, meter, hold and debit AI usage on one ledger

          demo      an hour of real traffic against a shared credit pool, start to end
          up        run the server
          verify    check the invariants of the ledger        [--rebuild]
          report    ask a running server what was used        usage --account … --group-by team,model
          keys      make an API key                           create

        Settings come from the environment; docs/reference/configuration.md lists them.
        """;

    /// <returns>The exit code: 0 done, 1 failed, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var console = AnsiConsole.Console;
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            switch (args.FirstOrDefault())
            {
                case "up": return await UpCommand.RunAsync(console, stopping.Token);
                case null or "help" or "--help" or "-h":
                    console.WriteLine(Help);
                    return args.Length == 0 ? 2 : 0;
                default:
                    console.WriteLine($"farebox does not know '{args[0]}'.\n");
                    console.WriteLine(Help);
                    return 2;
            }
        }
        catch (Exception failure) when (failure is EmbeddedPostgresException or MigrationException or SchemaTooNewException or ArgumentException)
        {
            console.WriteLine(failure.Message);
            return 1;
        }

        // The first signal asks for a graceful end; the default handler would not wait for it.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
