using System.Globalization;

namespace Farebox.Time;

/// <summary>How spans of local time are written: <c>1 month</c>, <c>14 days</c>, <c>1 year</c>.</summary>
public static class CadenceText
{
    // A week is seven local days, and a quarter three months: the same spans by other words.
    private static readonly (string One, CadenceUnit Unit, int Count)[] Words =
        [("day", CadenceUnit.Day, 1), ("week", CadenceUnit.Day, 7), ("month", CadenceUnit.Month, 1), ("quarter", CadenceUnit.Month, 3), ("year", CadenceUnit.Year, 1)];

    /// <summary>Reads a whole number above zero and a unit, in the singular or the plural.</summary>
    public static bool TryParse(string? text, out CadenceSpan span)
    {
        span = default;
        var parts = text?.Split(' ') ?? [];
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;

        var word = Array.Find(Words, word => parts[1] == word.One || parts[1] == word.One + "s");
        if (word.One is null || count < 1 || (long)count * word.Count > CadenceSpan.CountMax) return false;

        span = new(word.Unit, count * word.Count);
        return true;
    }

    /// <summary>In days, months or years.</summary>
    public static string Format(CadenceSpan span) =>
        $"{span.Count.ToString(CultureInfo.InvariantCulture)} {span.Unit switch { CadenceUnit.Day => "day", CadenceUnit.Month => "month", _ => "year" }}{(span.Count == 1 ? "" : "s")}";
}
