using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>What is done with grants that exist, what grants again and again, and the order credit burns in.</summary>
public sealed class GrantsClient
{
    private readonly Channel _channel;

    internal GrantsClient(Channel channel) => _channel = channel;

    /// <summary>Moves units to a new grant, which takes their share of the cost basis with it. It may be repeated under the new grant's id.</summary>
    public Task<Grant> MoveAsync(string account, string grant, GrantMove move, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(Route.Of(account, "grants", grant, "move"), move, WireJson.Default.GrantMove), WireJson.Default.Grant, cancellationToken);

    /// <summary>Takes credit away: as consumed, as never granted, or as expired.</summary>
    public Task<Removal> RemoveAsync(string account, string grant, RemovalRequest removal, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Of(account, "grants", grant, "remove"), removal, WireJson.Default.RemovalRequest, idempotencyKey), WireJson.Default.Removal, cancellationToken);

    /// <summary>Says that a grant was paid for; one that awaited it pays from then on.</summary>
    public Task<PaidGrant> PayAsync(string account, string grant, PaidRequest payment, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(Route.Of(account, "grants", grant, "paid"), payment, WireJson.Default.PaidRequest), WireJson.Default.PaidGrant, cancellationToken);

    public Task<BurnOrder> SetBurnOrderAsync(string account, BurnOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(Route.Account(account, "burn-orders"), order, WireJson.Default.BurnOrder, idempotencyKey), WireJson.Default.BurnOrder, cancellationToken);

    public Task<Schedule> CreateScheduleAsync(string account, Schedule schedule, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(Route.Account(account, "schedules"), schedule, WireJson.Default.Schedule), WireJson.Default.Schedule, cancellationToken);

    /// <summary>All schedules of an account, those that have ended too, ordered by id.</summary>
    public IAsyncEnumerable<Schedule> ListSchedulesAsync(string account, CancellationToken cancellationToken) =>
        _channel.ListAsync(Route.Account(account, "schedules"), WireJson.Default.SchedulePage, static page => (page.Schedules, page.NextCursor), cancellationToken);

    public Task<ScheduleSeats> SetSeatsAsync(string account, string schedule, SeatsRequest seats, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Of(account, "schedules", schedule, "seats"), seats, WireJson.Default.SeatsRequest, idempotencyKey), WireJson.Default.ScheduleSeats, cancellationToken);

    public Task<ScheduleEnd> EndScheduleAsync(string account, string schedule, EndRequest end, string idempotencyKey, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post(Route.Of(account, "schedules", schedule, "end"), end, WireJson.Default.EndRequest, idempotencyKey), WireJson.Default.ScheduleEnd, cancellationToken);
}
