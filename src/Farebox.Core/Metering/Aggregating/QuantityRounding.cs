namespace Farebox.Metering.Aggregating;

/// <summary>How a quantity that does not divide evenly is written.</summary>
/// <param name="Places">Decimal places, 0 to 12.</param>
/// <param name="Rule">
/// Which neighbour it takes: the nearest, with halves away from zero or to the even one, or always the one towards zero, above or below.
/// </param>
public readonly record struct QuantityRounding(int Places, MidpointRounding Rule)
{
    public const int PlacesMax = 12;
}
