using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Farebox.Money;

namespace Farebox.PriceMaps;

/// <summary>Cards and their meter as the bodies of <c>POST /v1/cards</c> and <c>POST /v1/meters</c>.</summary>
internal static class PriceJson
{
    // For files and pipes, not for pages.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PriceCard card, string meter) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", card.Kind);
        json.WriteString("id", card.Id);
        json.WriteNumber("version", card.Version);
        json.WriteString("effective_from", Instant(card.EffectiveFrom));
        json.WriteString("asset", card.Asset);
        json.WriteStartArray("rows");
        foreach (var row in card.Rows)
        {
            json.WriteStartObject();
            json.WriteString("meter", meter);
            json.WriteString("class", row.Class);
            json.WriteStartObject("dimensions");
            json.WriteString("model", row.Model);
            json.WriteEndObject();
            json.WriteString("unit_price", DecimalText.Format(row.UnitPrice));
            json.WriteNumber("per", row.Per);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Meter(PriceBook book) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", book.Options.Meter);
        json.WriteString("event_type", book.Options.EventType);
        json.WriteString("usage_format", Metering.Payloads.UsageFormats.Auto);
        json.WriteStartArray("components");
        foreach (var name in book.Classes)
        {
            json.WriteStartObject();
            json.WriteString("class", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("dimensions");
        json.WriteStringValue("model");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Instant(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T00:00:00Z");

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
