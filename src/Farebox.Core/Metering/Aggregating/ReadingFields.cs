using System.Text;
using Farebox.Money;

namespace Farebox.Metering.Aggregating;

/// <summary>What a reading needs besides its quantity: the key of a unique count, what becomes of it, and the bucket by a field.</summary>
internal sealed class ReadingFields
{
    private readonly AggregationTerms _terms;
    private readonly byte[]? _key;
    private readonly byte[]? _operation;
    private readonly byte[]? _group;

    /// <exception cref="ArgumentException">A path is empty or too long.</exception>
    public ReadingFields(AggregationTerms terms)
    {
        _terms = terms;
        _key = PathOf(terms.KeyField, "key_field");
        _operation = PathOf(terms.OperationField, "operation_field");
        _group = PathOf(terms.Bucket?.Field, "bucket");
    }

    /// <summary>The reading without its quantity.</summary>
    public MeasureError? Read(EventData data, DateTimeOffset at, long order, out Reading reading)
    {
        reading = new(at, order, 1m);
        if (_key is not null)
        {
            if (ReadText(data, _key, _terms.KeyField!, out var key) is { } error) return error;
            if (key is null) return new(EventCodes.PropertyMissing, $"The field '{_terms.KeyField}' is missing.");
            reading = reading with { Key = key };
        }

        if (_operation is not null)
        {
            if (ReadText(data, _operation, _terms.OperationField!, out var operation) is { } error) return error;
            if (operation is not (null or "add" or "remove")) return new(EventCodes.InvalidType, $"The field '{_terms.OperationField}' is add or remove.");
            if (operation == "remove") reading = reading with { Operation = ReadingOperation.Remove };
        }

        if (_group is null) return null;
        if (ReadText(data, _group, _terms.Bucket!.Field!, out var group) is { } fault) return fault;

        reading = reading with { Group = group ?? "" };
        return null;
    }

    // As a dimension in text(…): 1.0 and 1 are one key.
    private static MeasureError? ReadText(EventData data, byte[] path, string name, out string? text)
    {
        text = null;
        if (!data.TryGet(path, out var field) || field.Kind == EventFieldKind.Null) return null;
        if (field.Kind is EventFieldKind.Object or EventFieldKind.Array)
            return new(EventCodes.InvalidType, $"The field '{name}' is a text, a number, or true or false.");
        if (field.Value.Length > Meter.DimensionBytesMax) return new(EventCodes.StringTooLong, $"The field '{name}' has more than {Meter.DimensionBytesMax} bytes.");
        if (field.Kind != EventFieldKind.Number)
        {
            text = Encoding.UTF8.GetString(field.Value);
            return null;
        }

        if (DecimalText.Parse(field.Value, DecimalText.FractionDigitsMax, out var number) != AmountError.None)
            return new(EventCodes.InvalidType, $"The field '{name}' is a number with at most 12 digits on either side of its point, and no exponent.");
        text = DecimalText.Format(number);
        return null;
    }

    private static byte[]? PathOf(string? path, string name) => path is null ? null : FieldPath.ToUtf8(path, name);
}
