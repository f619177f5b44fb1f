using Farebox.Http;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox up</c>: the server, until it is asked to stop.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments.Length > 0) throw new CommandException("farebox up takes no options; its settings come from the environment. See: farebox help");

        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, step => console.MarkupLine($"[grey]{Markup.Escape(step)}[/]"), stop);
        await using var host = await FareboxHost.BuildAsync(
            new()
            {
                ConnectionString = database.AppConnectionString,
                Urls = settings.Urls,
                AdminKey = settings.AdminKey,
                IsSandbox = settings.IsSandbox,
            },
            stop);
        await host.StartAsync(stop);
        Welcome(console, host);

        await host.WaitForShutdownAsync(stop);
        console.MarkupLine("[grey]Stopping: answering what is under way.[/]");
        return 0;
    }

    private static void Welcome(IAnsiConsole console, FareboxHost host)
    {
        console.MarkupLine($"Farebox listens on [bold]{Markup.Escape(host.Address.ToString().TrimEnd('/'))}[/].");
        if (host.FirstKey is not { } key) return;

        // On a line of its own and never wrapped, so that it can be copied.
        console.MarkupLine("The first key. It is shown only now:");
        console.Profile.Out.Writer.WriteLine(key);
    }
}
