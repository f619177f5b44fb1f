using System.Text.Json;

namespace Farebox.PriceMaps;

/// <summary>Makes a price of a field, or says at once why it is none.</summary>
internal static class PriceField
{
    private static readonly HashSet<string> None = [];

    /// <param name="shift">Powers of ten that the file's price is per.</param>
    public static MapField Read(MapField field, JsonElement value, string @class, int shift)
    {
        if (value.ValueKind != JsonValueKind.Number) return field.Doubt("not_a_number", $"It is written as {Kind(value)}.", None);
        return PriceNumber.TryParse(value.GetRawText(), shift, out var price)
            ? field.Map(@class, price)
            : field.Doubt("inexact", "It has more decimal places than can be kept.", None);
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "something else",
    };
}
