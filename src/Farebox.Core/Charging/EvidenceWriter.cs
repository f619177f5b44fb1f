using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;

namespace Farebox.Charging;

/// <summary>Writes down what an amount was made of, so that an auditor can do the sum again without the cards.</summary>
/// <remarks>
/// <c>{"cards":["default/1","default/1"],"dims":{"model":"small"},"lines":[["input",1200,0.00000015,0.0000001],…]}</c>:
/// rate card and cost card with their versions; class, quantity, unit price, unit cost; <c>null</c> where there is no such price. Numbers are exact decimals.
/// In place of a unit price stands, for a row on any other charge model, what it came to, the row, and the running count it was priced from:
/// <c>{"price":0.12,"row":"model=large","period":"2026-07","before":5000,"events":3}</c>, with <c>"gross":[9.8,10.1]</c> before and after where
/// the count keeps that, too. Where multipliers apply or the class is derived, the factors stand beside the price they are part of:
/// <c>{"unit":0.0000005,"times":[["from input",0.1],["service_tier",0.5]]}</c>. Where debits are rounded cumulatively,
/// <c>"rest":["2026-07",0.0000003,-0.0000001]</c> is what was left to debit before and after.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The JSON writer holds only the buffer beside it.")]
internal sealed class EvidenceWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly Utf8JsonWriter _json;

    public EvidenceWriter() => _json = new(_buffer, new() { SkipValidation = true });

    public ReadOnlyMemory<byte> Write(Meter meter, Measured measured, CardLines rate, CardLines cost, CounterMove? rest)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteStartArray("cards"u8);
        WriteCard(rate.Card);
        WriteCard(cost.Card);
        _json.WriteEndArray();
        WriteDimensions(meter, measured.Dimensions);
        _json.WriteStartArray("lines"u8);
        for (var i = 0; i < meter.Components.Length; i++)
        {
            if (measured.Present[i]) WriteLine(meter, i, measured.Quantities[i], rate, cost);
        }

        _json.WriteEndArray();
        if (rest is { } carried) WriteRest(carried);
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

    private void WriteLine(Meter meter, int index, decimal quantity, CardLines rate, CardLines cost)
    {
        _json.WriteStartArray();
        _json.WriteStringValue(meter.Components[index].Class);
        WriteDecimal(quantity);
        WritePrice(index, quantity, rate);
        WritePrice(index, quantity, cost);
        _json.WriteEndArray();
    }

    private void WritePrice(int index, decimal quantity, CardLines card)
    {
        var charge = card.Card.Prices?.Charges[index];
        var factors = charge is MultipliedCharge multiplied ? multiplied.Factors : [];
        if (charge?.UnitPriceOrNull is { } unitPrice) WriteUnit(unitPrice, factors);
        else if (card.Counts?.ModelKeyOf(index) is { } row) WriteModel(row, quantity, card.Counts.PriceOf(index), card.Counts.MoveOf(index), factors);
        else _json.WriteNullValue();
    }

    private void WriteUnit(decimal unitPrice, ImmutableArray<PriceFactor> factors)
    {
        if (factors.IsEmpty)
        {
            WriteDecimal(unitPrice);
            return;
        }

        _json.WriteStartObject();
        _json.WritePropertyName("unit"u8);
        WriteDecimal(unitPrice);
        WriteFactors(factors);
        _json.WriteEndObject();
    }

    private void WriteFactors(ImmutableArray<PriceFactor> factors)
    {
        if (factors.IsEmpty) return;

        _json.WriteStartArray("times"u8);
        foreach (var factor in factors)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(factor.Name);
            WriteDecimal(factor.Factor);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void WriteModel(string row, decimal quantity, decimal price, CounterMove? move, ImmutableArray<PriceFactor> factors)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("price"u8);
        WriteDecimal(price);
        if (row.Length > 0) _json.WriteString("row"u8, row);
        if (move is { } counted)
        {
            _json.WriteString("period"u8, counted.Key.Period.ToString());
            _json.WritePropertyName("before"u8);
            WriteDecimal(counted.Before.Quantity);
            _json.WriteNumber("events"u8, counted.Before.Events);
            WriteCounted(counted.After.Quantity - counted.Before.Quantity, quantity);
            if (counted.After.Gross != 0m) WritePair("gross"u8, counted.Before.Gross, counted.After.Gross);
        }

        WriteFactors(factors);
        _json.WriteEndObject();
    }

    // Where each event is rounded before it is counted, the count moves by another number than was measured.
    private void WriteCounted(decimal counted, decimal quantity)
    {
        if (counted == quantity) return;
        _json.WritePropertyName("counted"u8);
        WriteDecimal(counted);
    }

    private void WriteRest(CounterMove carried)
    {
        _json.WriteStartArray("rest"u8);
        _json.WriteStringValue(carried.Key.Period.ToString());
        WriteDecimal(carried.Before.Rest);
        WriteDecimal(carried.After.Rest);
        _json.WriteEndArray();
    }

    private void WritePair(ReadOnlySpan<byte> name, decimal before, decimal after)
    {
        _json.WriteStartArray(name);
        WriteDecimal(before);
        WriteDecimal(after);
        _json.WriteEndArray();
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

/// <summary>A card's prices, and what they came to class by class where units do not all cost the same.</summary>
internal readonly record struct CardLines(CardPrices Card, RunningCounts? Counts);
