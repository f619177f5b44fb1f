using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>What is to be priced: the classes of quantity of a meter, and the dimensions that choose among their prices.</summary>
/// <remarks>Prices found are remembered by this object and not by its content, so make one for a meter and keep it.</remarks>
public sealed class PriceShape
{
    private static int _made;

    /// <param name="meter">What price rows call it.</param>
    /// <param name="classes">One per quantity, in the order the quantities are given.</param>
    /// <param name="dimensions">Names, in the order that decides between equally specific price rows.</param>
    public PriceShape(string meter, ImmutableArray<string> classes, ImmutableArray<string> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(meter);
        if (classes.IsDefaultOrEmpty) throw new ArgumentException("There is at least one class to price.", nameof(classes));

        (Meter, Classes, Dimensions) = (meter, classes, dimensions.IsDefault ? [] : dimensions);
    }

    public string Meter { get; }

    public ImmutableArray<string> Classes { get; }

    public ImmutableArray<string> Dimensions { get; }

    /// <summary>Where its prices are remembered: not by content, since it is looked up for every event.</summary>
    internal uint Hash { get; } = unchecked((uint)Interlocked.Increment(ref _made) * 0x9E3779B1u);

    public override string ToString() => Meter;
}
