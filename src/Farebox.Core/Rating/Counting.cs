namespace Farebox.Rating;

/// <summary>Which charge models price a part by what came before it in the period.</summary>
internal static class Counting
{
    /// <summary>Whether a price depends on what was used before, so that a running count must be kept.</summary>
    public static bool Needs(ChargeModel charge) => charge switch
    {
        { UnitPriceOrNull: not null } or DynamicCharge or SteppedCharge => false,
        CostPlusCharge plus => plus.Cost is { } cost && Needs(cost),
        PercentageCharge percentage => percentage.FreeEvents is not null || percentage.FreeValue is not null,
        CliffCharge cliff => Needs(cliff.Below) || Needs(cliff.Beyond),
        TimeOfDayCharge day => (day.Otherwise is { } otherwise && Needs(otherwise)) || day.Windows.Any(window => Needs(window.Charge)),
        MultipliedCharge multiplied => Needs(multiplied.Model),
        AdjustedCharge adjusted => adjusted.Free != 0m || IsByTotal(adjusted) || adjusted.Billed is { Scope: BilledScope.Period } || Needs(adjusted.Model),
        _ => true,
    };

    /// <summary>Whether it needs what everything before came to, which a count of quantities and events does not tell where each event is priced by itself.</summary>
    public static bool NeedsGross(ChargeModel charge) => charge switch
    {
        AdjustedCharge adjusted => IsByTotal(adjusted) && adjusted.Model.IsPerEvent,
        MultipliedCharge multiplied => NeedsGross(multiplied.Model),
        _ => false,
    };

    private static bool IsByTotal(AdjustedCharge charge) => charge.DiscountAmount != 0m || charge.Minimum is not null || charge.Maximum is not null;
}
