using Farebox.Ledger;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Prices again what was measured before.</summary>
public sealed partial class Charger
{
    /// <summary>The charge of the same quantities, from where given counts stand, on the versions that are in force for its time now.</summary>
    /// <param name="charge">A charge as it was recorded. Of one that several assets paid, the part that its asset paid.</param>
    /// <param name="costCard">The cost card, where the charge does not name one.</param>
    /// <param name="counters">Where the running counts stand.</param>
    /// <param name="occurredAt">When the use happened.</param>
    /// <returns>Nothing when there is no price for it any more: then what was charged stands.</returns>
    public Charge? ChargeAgain(Charge charge, string costCard, ICounters counters, DateTimeOffset occurredAt)
    {
        if (Catalog.FindMeter(charge.Meter) is not { } meter) return null;

        var evidence = Evidence.Read(charge.Evidence);
        var (quantities, presence) = (new QuantityBuffer(), new PresenceBuffer());
        Span<decimal> amounts = quantities;
        Span<bool> present = presence;
        foreach (var (name, quantity) in evidence.Lines)
        {
            var index = -1;
            for (var i = 0; i < meter.Components.Length && index < 0; i++) index = meter.Components[i].Class == name ? i : -1;
            if (index < 0) return null;
            (amounts[index], present[index]) = (quantity, true);
        }

        string[] dimensions = [.. meter.Dimensions.Select(dimension => evidence.Dimensions.GetValueOrDefault(dimension, ""))];
        var measured = new Measured(Catalog.ShapeOf(meter), amounts, present, dimensions);
        var rate = Find(CardKind.Rate, evidence.RateCard ?? "", measured, occurredAt);
        var cost = Find(CardKind.Cost, evidence.CostCard ?? costCard, measured, occurredAt);
        return Price(meter, measured, rate, cost, new(counters, occurredAt, IsDebit: true), null).Charge;
    }
}
