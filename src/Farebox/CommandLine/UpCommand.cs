using Farebox.Http;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox up</c>: the server, on the embedded database or on the one that <c>FAREBOX_DATABASE</c> names.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        await using var database = await ServingDatabase.OpenAsync(console.WriteLine, cancellationToken);
        await using var host = await FareboxHost.BuildAsync(
            new()
            {
                ConnectionString = database.AppConnectionString,
                Urls = Environment.GetEnvironmentVariable("FAREBOX_URLS") ?? "http://127.0.0.1:8080",
                AdminKey = Environment.GetEnvironmentVariable("FAREBOX_ADMIN_KEY"),
                IsSandbox = Environment.GetEnvironmentVariable("FAREBOX_SANDBOX") == "1",
            },
            cancellationToken);
        await host.StartAsync(cancellationToken);
        if (host.FirstKey is { } key) console.WriteLine($"The first API key, shown this once: {key}");
        console.WriteLine($"Farebox listens on {host.Address}");
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
