using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Writes down what an amount was made of, so that an auditor can do the sum again without the cards.</summary>
/// <remarks>
/// <c>{"cards":["default/1","default/1"],"dims":{"model":"small"},"lines":[["input",1200,0.00000015,0.0000001],…]}</c>:
/// rate card and cost card with their versions; class, quantity, unit price, unit cost; <c>null</c> where there is no such price. Numbers are exact decimals.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The JSON writer holds only the buffer beside it.")]
internal sealed class EvidenceWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly Utf8JsonWriter _json;

    public EvidenceWriter() => _json = new(_buffer, new() { SkipValidation = true });

    public ReadOnlyMemory<byte> Write(Meter meter, Measured measured, CardPrices rate, CardPrices cost)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteStartArray("cards"u8);
        WriteCard(rate);
        WriteCard(cost);
        _json.WriteEndArray();
        WriteDimensions(meter, measured.Dimensions);
        _json.WriteStartArray("lines"u8);
        for (var i = 0; i < meter.Components.Length; i++)
        {
            if (measured.Present[i]) WriteLine(meter, i, measured.Quantities[i], rate, cost);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    private void WriteCard(CardPrices card)
    {
        if (card.Version is not { } version)
        {
            _json.WriteNullValue();
            return;
        }

        Span<char> label = stackalloc char[card.Card.Length + 12];
        label.TryWrite(CultureInfo.InvariantCulture, $"{card.Card}/{version.Number}", out var written);
        _json.WriteStringValue(label[..written]);
    }

    private void WriteDimensions(Meter meter, string[] values)
    {
        if (values.Length == 0) return;

        _json.WriteStartObject("dims"u8);
        for (var i = 0; i < values.Length; i++) _json.WriteString(meter.Dimensions[i], values[i]);
        _json.WriteEndObject();
    }

    private void WriteLine(Meter meter, int index, decimal quantity, CardPrices rate, CardPrices cost)
    {
        _json.WriteStartArray();
        _json.WriteStringValue(meter.Components[index].Class);
        WriteDecimal(quantity);
        WritePrice(rate.Prices?.Charges[index]);
        WritePrice(cost.Prices?.Charges[index]);
        _json.WriteEndArray();
    }

    private void WritePrice(ChargeModel? charge)
    {
        if (charge is PerUnitCharge perUnit) WriteDecimal(perUnit.UnitPrice);
        else _json.WriteNullValue();
    }

    private void WriteDecimal(decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        var digits = text[..written];
        if (digits.Contains((byte)'.')) digits = digits.TrimEnd((byte)'0').TrimEnd((byte)'.');
        _json.WriteRawValue(digits, skipInputValidation: true);
    }
}
