using Farebox.Demo;
using Farebox.Demo.Run;

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
        await using var server = await DemoServerUnderTest.StartAsync();
        First = await server.StoryOn(TextWriter.Null).RunAsync(isAnimated: false, CancellationToken.None);

        using var page = new StringWriter();
        var again = server.StoryOn(page);
        Second = await again.RunAsync(isAnimated: false, CancellationToken.None);
        await again.TellAsync(Second, new DemoFolder("/data/demo"), CancellationToken.None);
        Page = page.ToString();
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
