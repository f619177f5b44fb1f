using System.Collections.Immutable;
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
    private readonly RunningCounts _rates = new(isCost: false);
    private readonly RunningCounts _costs = new(isCost: true);

    /// <summary>The assets, meters and cards it prices by.</summary>
    public Catalog Catalog { get; } = catalog;

    /// <summary>One charge per meter that matches the event, or why there is none.</summary>
    /// <param name="usage">The event.</param>
    /// <param name="rateCard">The rate card to price on.</param>
    /// <param name="costCard">The cost card to cost by.</param>
    /// <param name="counters">Where the running counts stand; the charges say where they stand after it.</param>
    /// <param name="occurredAt">When it happened: decides the versions of the cards, and the periods of the counts.</param>
    public ChargeResult ChargeEvent(UsageEvent usage, string rateCard, string costCard, ICounters counters, DateTimeOffset occurredAt)
    {
        _charges.Clear();
        foreach (var meter in Catalog.MetersFor(usage.Type))
        {
            if (!meter.Matches(usage)) continue;

            var charged = ChargeData(meter, usage.Data, rateCard, costCard, new(counters, occurredAt, IsDebit: true));
            if (charged.Charge is null) return charged;
            _charges.Add(charged.Charge);
        }

        return _charges.Count > 0
            ? new(null, [.. _charges], ChargeFailure.None, null, null)
            : NoMeter(usage);
    }

    /// <summary>The charge of one meter for some data that a hold asks for, from where the running counts stand.</summary>
    public ChargeResult Estimate(Meter meter, EventData data, string rateCard, string costCard, ICounters counters, DateTimeOffset at) =>
        ChargeData(meter, data, rateCard, costCard, new(counters, at, IsDebit: false));

    private ChargeResult ChargeData(Meter meter, EventData data, string rateCard, string costCard, PricingMoment moment)
    {
        var quantities = new QuantityBuffer();
        var present = new PresenceBuffer();
        Span<decimal> amounts = quantities;
        Span<bool> present16 = present;
        if (meter.Measure(data, amounts, present16, out var dimensions) is { } error) return Unmeasured(meter, error);

        var measured = new Measured(Catalog.ShapeOf(meter), amounts, present16, dimensions);
        return Price(meter, measured, Find(CardKind.Rate, rateCard, measured, moment.At), Find(CardKind.Cost, costCard, measured, moment.At), moment, null);
    }

    private static ChargeResult NoMeter(UsageEvent usage) =>
        ChargeResult.Unrated("meter_unknown", $"No meter takes events of type '{usage.Type}' with this data; create one and rate the event again.");

    private static ChargeResult Unmeasured(Meter meter, MeasureError error)
    {
        var failure = error.OfExpression || Unrated.Contains(error.Code) ? ChargeFailure.Unrated : ChargeFailure.Invalid;
        return new(null, [], failure, error.Code, $"Meter '{meter.Id}': {error.Detail}");
    }

    /// <summary>The one formula: quotes, holds and debits all come here.</summary>
    private ChargeResult Price(Meter meter, Measured measured, CardPrices rate, CardPrices cost, PricingMoment moment, Working? working)
    {
        try
        {
            var costPrice = ExactOn(cost, measured, _costs, moment);
            if (!meter.IsPriced) return Done(meter, measured, default, default, cost, costPrice);

            if (rate.Version is null)
                return ChargeResult.Unrated("price_missing", $"Rate card '{rate.Card}' has no version at the time of the event, for meter '{meter.Id}'.");
            var price = PriceOn(rate, measured, _rates, moment, working);
            return price.IsPriced ? Done(meter, measured, rate, Debits.Round(meter, rate, price.Total, moment), cost, costPrice) : NoPrice(meter, rate, price);
        }
        catch (OverflowException)
        {
            return new(null, [], ChargeFailure.Invalid, "amount_overflow", $"Meter '{meter.Id}': quantity times price does not fit the asset.");
        }
    }

    // What the model says is what the sender or the pricing owner can act on.
    private static ChargeResult NoPrice(Meter meter, CardPrices rate, PriceResult price) => ChargeResult.Unrated("price_missing", price.Reason is { } reason
        ? $"Rate card '{rate.Card}' version {rate.Version!.Number}, meter '{meter.Id}', class '{price.MissingClass}': {reason}"
        : $"Rate card '{rate.Card}' version {rate.Version!.Number} has no price for meter '{meter.Id}', class '{price.MissingClass}', with these dimensions.");

    private ChargeResult Done(Meter meter, Measured measured, CardPrices rate, Debit debit, CardPrices cost, decimal? costPrice)
    {
        var quantity = 0m;
        for (var i = 0; i < meter.Components.Length; i++) quantity += measured.Quantities[i];

        var (rates, costs) = (Lines(rate, _rates), costPrice is null ? null : Lines(cost, _costs));
        return new(
            new()
            {
                Meter = meter.Id,
                Model = ModelOf(meter, measured.Dimensions),
                Asset = rate.Version?.Asset,
                Units = debit.Units,
                Quantity = quantity,
                UpstreamCost = costPrice is { } exact ? Amount.Round(cost.Version!.Asset, exact, Amount.DefaultRounding) : null,
                RejectOnShortfall = meter.OnShortfall == ShortfallPolicy.Reject,
                Counters = rates is null && costs is null && debit.Rest is null ? [] : Moves(meter, measured, rates, costs, debit.Rest),
                Evidence = _evidence.Write(meter, measured, new(rate, rates), new(cost, costs), debit.Rest),
            },
            [], ChargeFailure.None, null, null);
    }

    private CardPrices Find(CardKind kind, string card, Measured measured, DateTimeOffset occurredAt) =>
        Find(card, Catalog.FindCard(kind, card)?.At(occurredAt), measured);

    private static CardPrices Find(string card, CardVersion? version, Measured measured) =>
        new(card, version, version?.Find(measured.Shape, measured.Dimensions));

    // Where every unit costs the same there is nothing to count, and nothing is.
    private static PriceResult PriceOn(CardPrices card, Measured measured, RunningCounts counts, PricingMoment moment, Working? working) =>
        card.Prices is { IsPerUnit: false }
            ? counts.Price(card, measured, moment, working)
            : Pricing.Price(measured.Shape, card.Prices, measured.Quantities, measured.Present, new(moment.At), working);

    private static decimal? ExactOn(CardPrices card, Measured measured, RunningCounts counts, PricingMoment moment) =>
        card.Version is not null && PriceOn(card, measured, counts, moment, null) is { IsPriced: true } price ? price.Total : null;

    private static RunningCounts? Lines(CardPrices card, RunningCounts counts) => card.Prices is { IsPerUnit: false } ? counts : null;

    private static ImmutableArray<CounterMove> Moves(Meter meter, Measured measured, RunningCounts? rates, RunningCounts? costs, CounterMove? rest)
    {
        var moves = ImmutableArray.CreateBuilder<CounterMove>();
        for (var i = 0; i < meter.Components.Length; i++)
        {
            if (!measured.Present[i]) continue;
            if (rates?.MoveOf(i) is { } rated) moves.Add(rated);
            if (costs?.MoveOf(i) is { } costed) moves.Add(costed);
        }

        if (rest is { } carried) moves.Add(carried);
        return moves.DrainToImmutable();
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

/// <summary>As of when something is priced, from where the running counts stand, and whether it is debited or only estimated.</summary>
internal readonly record struct PricingMoment(ICounters Counters, DateTimeOffset At, bool IsDebit);
