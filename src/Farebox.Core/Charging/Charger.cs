using System.Runtime.CompilerServices;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Prices measured usage on the account's cards: the only place where quantities, prices and amounts meet.</summary>
/// <remarks>Owned by one writer at a time: it reuses the buffer in which it writes down how each amount came about.</remarks>
public sealed partial class Charger(Catalog catalog)
{
    // What the meter or the sender can still put right, so the event is kept and can be rated again.
    private static readonly string[] Unrated =
        [EventCodes.PropertyMissing, EventCodes.InvalidType, EventCodes.UsageUnknown, EventCodes.UsageInconsistent, EventCodes.ClassUnmetered];

    private readonly EvidenceWriter _evidence = new();
    private readonly List<Charge> _charges = [];

    /// <summary>The assets, meters and cards it prices by.</summary>
    public Catalog Catalog { get; } = catalog;

    /// <summary>One charge per meter that matches the event, or why there is none.</summary>
    public ChargeResult ChargeEvent(UsageEvent usage, string rateCard, string costCard, DateTimeOffset occurredAt)
    {
        _charges.Clear();
        foreach (var meter in Catalog.MetersFor(usage.Type))
        {
            if (!meter.Matches(usage)) continue;

            var charged = ChargeData(meter, usage.Data, rateCard, costCard, occurredAt);
            if (charged.Charge is null) return charged;
            _charges.Add(charged.Charge);
        }

        return _charges.Count > 0
            ? new(null, [.. _charges], ChargeFailure.None, null, null)
            : ChargeResult.Unrated("meter_unknown", $"No meter takes events of type '{usage.Type}' with this data; create one and rate the event again.");
    }

    /// <summary>The charge of one meter for some data: of an event, or of an estimate that a hold asks for.</summary>
    public ChargeResult ChargeData(Meter meter, EventData data, string rateCard, string costCard, DateTimeOffset occurredAt)
    {
        var quantities = new QuantityBuffer();
        var present = new PresenceBuffer();
        Span<decimal> amounts = quantities;
        Span<bool> present16 = present;
        if (meter.Measure(data, amounts, present16, out var dimensions) is { } error)
        {
            var failure = error.OfExpression || Unrated.Contains(error.Code) ? ChargeFailure.Unrated : ChargeFailure.Invalid;
            return new(null, [], failure, error.Code, $"Meter '{meter.Id}': {error.Detail}");
        }

        var measured = new Measured(Catalog.ShapeOf(meter), amounts, present16, dimensions);
        return Price(meter, measured, Find(CardKind.Rate, rateCard, measured, occurredAt), Find(CardKind.Cost, costCard, measured, occurredAt), occurredAt, null);
    }

    /// <summary>The one formula: quotes, holds and debits all come here.</summary>
    private ChargeResult Price(Meter meter, Measured measured, CardPrices rate, CardPrices cost, DateTimeOffset occurredAt, Working? working)
    {
        try
        {
            var costPrice = PriceOn(cost, measured, occurredAt, null, out _);
            if (!meter.IsPriced) return Done(meter, measured, default, 0, cost, costPrice);

            if (rate.Version is null)
                return ChargeResult.Unrated("price_missing", $"Rate card '{rate.Card}' has no version at the time of the event, for meter '{meter.Id}'.");
            if (PriceOn(rate, measured, occurredAt, working, out var missing) is not { } price)
                return ChargeResult.Unrated("price_missing", $"Rate card '{rate.Card}' version {rate.Version.Number} has no price for meter '{meter.Id}', class '{missing}', with these dimensions.");

            var units = Amount.Round(rate.Version.Asset, price, Amount.DefaultRounding).Units;
            return Done(meter, measured, rate, units, cost, costPrice);
        }
        catch (OverflowException)
        {
            return new(null, [], ChargeFailure.Invalid, "amount_overflow", $"Meter '{meter.Id}': quantity times price does not fit the asset.");
        }
    }

    private ChargeResult Done(Meter meter, Measured measured, CardPrices rate, long units, CardPrices cost, decimal? costPrice)
    {
        var quantity = 0m;
        for (var i = 0; i < meter.Components.Length; i++) quantity += measured.Quantities[i];

        return new(
            new()
            {
                Meter = meter.Id,
                Model = ModelOf(meter, measured.Dimensions),
                Asset = rate.Version?.Asset,
                Units = units,
                Quantity = quantity,
                UpstreamCost = costPrice is { } exact ? Amount.Round(cost.Version!.Asset, exact, Amount.DefaultRounding) : null,
                RejectOnShortfall = meter.OnShortfall == ShortfallPolicy.Reject,
                Evidence = _evidence.Write(meter, measured, rate, cost),
            },
            [], ChargeFailure.None, null, null);
    }

    private CardPrices Find(CardKind kind, string card, Measured measured, DateTimeOffset occurredAt) =>
        Find(card, Catalog.FindCard(kind, card)?.At(occurredAt), measured);

    private static CardPrices Find(string card, CardVersion? version, Measured measured) =>
        new(card, version, version?.Find(measured.Shape, measured.Dimensions));

    private static decimal? PriceOn(CardPrices card, Measured measured, DateTimeOffset occurredAt, Working? working, out string? missing)
    {
        missing = null;
        if (card.Version is null) return null;

        var result = Pricing.Price(measured.Shape, card.Prices, measured.Quantities, measured.Present, new(occurredAt), working);
        missing = result.MissingClass;
        return result.IsPriced ? result.Total : null;
    }

    private static string ModelOf(Meter meter, string[] dimensions)
    {
        var index = meter.Dimensions.IndexOf("model");
        return index < 0 ? "" : dimensions[index];
    }

    [InlineArray(Meter.ComponentsMax)]
    private struct QuantityBuffer
    {
        private decimal _first;
    }

    [InlineArray(Meter.ComponentsMax)]
    private struct PresenceBuffer
    {
        private bool _first;
    }
}

/// <summary>What a meter read: quantity and presence per component, text per dimension.</summary>
internal readonly ref struct Measured(PriceShape shape, ReadOnlySpan<decimal> quantities, ReadOnlySpan<bool> present, string[] dimensions)
{
    public PriceShape Shape { get; } = shape;

    public ReadOnlySpan<decimal> Quantities { get; } = quantities;

    public ReadOnlySpan<bool> Present { get; } = present;

    public string[] Dimensions { get; } = dimensions;
}

/// <summary>A card, the version that applies, and its prices for what was measured.</summary>
internal readonly record struct CardPrices(string Card, CardVersion? Version, PriceSet? Prices);
