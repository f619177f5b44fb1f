namespace Farebox.Rating;

/// <summary>How many packages a quantity comes to.</summary>
internal static class Packages
{
    /// <param name="quantity">Zero or more.</param>
    /// <param name="size">Above zero.</param>
    public static decimal Count(decimal quantity, decimal size, PackageRounding rounding)
    {
        // Taking the rest away first leaves a division without a rest, which is exact.
        var rest = quantity % size;
        var whole = (quantity - rest) / size;
        var counts = rounding switch
        {
            PackageRounding.Up => rest > 0m,
            PackageRounding.Nearest => rest >= size - rest,
            _ => false,
        };
        return counts ? whole + 1m : whole;
    }

    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public static decimal Checked(decimal size, string name) =>
        size > 0m ? size : throw new ArgumentOutOfRangeException(name, size, "A package has a size above zero.");
}
