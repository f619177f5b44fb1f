using System.Net.Http.Headers;
using Farebox.Client;
using Farebox.Demo;
using Farebox.IntegrationTests.Support;
using Spectre.Console;

namespace Farebox.IntegrationTests.Demo;

/// <summary>A server with a sandbox tenant, and the demo's story on a page that a test can read.</summary>
internal sealed class DemoServerUnderTest : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly HttpClient _http;

    private DemoServerUnderTest(TestServer server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server.Host.Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Key);
        Client = new(_http);
    }

    public FareboxClient Client { get; }

    public static async Task<DemoServerUnderTest> StartAsync() => new(await TestServer.StartAsync(isSandbox: true));

    public DemoStory StoryOn(TextWriter page)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(page),
        });
        return new(console, Client, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
