using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Quotes: what data would cost, and the same amount again from the terms of a quote.</summary>
public sealed partial class Charger
{
    /// <summary>Prices data for meters with its working. Nothing is moved or kept; what has no price is named.</summary>
    /// <param name="items">What is asked for, at most <see cref="Quote.ItemsMax"/>.</param>
    /// <param name="rateCard">The rate card to price on.</param>
    /// <param name="costCard">The cost card to cost by.</param>
    /// <param name="counters">Where the running counts stand; it is moved on by every item, as events of them would move it.</param>
    /// <param name="at">When the use would happen: decides the versions of the cards, and the periods of the counts.</param>
    public Quote Quote(IReadOnlyList<QuoteAsk> items, string rateCard, string costCard, CounterSnapshot counters, DateTimeOffset at)
    {
        var rate = Catalog.FindCard(CardKind.Rate, rateCard)?.At(at);
        var cost = Catalog.FindCard(CardKind.Cost, costCard)?.At(at);
        var moment = new PricingMoment(counters, at, IsDebit: false);
        return new(at, rateCard, rate, costCard, cost, [.. items.Select(item => Quote(item, (rateCard, rate), (costCard, cost), moment))]);
    }

    /// <summary>The charges of a quote that was made before, on the versions it was made on, whatever the cards have become since.</summary>
    /// <returns>Nothing when the terms are not those of a quote of this tenant.</returns>
    public IReadOnlyList<Charge>? ChargeQuoted(QuoteTerms terms)
    {
        if (!TryVersion(CardKind.Rate, terms.RateCard, terms.RateVersion, out var rate) || !TryVersion(CardKind.Cost, terms.CostCard, terms.CostVersion, out var cost)) return null;

        var (charges, counters) = (new List<Charge>(terms.Items.Count), CounterSnapshot.Of(terms.Counters));
        foreach (var item in terms.Items)
        {
            if (Charge(item, terms, rate, cost, counters) is not { } charge) return null;
            charges.Add(charge);
            counters.Add(charge.Counters.AsSpan());
        }

        return charges;
    }

    private QuotedItem Quote(QuoteAsk ask, (string Id, CardVersion? Version) rate, (string Id, CardVersion? Version) cost, PricingMoment moment)
    {
        if (Catalog.FindMeter(ask.Meter) is not { } meter)
            return QuotedItem.Unrated(ask.Meter, "meter_unknown", $"There is no meter '{ask.Meter}'. Create it first.");

        Span<decimal> quantities = stackalloc decimal[meter.Components.Length];
        Span<bool> present = stackalloc bool[meter.Components.Length];
        if (meter.Measure(ask.Data, quantities, present, out var dimensions) is { } error) return QuotedItem.Unrated(meter.Id, error.Code, error.Detail);

        var working = new Working();
        var measured = new Measured(Catalog.ShapeOf(meter), quantities, present, dimensions);
        var result = Price(meter, measured, Find(rate.Id, rate.Version, measured), Find(cost.Id, cost.Version, measured), moment, working);
        if (result.Charge is not { } charge) return QuotedItem.Unrated(meter.Id, result.Code!, result.Detail!);

        ((CounterSnapshot)moment.Counters).Add(charge.Counters.AsSpan());

        var kept = new decimal?[quantities.Length];
        for (var i = 0; i < kept.Length; i++) kept[i] = present[i] ? quantities[i] : null;
        return new()
        {
            Meter = meter.Id, Charge = charge, Steps = working.Steps, Terms = new(meter.Id, kept, dimensions),
            Dimensions = [.. meter.Dimensions.Zip(dimensions, KeyValuePair.Create)],
        };
    }

    private Charge? Charge(QuotedQuantities item, QuoteTerms terms, CardVersion? rate, CardVersion? cost, CounterSnapshot counters)
    {
        if (Catalog.FindMeter(item.Meter) is not { } meter || !Fits(item, meter)) return null;

        Span<decimal> quantities = stackalloc decimal[meter.Components.Length];
        Span<bool> present = stackalloc bool[meter.Components.Length];
        for (var i = 0; i < quantities.Length; i++) (quantities[i], present[i]) = (item.Quantities[i] ?? 0m, item.Quantities[i] is not null);
        var measured = new Measured(Catalog.ShapeOf(meter), quantities, present, [.. item.Dimensions]);
        return Price(meter, measured, Find(terms.RateCard, rate, measured), Find(terms.CostCard, cost, measured), new(counters, terms.At, IsDebit: false), null).Charge;
    }

    private bool TryVersion(CardKind kind, string card, int number, out CardVersion? version)
    {
        version = null;
        if (number == 0) return true;
        if (Catalog.FindCard(kind, card) is not { } found || number < 1 || number > found.Versions.Length) return false;

        version = found.Versions[number - 1];
        return true;
    }

    private static bool Fits(QuotedQuantities item, Meter meter) =>
        item.Quantities.Count == meter.Components.Length && item.Dimensions.Count == meter.Dimensions.Length && item.Quantities.All(quantity => quantity is null or >= 0m);
}
