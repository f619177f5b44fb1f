using System.Net.Http.Headers;
using Farebox.Client;
using Farebox.Demo;
using Farebox.Demo.Run;
using Farebox.IntegrationTests.Support;
using Spectre.Console;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The demo, run twice on one server over HTTP, with what it printed.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    internal DemoFigures First { get; private set; } = null!;

    internal DemoFigures Second { get; private set; } = null!;

    /// <summary>All that the second run said.</summary>
    internal string Page { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        using var http = new HttpClient { BaseAddress = server.Host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Key);
        var client = new FareboxClient(http);

        First = await new DemoStory(ConsoleOn(TextWriter.Null), client, TimeProvider.System).RunAsync(isAnimated: false, CancellationToken.None);

        using var page = new StringWriter();
        var again = new DemoStory(ConsoleOn(page), client, TimeProvider.System);
        Second = await again.RunAsync(isAnimated: false, CancellationToken.None);
        await again.TellAsync(Second, new DemoFolder("/data/demo"), CancellationToken.None);
        Page = page.ToString();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static IAnsiConsole ConsoleOn(TextWriter writer) =>
        AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
}
