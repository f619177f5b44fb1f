using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Metering;
using Farebox.Metering.Expressions;
using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>The quantity that an expression makes of an event's data.</summary>
internal sealed record ExpressionQuestion(QuantityExpression Expression, ImmutableArray<(string Name, string Value)> Data) : Question
{
    public override void Answer(Answer answer, Rating.Working working)
    {
        var quantities = new decimal[1];
        var meter = new Meter("case", "case", Aggregation.Sum, [new("quantity", Expression)]);
        if (meter.Measure(ReadData(), quantities, new bool[1], out _) is { } error) answer.Refuse("quantity", error.Detail);
        else answer.Set("value", quantities[0]);
    }

    private EventData ReadData()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Data)
            {
                json.WritePropertyName(name);
                if (DecimalText.TryParse(value, out _)) json.WriteRawValue(value);
                else json.WriteStringValue(value);
            }

            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, CloudEventReader.ReaderOptions);
        reader.Read();
        return CloudEventReader.ReadData(ref reader, buffer.WrittenMemory).Data ?? EventData.Empty;
    }
}
