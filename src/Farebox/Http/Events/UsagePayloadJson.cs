using System.Text.Json;
using Farebox.Metering.Payloads;
using Farebox.Money;

namespace Farebox.Http.Events;

/// <summary>Writes the reading of a usage object. Classes that are zero are left out.</summary>
internal static class UsagePayloadJson
{
    public static void Write(Utf8JsonWriter json, UsageReading reading)
    {
        json.WriteStartObject();
        json.WriteString("format", UsageFormats.NameOf(reading.Format));
        if (reading.Model is not null) json.WriteString("model", reading.Model);
        json.WriteStartObject("classes");
        for (var i = 0; i < UsageClasses.Count; i++)
        {
            if (reading.Quantities[i] != 0m) json.WriteString(UsageClasses.Names[i], DecimalText.Format(reading.Quantities[i]));
        }

        json.WriteEndObject();
        json.WriteString("input_tokens", DecimalText.Format(reading.InputTokens));
        json.WriteString("output_tokens", DecimalText.Format(reading.OutputTokens));
        json.WriteString("total_tokens", DecimalText.Format(reading.TotalTokens));
        json.WriteBoolean("consistent", reading.IsConsistent);
        WriteChecks(json, reading);
        WriteUnmapped(json, reading);
        json.WriteEndObject();
    }

    private static void WriteChecks(Utf8JsonWriter json, UsageReading reading)
    {
        json.WriteStartArray("checks");
        foreach (var check in reading.Checks)
        {
            json.WriteStartObject();
            json.WriteString("of", check.Name);
            json.WriteString("whole", DecimalText.Format(check.Whole));
            json.WriteString("parts", DecimalText.Format(check.Parts));
            json.WriteBoolean("holds", check.Holds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnmapped(Utf8JsonWriter json, UsageReading reading)
    {
        json.WriteStartArray("unmapped");
        foreach (var field in reading.Unmapped)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Path);
            json.WritePropertyName("value");
            json.WriteRawValue(field.Value, skipInputValidation: true);
            json.WriteBoolean("known", field.IsKnown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
