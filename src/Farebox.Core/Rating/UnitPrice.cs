using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Prices of one unit, from price lists that quote per thousand or per million.</summary>
public static class UnitPrice
{
    public const int DecimalPlacesMax = 12;
    public const long PerMax = 1_000_000_000;

    private const decimal Limit = 1_000_000_000m;

    /// <summary>Zero or more, at most 9 integer digits and 12 decimal places that differ from zero.</summary>
    public static bool IsValid(decimal price) =>
        price >= 0m && price < Limit && decimal.Round(price, DecimalPlacesMax, MidpointRounding.ToZero) == price;

    /// <summary>The price, if it is within the bounds of one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not <see cref="IsValid"/>.</exception>
    internal static decimal Checked(decimal price, string name) =>
        IsValid(price)
            ? price
            : throw new ArgumentOutOfRangeException(name, price, "A price is zero or more, with at most 9 integer digits and 12 decimal places.");

    /// <summary>The amount divided by <paramref name="per"/>. False unless that is exact and a valid unit price.</summary>
    /// <param name="per">A power of ten from 1 to 10^9.</param>
    public static bool TryCreate(decimal amount, long per, out decimal unitPrice)
    {
        unitPrice = 0m;
        if (per is < 1 or > PerMax) return false;

        var exponent = 0;
        for (var rest = per; rest > 1; rest /= 10, exponent++)
        {
            if (rest % 10 != 0) return false;
        }

        // Dividing by a power of ten moves the point, which multiplying by 10^-exponent does exactly or reports.
        if (!Exact.TryMultiply(amount, new(1, 0, 0, false, (byte)exponent), out var moved) || !IsValid(moved)) return false;

        unitPrice = moved;
        return true;
    }
}
