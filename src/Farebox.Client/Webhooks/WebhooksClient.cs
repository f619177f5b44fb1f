using System.Globalization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Endpoints that notices are sent to. Making one and changing its secret show a secret once, so neither is repeated by itself.</summary>
public sealed class WebhooksClient
{
    private readonly Channel _channel;
    private readonly Channel _once;

    internal WebhooksClient(Channel channel, Channel once) => (_channel, _once) = (channel, once);

    public Task<Webhook> CreateAsync(Webhook webhook, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post("v1/webhooks", webhook, WireJson.Default.Webhook), WireJson.Default.Webhook, cancellationToken);

    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken) =>
        (await _channel.AskAsync(Call.Get("v1/webhooks"), WireJson.Default.WebhookList, cancellationToken).ConfigureAwait(false)).Webhooks;

    public Task<Webhook> RotateAsync(string webhook, WebhookRotation rotation, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post(PathOf(webhook, "rotate"), rotation, WireJson.Default.WebhookRotation), WireJson.Default.Webhook, cancellationToken);

    public Task<Webhook> DisableAsync(string webhook, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(PathOf(webhook, "disable"), new(), WireJson.Default.ReleaseRequest), WireJson.Default.Webhook, cancellationToken);

    public Task<Webhook> EnableAsync(string webhook, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post(PathOf(webhook, "enable"), new(), WireJson.Default.ReleaseRequest), WireJson.Default.Webhook, cancellationToken);

    /// <returns>How many notices are on their way now that were not.</returns>
    public async Task<int> ReplayAsync(string webhook, WebhookReplay replay, CancellationToken cancellationToken) => (await _channel.AskAsync(
        Call.Post(PathOf(webhook, "replay"), replay, WireJson.Default.WebhookReplay), WireJson.Default.ReplayedWebhook, cancellationToken).ConfigureAwait(false)).Queued;

    /// <param name="webhook">The endpoint.</param>
    /// <param name="state"><c>pending</c>, <c>delivered</c> or <c>dead</c>; null: all.</param>
    /// <param name="cursor">The last page's <see cref="WebhookDeliveryPage.NextCursor"/>; null starts with the newest.</param>
    /// <param name="limit">The most deliveries in one page; null: the server's default.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<WebhookDeliveryPage> ReadDeliveriesAsync(string webhook, string? state, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var path = Route.Query(PathOf(webhook, "deliveries"), ("limit", limit?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor), ("state", state));
        return _channel.AskAsync(Call.Get(path), WireJson.Default.WebhookDeliveryPage, cancellationToken);
    }

    private static string PathOf(string webhook, string action) => $"v1/webhooks/{Uri.EscapeDataString(webhook)}/{action}";
}
