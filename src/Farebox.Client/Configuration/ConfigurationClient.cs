using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Assets, meters, cards and the sandbox clock. Creating the same thing again answers with what stands.</summary>
public sealed class ConfigurationClient
{
    private readonly Channel _channel;

    internal ConfigurationClient(Channel channel) => _channel = channel;

    public Task<Asset> CreateAssetAsync(Asset asset, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/assets", asset, WireJson.Default.Asset), WireJson.Default.Asset, cancellationToken);

    public Task<Meter> CreateMeterAsync(Meter meter, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/meters", meter, WireJson.Default.Meter), WireJson.Default.Meter, cancellationToken);

    public Task<Card> CreateCardAsync(Card card, CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Post("v1/cards", card, WireJson.Default.Card), WireJson.Default.Card, cancellationToken);

    /// <summary>The version of a card that is, was or will be in force at an instant.</summary>
    /// <param name="card">Its id.</param>
    /// <param name="kind"><c>rate</c>, <c>cost</c> or <c>exchange</c>.</param>
    /// <param name="at">Null: now.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<Card> ReadCardAsync(string card, string kind, DateTimeOffset? at, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Get(Route.Query($"v1/cards/{Uri.EscapeDataString(card)}", ("kind", kind), ("at", at is { } instant ? Route.Time(instant) : null))),
            WireJson.Default.Card,
            cancellationToken);

    /// <summary>All assets, in the order they were made.</summary>
    public IAsyncEnumerable<Asset> ListAssetsAsync(CancellationToken cancellationToken) =>
        _channel.ListAsync("v1/assets", WireJson.Default.AssetPage, static page => (page.Assets, page.NextCursor), cancellationToken);

    /// <summary>All meters, in the order they were made.</summary>
    public IAsyncEnumerable<Meter> ListMetersAsync(CancellationToken cancellationToken) =>
        _channel.ListAsync("v1/meters", WireJson.Default.MeterPage, static page => (page.Meters, page.NextCursor), cancellationToken);

    /// <summary>All versions of all cards, in the order they were made.</summary>
    public IAsyncEnumerable<Card> ListCardsAsync(CancellationToken cancellationToken) =>
        _channel.ListAsync("v1/cards", WireJson.Default.CardPage, static page => (page.Cards, page.NextCursor), cancellationToken);

    public Task<SandboxClock> ReadClockAsync(CancellationToken cancellationToken) =>
        _channel.AskAsync(Call.Get("v1/sandbox/clock"), WireJson.Default.SandboxClock, cancellationToken);

    /// <summary>Sets the clock; to an earlier instant is refused with <c>clock_backwards</c>.</summary>
    public Task<SandboxClock> SetClockAsync(SandboxClock clock, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post("v1/sandbox/clock", clock, WireJson.Default.SandboxClock) with { Method = HttpMethod.Put },
            WireJson.Default.SandboxClock,
            cancellationToken);
}
