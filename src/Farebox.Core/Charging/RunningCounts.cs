using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Where the running counts of a measurement's classes stand on one card, and how far pricing moves them.</summary>
/// <remarks>Reused from one measurement to the next, by one charger at a time. It prices nothing itself.</remarks>
internal sealed class RunningCounts(bool isCost)
{
    private readonly Standing[] _from = new Standing[Meter.ComponentsMax];
    private readonly ClassPrice[] _prices = new ClassPrice[Meter.ComponentsMax];
    private readonly CounterMove?[] _moves = new CounterMove?[Meter.ComponentsMax];
    private PriceSet? _set;

    /// <summary>The exact price of a class that was present.</summary>
    public decimal PriceOf(int index) => _prices[index].Price;

    /// <summary>How it moves the running count of its class; nothing when it needs none.</summary>
    public CounterMove? MoveOf(int index) => _moves[index];

    /// <summary>What the row is called that priced a class; nothing when every unit costs the same, whose price says it all.</summary>
    public string? ModelKeyOf(int index) => _set?.Charges[index] is { UnitPriceOrNull: null } ? _set.Keys[index] : null;

    /// <summary>The exact price of all classes together, each from where its count stands.</summary>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public PriceResult Price(CardPrices card, Measured measured, PricingMoment moment, Working? working)
    {
        var prices = card.Prices!;
        _set = null;
        for (var i = 0; i < measured.Shape.Classes.Length; i++) Find(i, card, prices, measured, moment);

        var result = Pricing.Price(measured.Shape, prices, measured.Quantities, measured.Present, new(moment.At) { Events = 1 }, working, _from, _prices);
        if (!result.IsPriced) return result;

        _set = prices;
        for (var i = 0; i < measured.Shape.Classes.Length; i++)
        {
            if (_moves[i] is { } move) _moves[i] = move with { After = At(_prices[i].After, move.Before) };
        }

        return result;
    }

    private void Find(int index, CardPrices card, PriceSet prices, Measured measured, PricingMoment moment)
    {
        (_from[index], _moves[index]) = (default, null);
        if (!measured.Present[index] || !prices.IsCounted[index] || prices.Rows[index] is not { } row) return;

        var key = new CounterKey(
            measured.Shape.Meter, measured.Shape.Classes[index], prices.Keys[index]!, card.Version!.Asset.Code, isCost, CountingPeriod.Of(row.Resets, moment.At));
        var before = moment.Counters.CounterOf(key);
        (_from[index], _moves[index]) = (new(before.Quantity, before.Events, before.Gross), new(key, before, before));
    }

    private static Counter At(Standing standing, Counter before) => before with { Quantity = standing.Quantity, Events = standing.Events, Gross = standing.Gross };
}
