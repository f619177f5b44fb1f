using Farebox.Client;
using Farebox.CommandLine;
using Farebox.IntegrationTests.Support;
using Spectre.Console;

namespace Farebox.IntegrationTests.PricesAsCode;

/// <summary>Runs a command as a script would: without colours, its lines kept.</summary>
internal static class CommandRun
{
    public static async Task<(int Code, string Output)> CheckAsync(string folder) =>
        await RunAsync(isInteractive: false, console => CheckCommand.RunAsync(console, [folder]));

    public static async Task<(int Code, string Output)> ConformanceAsync(params string[] arguments) =>
        await RunAsync(isInteractive: false, console => ConformanceCommand.RunAsync(console, arguments));

    /// <param name="answer">What a person at a terminal says; nothing where there is no terminal.</param>
    public static async Task<(int Code, string Output)> ApplyAsync(TestServer server, string folder, bool yes = false, bool dryRun = false, bool? answer = null)
    {
        using var http = new HttpClient { BaseAddress = server.Host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.Key);
        var options = new ApplyOptions(folder, server.Host.Address, TestServer.Key, yes, dryRun);
        return await RunAsync(
            answer is not null,
            console => ApplyCommand.RunAsync(console, new FareboxClient(http), options, _ => answer!.Value, CancellationToken.None));
    }

    private static async Task<(int Code, string Output)> RunAsync(bool isInteractive, Func<IAnsiConsole, Task<int>> command)
    {
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 4_000;
        var code = await command(console);
        return (code, string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())));
    }
}
