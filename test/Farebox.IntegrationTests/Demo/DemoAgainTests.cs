using Farebox.Demo.Plan;
using Farebox.Demo.Run;

namespace Farebox.IntegrationTests.Demo;

/// <summary>A run that was broken off, and a run after the clock moved on: both end where an ordinary one does.</summary>
public sealed class DemoAgainTests
{
    [Fact]
    public async Task A_run_that_was_broken_off_is_taken_up_by_the_next_one()
    {
        await using var server = await DemoServerUnderTest.StartAsync();
        await BreakOffAsync(server, afterRequests: 2_000);

        var figures = await server.StoryOn(TextWriter.Null).RunAsync(isAnimated: false, CancellationToken.None);

        Assert.InRange(figures.Duplicates, 1, 8_000);
        Assert.InRange(figures.Recorded, 1, 8_000);
        Assert.Empty(ServerTotals.Of(figures).DifferencesTo(IndependentDemoCalculation.Of(DemoCsv.Path, new())));
    }

    [Fact]
    public async Task When_the_clock_has_moved_on_everything_is_still_done_and_the_rest_has_expired()
    {
        await using var server = await DemoServerUnderTest.StartAsync();
        var first = await server.StoryOn(TextWriter.Null).RunAsync(isAnimated: false, CancellationToken.None);
        await server.Client.Configuration.SetClockAsync(new() { Now = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero) }, CancellationToken.None);

        var later = await server.StoryOn(TextWriter.Null).RunAsync(isAnimated: false, CancellationToken.None);

        Assert.Equal((0, first.Recorded), (later.Recorded, later.Duplicates));
        Assert.Equal(first.Wallet.Spent, later.Wallet.Spent);
        Assert.Equal(("0", first.Wallet.Available), (later.Wallet.Available, later.Wallet.Expired));
    }

    private static async Task BreakOffAsync(DemoServerUnderTest server, int afterRequests)
    {
        using var breakOff = new CancellationTokenSource();
        await new DemoSetup(server.Client).RunAsync(CancellationToken.None);
        var traffic = new Traffic(server.Client);
        var running = traffic.RunAsync(Trace.Read().Select(DemoRequest.Of), breakOff.Token);
        while (traffic.Answered < afterRequests) await Task.Delay(10);
        await breakOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
