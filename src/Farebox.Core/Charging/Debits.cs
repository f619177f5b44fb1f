using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Brings the exact price of an event to what is debited.</summary>
internal static class Debits
{
    // A price may have more digits than a sum with it could keep; what is carried is kept to a billionth of a nano-unit.
    private const int RestPlaces = 18;

    /// <summary>By itself, or with what earlier events of the meter have left in its period, as the card says.</summary>
    /// <remarks>What is only estimated is rounded by itself: it leaves nothing to the next event.</remarks>
    /// <exception cref="OverflowException">The rounded amount does not fit in 64 bits of smallest units.</exception>
    public static Debit Round(Meter meter, CardPrices rate, decimal price, PricingMoment moment)
    {
        var asset = rate.Version!.Asset;
        if (!moment.IsDebit || rate.Prices?.Cumulative is not { } reset) return new(Amount.Round(asset, price, Amount.DefaultRounding).Units, null);

        var key = new CounterKey(meter.Id, "", "", asset.Code, false, CountingPeriod.Of(reset, moment.At));
        var before = moment.Counters.CounterOf(key);
        var due = decimal.Round(price, RestPlaces, Amount.DefaultRounding) + before.Rest;

        // Half a unit may have been debited too early; it is waited for, not paid back.
        var debited = due <= 0m ? Amount.Zero(asset) : Amount.Round(asset, due, Amount.DefaultRounding);
        return new(debited.Units, new(key, before, before with { Rest = due - debited.ToDecimal() }));
    }
}

/// <summary>What is debited, and what is left to the next event where debits are rounded cumulatively.</summary>
internal readonly record struct Debit(long Units, CounterMove? Rest);
