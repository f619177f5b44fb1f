using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Reports usage. An answer means that it is on disk; sent again, an event is a duplicate and counts nothing.</summary>
public sealed class EventsClient
{
    /// <summary>The most events that one request may carry.</summary>
    public const int EventsMax = 1_000;

    private readonly Channel _channel;

    internal EventsClient(Channel channel) => _channel = channel;

    /// <summary>Shows what a vendor's usage object would be read as. Nothing is kept.</summary>
    /// <param name="usage">The object, a whole answer, or an array of the events of one stream.</param>
    /// <param name="format">Whose form it has; null: found out.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<UsageReading> NormalizeAsync(System.Text.Json.JsonElement usage, string? format, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/usage/normalize", new UsagePayload(usage, format), WireJson.Default.UsagePayload), WireJson.Default.UsageReading, cancellationToken);

    public async Task<EventResult> SendAsync(CloudEvent usage, CancellationToken cancellationToken)
    {
        var results = await SendAsync([usage], cancellationToken).ConfigureAwait(false);
        return results.Count == 1 ? results[0] : throw new InvalidOperationException($"One event was sent and {results.Count} were answered.");
    }

    /// <exception cref="FareboxProblemException">The request could not be read. A single bad event is a result, not an exception.</exception>
    public async Task<IReadOnlyList<EventResult>> SendAsync(IReadOnlyList<CloudEvent> usage, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(usage.Count, EventsMax);

        var call = Call.Post("v1/events", usage, WireJson.Default.IReadOnlyListCloudEvent) with
        {
            MediaType = "application/cloudevents-batch+json",
        };
        var answer = await _channel.AskAsync(call, WireJson.Default.EventResults, cancellationToken).ConfigureAwait(false);
        return answer.Results;
    }
}
