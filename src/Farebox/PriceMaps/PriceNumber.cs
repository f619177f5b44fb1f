using System.Globalization;
using System.Numerics;

namespace Farebox.PriceMaps;

/// <summary>JSON numbers as they are written: <c>1.5e-07</c> is 0.00000015 to the digit. No binary fraction comes in between.</summary>
internal static class PriceNumber
{
    private const int PlacesMax = 28;
    private static readonly BigInteger MantissaMax = (BigInteger.One << 96) - 1;

    /// <param name="token">A number of valid JSON.</param>
    /// <param name="shift">Powers of ten to divide by: 6 for a price per million.</param>
    /// <returns>False for what 28 decimal places cannot hold; nothing is ever rounded.</returns>
    public static bool TryParse(string token, int shift, out decimal value)
    {
        value = 0m;
        var mark = token.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? token : token[..mark];
        if (mark >= 0 && !int.TryParse(token[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return false;

        var exponent = mark < 0 ? 0 : int.Parse(token[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var places = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent + shift;
        var digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        if (digits.IsZero) return true;

        for (; places > 0 && (digits % 10).IsZero; places--) digits /= 10;
        if (places < -PlacesMax || places > PlacesMax) return false;

        for (; places < 0; places++) digits *= 10;
        if (BigInteger.Abs(digits) > MantissaMax) return false;

        value = (decimal)digits;
        if (places == 0) return true;

        var parts = decimal.GetBits(value);
        value = new(parts[0], parts[1], parts[2], digits.Sign < 0, (byte)places);
        return true;
    }
}
