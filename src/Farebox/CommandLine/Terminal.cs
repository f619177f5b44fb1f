using System.Runtime.InteropServices;
using Farebox.Import;
using Farebox.Postgres.Backup;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Runs one command: hands it the console, stops it on request, and says in one sentence what a person must put right.</summary>
internal static class Terminal
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(Func<IAnsiConsole, CancellationToken, Task<int>> command)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var console = AnsiConsole.Console;

        // What is piped or kept in a file is text, not colours.
        if (!console.Profile.Out.IsTerminal) console.Profile.Capabilities.Ansi = false;
        try
        {
            return await command(console, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Failed;
        }
        catch (Exception fault) when (Explain(fault) is { } sentence)
        {
            console.MarkupLine($"[red]{Markup.Escape(sentence)}[/]");
            return Failed;
        }

        // The second request is not ours to refuse.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stopping.IsCancellationRequested;
            stopping.Cancel();
        }
    }

    private static string? Explain(Exception fault) => fault switch
    {
        CommandException or BackupException or ImportException or EmbeddedPostgresException or MigrationException or SchemaTooNewException => fault.Message,
        NpgsqlException => $"The database cannot be used: {fault.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{fault.Message} Stop what listens there, or set FAREBOX_URLS to another address.",
        _ => null,
    };
}
