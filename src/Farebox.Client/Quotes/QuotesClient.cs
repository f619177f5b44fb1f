using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Asks for prices.</summary>
public sealed class QuotesClient
{
    private readonly Channel _channel;

    internal QuotesClient(Channel channel) => _channel = channel;

    /// <summary>Prices data for meters. It does nothing, so it may be repeated.</summary>
    public Task<Quote> QuoteAsync(QuoteRequest request, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/quotes", request, WireJson.Default.QuoteRequest), WireJson.Default.Quote, cancellationToken);
}
