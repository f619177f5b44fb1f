using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Authorises work before it is done. Refusals (402, 409) are values here, because a correct caller meets them.</summary>
public sealed class HoldsClient
{
    private readonly Channel _channel;

    internal HoldsClient(Channel channel) => _channel = channel;

    /// <param name="account">Whose credit.</param>
    /// <param name="request">What to hold.</param>
    /// <param name="idempotencyKey">The call's identity; null only when the request names its own id.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<HoldResult> AuthoriseAsync(
        string account, HoldRequest request, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (request.Id is null && idempotencyKey is null)
            throw new ArgumentException("A hold needs an id or an idempotency key, or it could not be asked for again.", nameof(request));

        var call = Call.Post(Route.Account(account, "holds"), request, WireJson.Default.HoldRequest, idempotencyKey);
        var (hold, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Hold, cancellationToken).ConfigureAwait(false);
        return new(hold, refusal);
    }

    /// <param name="account">Whose hold.</param>
    /// <param name="hold">The hold's id.</param>
    /// <param name="request">The amount or the event.</param>
    /// <param name="idempotencyKey">The call's identity; null exactly when the request carries an event, which is its own.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<CaptureResult> CaptureAsync(
        string account, string hold, CaptureRequest request, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (request.Event is null && idempotencyKey is null)
            throw new ArgumentException("A capture of an amount needs an idempotency key.", nameof(idempotencyKey));

        var call = Call.Post(Route.Hold(account, hold, "capture"), request, WireJson.Default.CaptureRequest, idempotencyKey);
        var (capture, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Capture, cancellationToken).ConfigureAwait(false);
        return new(capture, refusal);
    }

    public async Task<GrowResult> GrowAsync(string account, string hold, GrowRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = Call.Post(Route.Hold(account, hold, "grow"), request, WireJson.Default.GrowRequest, idempotencyKey);
        var (grow, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Grow, cancellationToken).ConfigureAwait(false);
        return new(grow, refusal);
    }

    public async Task<ExtendResult> ExtendAsync(string account, string hold, ExtendRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = Call.Post(Route.Hold(account, hold, "extend"), request, WireJson.Default.ExtendRequest, idempotencyKey);
        var (extend, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Extend, cancellationToken).ConfigureAwait(false);
        return new(extend, refusal);
    }

    /// <summary>Keeps a hold past its time, because its work may still be billed.</summary>
    public async Task<ExtendResult> AwaitAsync(string account, string hold, AwaitRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = Call.Post(Route.Hold(account, hold, "await"), request, WireJson.Default.AwaitRequest, idempotencyKey);
        var (kept, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Extend, cancellationToken).ConfigureAwait(false);
        return new(kept, refusal);
    }

    /// <summary>Ends a hold because its work was cancelled, and captures what its policy says.</summary>
    public async Task<CancelResult> CancelAsync(string account, string hold, CancelRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = Call.Post(Route.Hold(account, hold, "cancel"), request, WireJson.Default.CancelRequest, idempotencyKey);
        var (cancel, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Cancel, cancellationToken).ConfigureAwait(false);
        return new(cancel, refusal);
    }

    /// <summary>Open holds, and those that ended lately.</summary>
    public Task<HoldPage> ListAsync(string account, HoldQuery query, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(PathOf(account, query)), WireJson.Default.HoldPage, cancellationToken);

    public Task<Hold> ReadAsync(string account, string hold, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get(Route.Account(account, $"holds/{Uri.EscapeDataString(hold)}")), WireJson.Default.Hold, cancellationToken);

    private static string PathOf(string account, HoldQuery query) =>
        Route.Query(
            Route.Account(account, "holds"),
            ("status", query.Status),
            ("member", query.Member),
            ("meter", query.Meter),
            ("asset", query.Asset),
            ("lapses_before", query.LapsesBefore is { } before ? Route.Time(before) : null),
            ("limit", query.Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("cursor", query.Cursor));

    public async Task<ReleaseResult> ReleaseAsync(string account, string hold, string idempotencyKey, CancellationToken cancellationToken)
    {
        var call = Call.Post(Route.Hold(account, hold, "release"), new ReleaseRequest(), WireJson.Default.ReleaseRequest, idempotencyKey);
        var (release, refusal) = await _channel.AskOrRefuseAsync(call, WireJson.Default.Release, cancellationToken).ConfigureAwait(false);
        return new(release, refusal);
    }
}
