using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>How a quantity becomes a price. The cases are the records of this folder, and no others.</summary>
/// <remarks>
/// Pricing is an abstract member rather than a switch, so a new case cannot compile without it.
/// Debits, invoices, previews and the planner all call <see cref="Price"/>; there is no second formula.
/// What comes after a part of the period is priced as the difference between the two totals, so parts sum to the whole.
/// </remarks>
public abstract record ChargeModel
{
    private protected ChargeModel() { }

    /// <summary>
    /// Null where the price of a part is final, so that it may be debited when it happens. Otherwise a sentence that says why the
    /// price is known at the end of the period only.
    /// </summary>
    public abstract string? Arrears { get; }

    /// <summary>Whether it prices one event at a time, so that a sum over events has no price by it.</summary>
    public virtual bool IsPerEvent => false;

    /// <summary>What each unit costs, where every one costs the same; null for models that are not so simple.</summary>
    public virtual decimal? UnitPriceOrNull => null;

    /// <summary>The classes whose quantities of one event make up <see cref="PriceContext.Request"/>; none where the model does not look at it.</summary>
    internal virtual ImmutableArray<string> RequestClasses => [];

    /// <summary>The units whose levels choose the price, where they are several (<see cref="PriceContext.Units"/>); none where the quantity is all.</summary>
    public virtual ImmutableArray<string> LevelUnits => [];

    /// <summary>Prices a quantity that is not negative, exactly and unrounded.</summary>
    /// <param name="working">Where given, collects steps that sum to the price.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It <see cref="Refuses"/> the quantity.</exception>
    public decimal Price(decimal quantity, PriceContext context, Working? working) =>
        Refusal(quantity, context) is { } reason
            ? throw new ArgumentOutOfRangeException(nameof(quantity), quantity, reason)
            : Compute(quantity, context, working);

    /// <summary>Why it has no price for this quantity, as a sentence; null where it has one. Such use is unrated, never free.</summary>
    /// <exception cref="OverflowException">The billed quantity does not fit in a <see cref="decimal"/>.</exception>
    public string? Refuses(decimal quantity, PriceContext context) => Refusal(quantity, context);

    /// <summary>What a quantity adds to <see cref="PriceContext.Before"/>: itself, unless each event is rounded before it is counted.</summary>
    public virtual decimal Counted(decimal quantity) => quantity;

    /// <summary>The price of a quantity for which there is no <see cref="Refusal"/>: the one formula of the model.</summary>
    internal abstract decimal Compute(decimal quantity, in PriceContext context, Working? working);

    /// <inheritdoc cref="Refuses"/>
    internal virtual string? Refusal(decimal quantity, in PriceContext context)
    {
        if (quantity < 0m) return "A quantity below zero has no price here.";
        return context.EventCount > 1 && IsPerEvent ? "The charge prices one event at a time." : null;
    }

    /// <summary>What a quantity adds to <see cref="PriceContext.GrossBefore"/>; zero for a model on which nothing is put.</summary>
    internal virtual decimal Gross(decimal quantity, in PriceContext context) => 0m;

    /// <summary>The quantity in whole packages, in units; itself for a model that has none.</summary>
    internal virtual decimal InWholePackages(decimal quantity) => quantity;
}
