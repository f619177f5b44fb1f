using Farebox.Client;
using Farebox.Demo.Chapters;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo;

/// <summary>An hour of traffic of one company, sent through the HTTP API and told from what the server answers.</summary>
internal sealed class DemoStory(IAnsiConsole console, FareboxClient client, TimeProvider clock)
{
    /// <summary>Sends the hour and reads the figures. In a folder that has seen it before, nothing changes.</summary>
    public async Task<DemoFigures> RunAsync(bool isAnimated, CancellationToken cancellationToken)
    {
        var requests = Trace.Read().Select(DemoRequest.Of).ToList();
        var before = await FindBalancesAsync(cancellationToken);
        await new DemoSetup(client).RunAsync(cancellationToken);
        OpeningChapter.Show(console, requests.Count);

        var startedAt = clock.GetTimestamp();
        var traffic = new Traffic(client);
        var running = traffic.RunAsync(requests, cancellationToken);
        await new TrafficDisplay(console, client, clock).WatchAsync(traffic, running, requests.Count, isAnimated, cancellationToken);
        var members = await running;
        var elapsed = clock.GetElapsedTime(startedAt);

        var figures = new DemoFigures
        {
            Members = members,
            Elapsed = elapsed,
            Before = before,
            After = await client.Accounts.ReadBalancesAsync(Company.Account, cancellationToken),
            ByTeamAndModel = await ReadUsageAsync(["team", "model"], cancellationToken),
            BySource = await ReadUsageAsync(["source"], cancellationToken),
        };
        var faults = FigureChecks.Of(figures, requests.Count);
        return faults.Count == 0 ? figures : throw new DemoException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>Tells what the figures say, and asks the two last questions live.</summary>
    public async Task TellAsync(DemoFigures figures, DemoFolder folder, CancellationToken cancellationToken)
    {
        TrafficChapter.Show(console, figures);
        PoolChapter.Show(console, figures.Wallet);
        BurnDownChapter.Show(console, figures.ByTeamAndModel);
        MarginChapter.Show(console, figures.BySource);
        RefusalChapter.Show(console, figures);
        await new LiveRefusalChapter(console, client).ShowAsync(cancellationToken);
        await new QuestionChapter(console, client, clock).ShowAsync(folder.KeyFile, cancellationToken);
    }

    private async Task<Balances?> FindBalancesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.Accounts.ReadBalancesAsync(Company.Account, cancellationToken);
        }
        catch (FareboxProblemException problem) when (problem.Code == "not_found")
        {
            return null;
        }
    }

    private Task<UsageReport> ReadUsageAsync(IReadOnlyList<string> groupBy, CancellationToken cancellationToken) =>
        client.Reports.ReadUsageAsync(new() { GroupBy = groupBy, Account = Company.Account, Asset = Prices.Credit }, cancellationToken);
}
