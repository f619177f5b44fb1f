using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Where the running count of a charge stands: what it has priced in its period already.</summary>
/// <param name="Quantity">As <see cref="ChargeModel.Counted"/> counts it.</param>
/// <param name="Events">How many events it came with.</param>
/// <param name="Gross">
/// What they came to before discounts and a maximum; kept only by a charge that cannot tell it from the quantity, because each event has a
/// price of its own.
/// </param>
public readonly record struct Standing(decimal Quantity, long Events, decimal Gross)
{
    /// <summary>What a charge may know of what came before.</summary>
    internal PriceContext On(in PriceContext context, bool needsGross) =>
        context with { Before = Quantity, EventsBefore = Events, GrossBefore = needsGross && Events > 0 ? Gross : null };

    /// <summary>Where it stands after a quantity that was priced from here.</summary>
    /// <exception cref="OverflowException">A sum does not fit in a <see cref="decimal"/>.</exception>
    internal Standing After(ChargeModel charge, decimal quantity, in PriceContext context, bool needsGross) => new(
        Exact.Add(Quantity, charge.Counted(quantity)), Events + context.EventCount, needsGross ? Exact.Add(Gross, charge.Gross(quantity, context)) : Gross);
}
