using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Farebox.Metering;

/// <summary>Puts a CloudEvent in binary mode into structured mode, so that one reader decides what an event is.</summary>
internal static class BinaryMode
{
    public static EventParse Read(IEnumerable<KeyValuePair<string, string>> attributes, string? contentType, ReadOnlyMemory<byte> data)
    {
        ArgumentNullException.ThrowIfNull(attributes);

        // Unchecked data could close the object early and smuggle in attributes of its own.
        if (!data.IsEmpty && !IsOneJsonValue(data.Span))
            return new(null, EventCodes.MalformedJson, "The data is not one JSON value.", null, null);

        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in attributes)
            {
                var text = Decode(value);
                if (!Utf8.IsValid(text)) return new(null, EventCodes.InvalidString, "A header is not valid UTF-8.", null, null);
                WriteAttribute(writer, name, text);
            }

            if (contentType is not null) writer.WriteString("datacontenttype", Encoding.UTF8.GetBytes(contentType));
            if (!data.IsEmpty)
            {
                writer.WritePropertyName("data");
                writer.WriteRawValue(data.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, CloudEventReader.ReaderOptions);
        return CloudEventReader.Read(ref reader, buffer.WrittenMemory);
    }

    private static void WriteAttribute(Utf8JsonWriter writer, string name, byte[] value)
    {
        // A header has no types; this one attribute is a boolean in the structured form.
        if (name == "final" && value.AsSpan().SequenceEqual("true"u8)) writer.WriteBoolean(name, true);
        else if (name == "final" && value.AsSpan().SequenceEqual("false"u8)) writer.WriteBoolean(name, false);
        else writer.WriteString(name, value);
    }

    // The HTTP binding percent-encodes what a header cannot carry; a stray percent sign stands for itself.
    private static byte[] Decode(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value);
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var isEscape = utf8[i] == (byte)'%' && i + 2 < utf8.Length && char.IsAsciiHexDigit((char)utf8[i + 1]) && char.IsAsciiHexDigit((char)utf8[i + 2]);
            utf8[length++] = isEscape ? Convert.FromHexString([(char)utf8[i + 1], (char)utf8[i + 2]])[0] : utf8[i];
            if (isEscape) i += 2;
        }

        return utf8[..length];
    }

    private static bool IsOneJsonValue(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data, CloudEventReader.ReaderOptions);
            if (!reader.Read()) return false;

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
