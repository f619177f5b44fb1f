using Farebox.Money;

namespace Farebox.Metering.Expressions;

/// <summary>A field an expression reads: a plain decimal number, below zero too, with at most 12 digits on either side of its point.</summary>
internal sealed class ExpressionField(string path)
{
    private readonly byte[] _path = FieldPath.ToUtf8(path, nameof(path));

    public string Path => path;

    public MeasureError Missing => new(EventCodes.PropertyMissing, $"The field '{path}' is missing.");

    public MeasureError? Read(EventData data, out Fraction value, out bool isPresent)
    {
        (value, isPresent) = (default, false);
        if (!data.TryGet(_path, out var field) || field.Kind == EventFieldKind.Null) return null;
        if (field.Kind is not (EventFieldKind.Number or EventFieldKind.String)) return new(EventCodes.InvalidType, $"The field '{path}' is a number.");

        var error = DecimalText.Parse(field.Value, DecimalText.FractionDigitsMax, out var number);
        if (error != AmountError.None) return QuantityField.Explain(error, field, path, DecimalText.FractionDigitsMax);

        (value, isPresent) = (Fraction.Of(number), true);
        return null;
    }
}
