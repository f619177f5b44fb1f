namespace Farebox.Rating;

/// <summary>How a quantity becomes a price. The cases are the records of this folder, and no others.</summary>
/// <remarks>
/// Pricing is an abstract member rather than a switch, so a new case cannot compile without it.
/// Debits, invoices, previews and the planner all call <see cref="Price"/>; there is no second formula.
/// </remarks>
public abstract record ChargeModel
{
    private protected ChargeModel() { }

    /// <summary>Prices a quantity that is not negative, exactly and unrounded.</summary>
    /// <param name="working">Where given, collects steps that sum to the price.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public abstract decimal Price(decimal quantity, PriceContext context, Working? working);
}
