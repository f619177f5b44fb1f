using System.Text.Json;
using Farebox.Money;

namespace Farebox.Http.Json;

/// <summary>Amounts on the wire: decimal strings of whole units, because readers of JSON numbers lose digits.</summary>
internal static class AmountJson
{
    private const int TextLengthMax = 72;

    public static void Write(Utf8JsonWriter json, string name, long units, Asset asset)
    {
        Span<byte> text = stackalloc byte[TextLengthMax];
        DecimalText.TryFormat(units, asset.Scale, text, out var length);
        json.WriteString(name, text[..length]);
    }

    /// <summary>A sum, which may be larger than any amount.</summary>
    public static void Write(Utf8JsonWriter json, string name, Int128 units, Asset asset)
    {
        if (units >= long.MinValue && units <= long.MaxValue) Write(json, name, (long)units, asset);
        else json.WriteString(name, DecimalText.Format(units, asset.Scale));
    }
}
