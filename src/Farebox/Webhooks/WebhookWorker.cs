using System.Collections.Concurrent;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Workers;

namespace Farebox.Webhooks;

/// <summary>Delivers what is due, many at once and few to any one endpoint. Any number of servers may do so.</summary>
/// <remarks>No transaction is open while something is sent. A server that dies leaves leases behind that end by themselves; what they were for is sent again.</remarks>
internal sealed class WebhookWorker : IAsyncDisposable
{
    private const int AtOnceMax = 64;
    private const int PerEndpointMax = 4;

    private readonly WebhookLeases _leases;
    private readonly WebhookSender _sender;
    private readonly WebhookWorkerOptions _options;
    private readonly Action<string, Exception> _onFault;
    private readonly ConcurrentDictionary<LeasedDelivery, Task> _underWay = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Rounds _rounds;

    /// <param name="leases">What is due.</param>
    /// <param name="sender">Sends; the worker's from now on.</param>
    /// <param name="options">How often, and for how long.</param>
    /// <param name="onFault">Hears what went wrong on this side; it is tried again.</param>
    public WebhookWorker(WebhookLeases leases, WebhookSender sender, WebhookWorkerOptions options, Action<string, Exception> onFault)
    {
        (_leases, _sender, _options, _onFault) = (leases, sender, options, onFault);
        _rounds = new(Pace.Every(options.Interval), failure => onFault("Looking for webhooks to send failed", failure), LeaseAllAsync);
        _rounds.Start();
    }

    /// <summary>Takes nothing more, gives up what has not been answered, and stops. What was given up is sent again when its lease ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _rounds.DisposeAsync();
        await Task.WhenAll(_underWay.Values);
        _sender.Dispose();
        _stopping.Dispose();
    }

    private async Task LeaseAllAsync(CancellationToken cancellationToken)
    {
        while (await LeaseAsync(cancellationToken) > 0)
        {
        }
    }

    private async Task<int> LeaseAsync(CancellationToken cancellationToken)
    {
        var room = AtOnceMax - _underWay.Count;
        if (room <= 0) return 0;

        string[] busy = [.. _underWay.Keys.GroupBy(delivery => $"{delivery.TenantId}/{delivery.EndpointId}").Where(group => group.Count() >= PerEndpointMax).Select(group => group.Key)];
        var leased = await _leases.LeaseAsync(room, PerEndpointMax, _options.Lease, busy, cancellationToken);
        foreach (var delivery in leased)
        {
            // Listed before it runs, so that it is never taken off the list before it is on it.
            var begin = new TaskCompletionSource();
            _underWay[delivery] = DeliverAsync(delivery, begin.Task);
            begin.SetResult();
        }

        return leased.Count;
    }

    private async Task DeliverAsync(LeasedDelivery delivery, Task begun)
    {
        await begun;
        try
        {
            await Task.Yield();
            var end = await _sender.SendAsync(delivery, _stopping.Token);

            // It has happened: that is noted although the server is stopping.
            await _leases.EndAsync(delivery, end, CancellationToken.None);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Whether it arrived is unknown, so it is sent again.
        }
        catch (Exception failure)
        {
            _onFault("Noting how a webhook ended failed", failure);
        }
        finally
        {
            _underWay.TryRemove(delivery, out _);
        }
    }
}

/// <summary>How a worker goes about its deliveries.</summary>
internal sealed record WebhookWorkerOptions
{
    /// <summary>How often it looks while nothing is due.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For how long a delivery is its own: longer than an attempt lasts.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an attempt may last.</summary>
    public TimeSpan Timeout { get; init; } = WebhookSender.Timeout;
}
