namespace Farebox.Rating;

/// <summary>The price of a class without a row of its own, as a factor on another class's: cached input at a tenth of input.</summary>
/// <remarks>The most specific that fits applies. The other class must have a row; a derived price is not derived from again.</remarks>
public sealed record DerivedClass
{
    /// <param name="factor">Zero or more, within the bounds of a unit price.</param>
    /// <param name="where">Dimensions and the values it takes, as a row's.</param>
    /// <exception cref="ArgumentException">A term is empty or outside its bounds, or the class is derived from itself.</exception>
    public DerivedClass(string meter, string @class, string from, decimal factor, DimensionMatch where)
    {
        ArgumentException.ThrowIfNullOrEmpty(meter);
        ArgumentException.ThrowIfNullOrEmpty(@class);
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(where);
        if (@class == from) throw new ArgumentException($"The class '{@class}' is derived from itself.", nameof(from));
        (Meter, Class, From, Factor, Where) = (meter, @class, from, UnitPrice.Checked(factor, nameof(factor)), where);
    }

    public string Meter { get; }

    public string Class { get; }

    /// <summary>The class whose price is multiplied.</summary>
    public string From { get; }

    public decimal Factor { get; }

    public DimensionMatch Where { get; }
}
