using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>What may be put on any model, in this order: billed quantity, free quantity, the model, discount, minimum, maximum.</summary>
/// <remarks>
/// Each stage works on the running total, and a part of the period costs the difference of two totals. A quantity outside the charge's own
/// dates has no price here.
/// </remarks>
public sealed record AdjustedCharge : ChargeModel
{
    private readonly VolumeCharge? _whole;

    /// <param name="inner">Not adjusted itself.</param>
    /// <param name="free">The quantity that costs nothing, zero or more, in billed units.</param>
    /// <param name="freeUnits">How it is taken off.</param>
    /// <exception cref="ArgumentException">A term is outside its bounds, or the inner model is adjusted itself.</exception>
    public AdjustedCharge(ChargeModel inner, decimal free = 0m, FreeUnits freeUnits = FreeUnits.BeforeRounding)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(free);
        if (inner is AdjustedCharge) throw new ArgumentException("A charge is adjusted once.", nameof(inner));

        (Model, Free, FreeUnits) = (inner, free, freeUnits);
        _whole = free > 0m && freeUnits == FreeUnits.WholeQuantity && inner is VolumeCharge volume ? volume.After(free) : null;
    }

    public ChargeModel Model { get; }

    public decimal Free { get; }

    public FreeUnits FreeUnits { get; }

    /// <summary>Null: as measured.</summary>
    public BilledQuantity? Billed { get; init; }

    /// <summary>Taken off first, down to nothing.</summary>
    public decimal DiscountAmount { get; init => field = UnitPrice.Checked(value, nameof(DiscountAmount)); }

    /// <summary>0 to 100, of what the discount amount left.</summary>
    public decimal DiscountPercent { get; init => field = value is >= 0m and <= 100m ? value : throw new ArgumentOutOfRangeException(nameof(DiscountPercent), value, "From 0 to 100."); }

    /// <summary>The least that the period costs, also where nothing was used.</summary>
    public decimal? Minimum { get; init => field = value is null ? null : UnitPrice.Checked(value.Value, nameof(Minimum)); }

    /// <summary>The most that the period costs, the minimum included.</summary>
    public decimal? Maximum { get; init => field = value is null ? null : UnitPrice.Checked(value.Value, nameof(Maximum)); }

    /// <summary>Places that a line is rounded to before discounts, minimum and maximum; null: it is not.</summary>
    public int? LineDecimals { get; init => field = value is null or (>= 0 and <= 12) ? value : throw new ArgumentOutOfRangeException(nameof(LineDecimals), value, "From 0 to 12."); }

    /// <summary>Use at this instant or later is priced; null: from ever.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Use before this instant is priced; null: for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    public NegativeQuantity Negative { get; init; }

    public override string? Arrears => Model.Arrears ?? (Minimum > 0m ? "Whether the minimum is reached is known at the end of the period." : null);

    public override bool IsPerEvent => Model.IsPerEvent || Billed?.Scope == BilledScope.Event;

    internal override ImmutableArray<string> RequestClasses => Model.RequestClasses;

    public override ImmutableArray<string> LevelUnits => Model.LevelUnits;

    // Only these need to know what everything before came to.
    private bool IsByTotal => DiscountAmount != 0m || Minimum is not null || Maximum is not null;

    public override decimal Counted(decimal quantity) => Billed is { Scope: BilledScope.Event } billed ? billed.Of(quantity) : quantity;

    internal override string? Refusal(decimal quantity, in PriceContext context)
    {
        if (context.OccurredAt < From || context.OccurredAt >= Until) return "The charge does not apply at this time.";
        if (quantity < 0m || context.Before < 0m) return SignedTotals.Refusal(this, quantity, context);
        if (base.Refusal(quantity, context) is { } reason) return reason;
        if (IsByTotal && Model.IsPerEvent && context.Before != 0m && context.GrossBefore is null) return "What the events before came to is not known.";

        var (from, to) = Reached(quantity, context);
        return Inner.Refuses(Inside, from, to, context);
    }

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        if (quantity < 0m || context.Before < 0m) return SignedTotals.Price(this, quantity, context, working);

        var (from, to) = Reached(quantity, context);
        var free = Exact.Subtract(BilledPart(quantity, context), Exact.Subtract(to, from));
        if (_whole is null && free > 0m) working?.Add("free", free, 0m, 0m);

        var line = Line(from, to, context, working);
        if (!IsByTotal) return DiscountPercent == 0m ? line : AdjustmentStages.Discounted(this, line, working);

        decimal? before = context is { Before: 0m, EventsBefore: 0, GrossBefore: null } ? null : context.GrossBefore ?? GrossTotal(context);
        return AdjustmentStages.Price(this, before, line, working);
    }

    internal override decimal Gross(decimal quantity, in PriceContext context)
    {
        if (quantity < 0m || context.Before < 0m) return 0m;

        var (from, to) = Reached(quantity, context);
        return Line(from, to, context, null);
    }

    private ChargeModel Inside => _whole ?? Model;

    private decimal Line(decimal from, decimal to, in PriceContext context, Working? working)
    {
        // Where nothing stays outside, an event of no value is an event all the same.
        var line = Free == 0m && Billed is null ? Inside.Compute(to - from, context, working) : Inner.Price(Inside, from, to, context, working);
        return LineDecimals is { } places ? AdjustmentStages.Rounded(line, places, working) : line;
    }

    private decimal GrossTotal(in PriceContext context)
    {
        var (_, reached) = Reached(0m, context);
        var gross = Inner.Price(Inside, 0m, reached, context with { Before = 0m, EventsBefore = 0, Events = context.EventsBefore }, null);
        return LineDecimals is { } places ? Quotient.Round(gross, places, RoundingRule.HalfAwayFromZero) : gross;
    }

    // How much of the billed running total reaches the model, before this part and with it.
    private (decimal From, decimal To) Reached(decimal quantity, in PriceContext context)
    {
        var before = Billed is { Scope: BilledScope.Period } billed ? billed.Of(context.Before) : context.Before;
        return (Above(before), Above(Exact.Add(before, BilledPart(quantity, context))));
    }

    private decimal BilledPart(decimal quantity, in PriceContext context) => Billed switch
    {
        null => quantity,
        { Scope: BilledScope.Event } each => each.Of(quantity),
        var period => Exact.Subtract(period.Of(Exact.Add(context.Before, quantity)), period.Of(context.Before)),
    };

    private decimal Above(decimal billed)
    {
        if (Free == 0m) return billed;
        if (_whole is not null) return billed > Free ? billed : 0m;
        return Math.Max(0m, (FreeUnits == FreeUnits.AfterRounding ? Model.InWholePackages(billed) : billed) - Free);
    }
}
