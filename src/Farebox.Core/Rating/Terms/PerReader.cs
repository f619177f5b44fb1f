using System.Globalization;

namespace Farebox.Rating.Terms;

/// <summary>Prices quoted per so many, and percentages, as prices of one.</summary>
internal static class PerReader
{
    /// <summary>The price at the key, divided by <c>per</c> where that is given.</summary>
    public static decimal? Read(TermsFields fields, string key, bool required)
    {
        var (amount, text) = (fields.Number(key, required), fields.Text("per"));
        var per = 1L;
        if (text is not null && !(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out per) && IsPowerOfTen(per)))
        {
            fields.Fault("per", $"'{text}' is not a power of ten up to {UnitPrice.PerMax}. For other units use 'billed: {{divide_by: …}}'.");
            return null;
        }

        if (amount is not { } value) return null;
        if (UnitPrice.TryCreate(value, per, out var price)) return price;

        fields.Fault(key, "The price of one unit is zero or more, with at most 9 digits before and 12 after the point.");
        return null;
    }

    /// <summary>A percentage as a part of one.</summary>
    public static decimal? ReadPercent(TermsFields fields, string key, bool required)
    {
        if (fields.Number(key, required) is not { } percent) return null;
        if (UnitPrice.TryCreate(percent, 100, out var rate)) return rate;

        fields.Fault(key, "A percentage is zero or more, with at most 10 digits after the point.");
        return null;
    }

    private static bool IsPowerOfTen(long per)
    {
        if (per is < 1 or > UnitPrice.PerMax) return false;
        while (per % 10 == 0) per /= 10;
        return per == 1;
    }
}
