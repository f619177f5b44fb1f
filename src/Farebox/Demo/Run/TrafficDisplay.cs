using System.Globalization;
using Farebox.Client;
using Farebox.Demo.Plan;
using Spectre.Console;

namespace Farebox.Demo.Run;

/// <summary>Shows the traffic while it runs: how far it is, how fast it is, and what is left in the pool.</summary>
internal sealed class TrafficDisplay(IAnsiConsole console, FareboxClient client, TimeProvider clock)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when the traffic does; what it throws is the caller's to see.</summary>
    public async Task WatchAsync(Traffic traffic, Task running, int requests, bool isAnimated, CancellationToken cancellationToken)
    {
        if (isAnimated) await AnimateAsync(traffic, running, requests, cancellationToken);
        else await PrintAsync(traffic, running, requests, cancellationToken);
    }

    /// <summary>For a log, where a bar would be a thousand lines: one line for each quarter of the way.</summary>
    private async Task PrintAsync(Traffic traffic, Task running, int requests, CancellationToken cancellationToken)
    {
        var quarter = 1;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Refresh, clock, cancellationToken));
            if (running.IsFaulted || traffic.Answered * 4 < requests * quarter) continue;

            quarter = traffic.Answered * 4 / requests + 1;
            console.WriteLine($"{Number.Count(traffic.Answered),6} requests; left in the pool: {await PoolAsync(cancellationToken)}");
        }

        await running;
    }

    private Task AnimateAsync(Traffic traffic, Task running, int requests, CancellationToken cancellationToken) =>
        console.Progress()
            .AutoClear(false)
            .HideCompleted(false)
            .Columns(new ProgressBarColumn { Width = 16 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask("starting", maxValue: requests);
                var startedAt = clock.GetTimestamp();
                while (!running.IsCompleted)
                {
                    var pool = await PoolAsync(cancellationToken);
                    Show(bar, traffic.Answered, clock.GetElapsedTime(startedAt), pool);
                    await Task.WhenAny(running, Task.Delay(Refresh, clock, cancellationToken));
                }

                await running;
                Show(bar, traffic.Answered, clock.GetElapsedTime(startedAt), await PoolAsync(cancellationToken));
            });

    private static void Show(ProgressTask bar, int answered, TimeSpan elapsed, string pool)
    {
        var perSecond = elapsed > TimeSpan.Zero ? answered * TimeSpan.TicksPerSecond / elapsed.Ticks : 0;
        bar.Value = answered;
        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{perSecond,5:#,##0} req/s  {pool}");
    }

    /// <summary>What each grant has left, in burn order, as somebody who looks at the balance sees it at this moment.</summary>
    private async Task<string> PoolAsync(CancellationToken cancellationToken)
    {
        var balances = await client.Accounts.ReadBalancesAsync(Company.Account, cancellationToken);
        var left = balances.Wallets.Where(wallet => wallet.Asset == Prices.Credit).SelectMany(wallet => wallet.Grants)
            .ToDictionary(grant => grant.Id, grant => Number.Of(grant.Available));
        return string.Join("  ", Pool.Grants.Select(grant =>
            string.Create(CultureInfo.InvariantCulture, $"{grant.Id} {left.GetValueOrDefault(grant.Id),5:#,##0}")));
    }
}
