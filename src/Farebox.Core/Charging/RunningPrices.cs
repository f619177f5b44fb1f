using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>What the classes of one measurement come to on one card, each from where its running count stands.</summary>
/// <remarks>Reused from one measurement to the next, by one charger at a time.</remarks>
internal sealed class RunningPrices(bool isCost)
{
    private readonly decimal[] _prices = new decimal[Meter.ComponentsMax];
    private readonly CounterMove?[] _moves = new CounterMove?[Meter.ComponentsMax];
    private PriceSet? _set;

    /// <summary>The exact price of a class that was present.</summary>
    public decimal PriceOf(int index) => _prices[index];

    /// <summary>How it moves the running count of its class; nothing when it needs none.</summary>
    public CounterMove? MoveOf(int index) => _moves[index];

    /// <summary>The row a class was priced by; nothing when every unit costs the same, whose price says it all.</summary>
    public CardRow? ModelRowOf(int index) => _set?.Charges[index] is { UnitPriceOrNull: null } ? _set.Rows[index] : null;

    /// <summary>The exact price of all classes together; nothing, and the class that has none, when one is missing.</summary>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public decimal? Price(CardPrices card, Measured measured, ICounters counters, DateTimeOffset occurredAt, Working? working, out string? missing)
    {
        (missing, _set) = (null, null);
        if (card.Version is not { } version) return null;

        var total = 0m;
        for (var i = 0; i < measured.Shape.Classes.Length; i++)
        {
            (_prices[i], _moves[i]) = (0m, null);
            if (!measured.Present[i]) continue;
            if (card.Prices?.Charges[i] is not { } charge)
            {
                if (measured.Quantities[i] == 0m) continue;
                missing = measured.Shape.Classes[i];
                return null;
            }

            var context = ContextOf(i, charge, card.Prices, version, measured, counters, occurredAt);
            if (charge.Refusal(measured.Quantities[i], context) is not null)
            {
                missing = measured.Shape.Classes[i];
                return null;
            }

            working?.StartComponent(measured.Shape.Classes[i]);
            _prices[i] = charge.Compute(measured.Quantities[i], context, working);
            total = Exact.Add(total, _prices[i]);
        }

        _set = card.Prices;
        return total;
    }

    private PriceContext ContextOf(
        int index, ChargeModel charge, PriceSet prices, CardVersion version, Measured measured, ICounters counters, DateTimeOffset occurredAt)
    {
        var context = new PriceContext(occurredAt) { Events = 1, Request = prices.Request(index, measured.Quantities, measured.Present) };
        if (prices.Rows[index] is not { } row || !prices.IsCounted[index]) return context;

        var key = new CounterKey(
            measured.Shape.Meter, measured.Shape.Classes[index], row.Key, version.Asset.Code, isCost, CountingPeriod.Of(row.Resets, occurredAt));
        var before = counters.CounterOf(key);
        _moves[index] = new(key, before, before with { Quantity = Exact.Add(before.Quantity, charge.Counted(measured.Quantities[index])), Events = before.Events + 1 });
        return context with { Before = before.Quantity, EventsBefore = before.Events };
    }
}
