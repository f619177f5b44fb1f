using System.Globalization;
using System.Text.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Quotes;

/// <summary>Where running counts stood when something was quoted, as the last part of the quote's name.</summary>
internal static class QuotedCounters
{
    private const string Name = "counters";

    /// <summary>An object, which tells it from the items before it.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyDictionary<CounterKey, Counter> counters)
    {
        json.WriteStartObject();
        json.WriteStartArray(Name);
        foreach (var (key, counter) in counters)
        {
            json.WriteStartArray();
            foreach (var text in (ReadOnlySpan<string>)[key.Meter, key.Class, key.Row, key.Asset, key.IsCost ? "cost" : "rate", key.Period.ToString()]) json.WriteStringValue(text);
            json.WriteStringValue(DecimalText.Format(counter.Quantity));
            json.WriteNumberValue(counter.Events);
            if (counter.Gross != 0m) json.WriteStringValue(DecimalText.Format(counter.Gross));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>None where the last part is an item.</summary>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public static IReadOnlyDictionary<CounterKey, Counter> Read(JsonElement last)
    {
        var counters = new Dictionary<CounterKey, Counter>();
        if (last.ValueKind != JsonValueKind.Object) return counters;

        if (!last.TryGetProperty(Name, out var written)) throw new FormatException("Its counts are missing.");
        foreach (var item in written.EnumerateArray())
        {
            if (!CountingPeriod.TryParse(item[5].GetString(), out var period)) throw new FormatException("That is no period.");
            if (item[7].GetInt64() < 0) throw new FormatException("That is no count.");

            var key = new CounterKey(Text(item[0]), Text(item[1]), Text(item[2]), Text(item[3]), item[4].GetString() == "cost", period);
            counters.Add(key, new(DecimalOf(item[6]), item[7].GetInt64(), 0m, item.GetArrayLength() > 8 ? DecimalOf(item[8]) : 0m));
        }

        return counters;
    }

    private static decimal DecimalOf(JsonElement number) =>
        decimal.TryParse(number.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException("That is no count.");

    private static string Text(JsonElement text) => text.GetString() ?? throw new FormatException("A text is missing.");
}
