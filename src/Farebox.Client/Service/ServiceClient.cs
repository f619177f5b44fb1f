using System.Text.Json;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>The server itself: whether it lives and can serve, and what it answers to. No key is needed, and nothing is asked twice.</summary>
public sealed class ServiceClient
{
    private readonly Channel _channel;

    internal ServiceClient(Channel channel) => _channel = channel;

    public async Task<bool> IsLiveAsync(CancellationToken cancellationToken) =>
        (await _channel.SendAsync(Call.Get("health/live"), cancellationToken).ConfigureAwait(false)).Succeeded;

    /// <summary>Whether it can serve now; false, too, while it is starting or stopping.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        (await _channel.SendAsync(Call.Get("health/ready"), cancellationToken).ConfigureAwait(false)).Succeeded;

    /// <summary>The server's OpenAPI 3.1 document.</summary>
    public Task<JsonElement> ReadOpenApiAsync(CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get("openapi.json"), WireJson.Default.JsonElement, cancellationToken);
}
