using Farebox.Money;

namespace Farebox.Rating;

/// <summary>A part of the value of each event, with a fixed fee, free events or value, and a window for the price of one event.</summary>
/// <remarks>
/// The quantity is the value. Free events and free value run out with whichever is reached first; an event that is free as a whole costs no
/// fee and has no minimum. The fixed fee lies inside the window.
/// </remarks>
/// <param name="Rate">Part of one: 0.013 for 1.3 percent.</param>
/// <param name="Fixed">For each event that is not wholly free.</param>
public sealed record PercentageCharge(decimal Rate, decimal Fixed = 0m) : ChargeModel
{
    public decimal Rate { get; } = UnitPrice.Checked(Rate, nameof(Rate));

    public decimal Fixed { get; } = UnitPrice.Checked(Fixed, nameof(Fixed));

    /// <summary>The first so many events of the period are free; null: none, unless by value.</summary>
    public long? FreeEvents { get; init; }

    /// <summary>The first so much value of the period is free; null: none, unless by events.</summary>
    public decimal? FreeValue { get; init; }

    /// <summary>The least that an event costs.</summary>
    public decimal? EventMinimum { get; init; }

    /// <summary>The most that an event costs.</summary>
    public decimal? EventMaximum { get; init; }

    public override string? Arrears => null;

    public override bool IsPerEvent =>
        FreeEvents is not null || EventMinimum is not null || EventMaximum is not null || (FreeValue is not null && Fixed != 0m);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        if (quantity == 0m && context.Events == 0) return 0m;

        var free = Free(quantity, context);
        if (free > 0m) working?.Add("free value", free, 0m, 0m);
        var isFree = free == quantity && (FreeEvents is not null || FreeValue is not null) && HasFreeLeft(context);
        if (isFree) return 0m;

        var charged = Exact.Subtract(quantity, free);
        var percentage = Exact.Multiply(Rate, charged);
        working?.Add("percentage", charged, Rate, percentage);
        var fee = Exact.Multiply(Fixed, context.EventCount);
        if (fee != 0m) working?.Add("fixed fee", context.EventCount, Fixed, fee);

        var price = Exact.Add(percentage, fee);
        var windowed = InWindow(price);
        if (windowed != price) working?.Add(windowed > price ? "event minimum" : "event maximum", 0m, 0m, Exact.Subtract(windowed, price));
        return windowed;
    }

    private decimal Free(decimal quantity, in PriceContext context)
    {
        if ((FreeEvents is null && FreeValue is null) || !HasFreeLeft(context)) return 0m;
        return FreeValue is { } value ? Math.Min(quantity, value - context.Before) : quantity;
    }

    private bool HasFreeLeft(in PriceContext context) =>
        (FreeEvents is not { } events || context.EventsBefore < events) && (FreeValue is not { } value || context.Before < value);

    private decimal InWindow(decimal price)
    {
        if (EventMinimum is { } least && price < least) price = least;
        return EventMaximum is { } most && price > most ? most : price;
    }
}
