using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Postgres.Configuration;

/// <summary>What a term of a card is for, its derived classes and its multipliers, as they are stored and answered.</summary>
internal static class FactorJson
{
    /// <summary>A dimension is one value, or a list of several.</summary>
    public static void WriteWhere(Utf8JsonWriter json, DimensionMatch where)
    {
        json.WriteStartObject("dimensions");
        foreach (var (name, values) in where.Values)
        {
            if (values.Length == 1) json.WriteString(name, values[0]);
            else ConfigJson.WriteTexts(json, name, values);
        }

        json.WriteEndObject();
    }

    public static DimensionMatch ReadWhere(JsonElement term) => new(term.GetProperty("dimensions").EnumerateObject()
        .Select(dimension => KeyValuePair.Create(dimension.Name, ValuesOf(dimension.Value))));

    /// <summary>Writes nothing where there is none, so that cards without them are what they always were.</summary>
    public static void Write(Utf8JsonWriter json, CardTerms terms)
    {
        if (!terms.Derived.IsEmpty)
        {
            json.WriteStartArray("derived");
            foreach (var derived in terms.Derived) Write(json, derived);
            json.WriteEndArray();
        }

        if (terms.Multipliers.IsEmpty) return;
        json.WriteStartArray("multipliers");
        foreach (var multiplier in terms.Multipliers) Write(json, multiplier);
        json.WriteEndArray();
    }

    public static ImmutableArray<DerivedClass> ReadDerived(JsonElement card) => card.TryGetProperty("derived", out var items)
        ? [.. items.EnumerateArray().Select(item => new DerivedClass(
            ConfigJson.Text(item, "meter"), ConfigJson.Text(item, "class"), ConfigJson.Text(item, "from"), ConfigJson.Decimal(item, "factor"), ReadWhere(item)))]
        : [];

    public static ImmutableArray<CardMultiplier> ReadMultipliers(JsonElement card) => card.TryGetProperty("multipliers", out var items)
        ? [.. items.EnumerateArray().Select(item => new CardMultiplier(
            ConfigJson.Text(item, "meter"), ConfigJson.Text(item, "group"), ConfigJson.Decimal(item, "factor"), ReadWhere(item),
            item.TryGetProperty("classes", out var classes) ? ConfigJson.Texts(classes) : []))]
        : [];

    private static void Write(Utf8JsonWriter json, DerivedClass derived)
    {
        json.WriteStartObject();
        json.WriteString("meter", derived.Meter);
        json.WriteString("class", derived.Class);
        json.WriteString("from", derived.From);
        json.WriteString("factor", DecimalText.Format(derived.Factor));
        WriteWhere(json, derived.Where);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CardMultiplier multiplier)
    {
        json.WriteStartObject();
        json.WriteString("meter", multiplier.Meter);
        json.WriteString("group", multiplier.Group);
        json.WriteString("factor", DecimalText.Format(multiplier.Factor));
        WriteWhere(json, multiplier.Where);
        if (!multiplier.Classes.IsEmpty) ConfigJson.WriteTexts(json, "classes", multiplier.Classes);
        json.WriteEndObject();
    }

    private static ImmutableArray<string> ValuesOf(JsonElement value) => value.ValueKind == JsonValueKind.Array ? ConfigJson.Texts(value) : [value.GetString()!];
}
