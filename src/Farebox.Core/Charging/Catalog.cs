using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>A snapshot of what a tenant has configured: its assets, meters and cards. Immutable; a change makes another one.</summary>
public sealed class Catalog
{
    private readonly Dictionary<string, Asset> _assets;
    private readonly Dictionary<string, Meter> _meters;
    private readonly Dictionary<string, PriceShape> _shapes;
    private readonly Dictionary<string, PriceShape> _given;
    private readonly Dictionary<string, Meter[]> _metersByType;
    private readonly Dictionary<(CardKind Kind, string Id), Card> _cards;

    private Catalog(
        long configSeq,
        Dictionary<string, Asset> assets,
        Dictionary<string, PriceShape> given,
        Dictionary<string, Meter> meters,
        Dictionary<string, PriceShape> shapes,
        Dictionary<string, Meter[]> metersByType,
        Dictionary<(CardKind Kind, string Id), Card> cards) =>
        (ConfigSeq, _assets, _given, _meters, _shapes, _metersByType, _cards) = (configSeq, assets, given, meters, shapes, metersByType, cards);

    /// <summary>Nothing configured, at sequence 0.</summary>
    public static Catalog Empty { get; } = new(0, [], [], [], [], [], []);

    /// <summary>The number of the configuration change that this snapshot includes as its last.</summary>
    public long ConfigSeq { get; }

    /// <summary>Ordered by code.</summary>
    public IEnumerable<Asset> Assets => _assets.Values.OrderBy(asset => asset.Code, StringComparer.Ordinal);

    /// <summary>Ordered by id.</summary>
    public IEnumerable<Meter> Meters => _meters.Values.OrderBy(meter => meter.Id, StringComparer.Ordinal);

    /// <summary>Rate cards before cost cards, each ordered by id.</summary>
    public IEnumerable<Card> Cards => _cards.Values.OrderBy(card => card.Kind).ThenBy(card => card.Id, StringComparer.Ordinal);

    public Asset? FindAsset(string code) => _assets.GetValueOrDefault(code);

    public Meter? FindMeter(string id) => _meters.GetValueOrDefault(id);

    public Card? FindCard(CardKind kind, string id) => _cards.GetValueOrDefault((kind, id));

    /// <summary>The meters of an event type, ordered by id; whether each takes the event is its filter's question.</summary>
    public ReadOnlySpan<Meter> MetersFor(string eventType) => _metersByType.GetValueOrDefault(eventType);

    /// <summary>What a meter of this snapshot asks a card to price: made once, so that a price is found without allocating.</summary>
    /// <exception cref="KeyNotFoundException">The meter is not of this snapshot.</exception>
    public PriceShape ShapeOf(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        return _shapes[meter.Id];
    }

    /// <summary>What an asset of this snapshot asks an exchange card to price, made once.</summary>
    /// <exception cref="KeyNotFoundException">The asset is not of this snapshot.</exception>
    public PriceShape ShapeOfGiven(Asset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return _given[asset.Code];
    }

    /// <exception cref="ArgumentException">There is an asset of this code.</exception>
    public Catalog WithAsset(Asset asset, long configSeq)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return new(Later(configSeq), new(_assets) { { asset.Code, asset } }, new(_given) { { asset.Code, ExchangeShape.Of(asset.Code) } }, _meters, _shapes, _metersByType, _cards);
    }

    /// <exception cref="ArgumentException">There is a meter of this id.</exception>
    public Catalog WithMeter(Meter meter, long configSeq)
    {
        ArgumentNullException.ThrowIfNull(meter);

        Meter[] ofType = [.. MetersFor(meter.EventType), meter];
        Array.Sort(ofType, (left, right) => string.CompareOrdinal(left.Id, right.Id));
        return new(
            Later(configSeq),
            _assets,
            _given,
            new(_meters) { { meter.Id, meter } },
            new(_shapes) { { meter.Id, new(meter.Id, [.. meter.Components.Select(component => component.Class)], meter.Dimensions) } },
            new(_metersByType) { [meter.EventType] = ofType },
            _cards);
    }

    /// <summary>Starts a card with its version 1, or adds the next version to it.</summary>
    /// <exception cref="ArgumentException">The version does not follow the card's last one.</exception>
    public Catalog WithCardVersion(CardKind kind, string cardId, CardVersion version, long configSeq)
    {
        ArgumentNullException.ThrowIfNull(version);

        var card = FindCard(kind, cardId)?.With(version) ?? new Card(kind, cardId, [version]);
        return new(Later(configSeq), _assets, _given, _meters, _shapes, _metersByType, new(_cards) { [(kind, cardId)] = card });
    }

    private long Later(long configSeq) =>
        configSeq > ConfigSeq
            ? configSeq
            : throw new ArgumentOutOfRangeException(nameof(configSeq), configSeq, $"The snapshot is at {ConfigSeq} already.");
}
