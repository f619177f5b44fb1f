using Farebox.Money;

namespace Farebox.Metering;

/// <summary>Reads one quantity from an event's data: a JSON number's raw token, or a string of the same form.</summary>
internal static class QuantityField
{
    public static MeasureError? Read(EventData data, MeterComponent component, bool takesNegative, out decimal quantity, out bool isPresent)
    {
        if (component.Expression is { } expression) return expression.Measure(data, component.IsOptional, takesNegative, out quantity, out isPresent);

        quantity = 0m;
        isPresent = false;
        if (!data.TryGet(component.Path, out var field) || field.Kind == EventFieldKind.Null)
            return component.IsOptional ? null : new(EventCodes.PropertyMissing, $"The field '{component.Field}' is missing.");

        if (field.Kind is not (EventFieldKind.Number or EventFieldKind.String))
            return new(EventCodes.InvalidType, $"The field '{component.Field}' is a number.");

        var error = DecimalText.Parse(field.Value, Meter.QuantityPlacesMax, out quantity);
        if (error == AmountError.None && (quantity >= 0m || takesNegative))
        {
            isPresent = true;
            return null;
        }

        return Explain(error, field, component.Field, Meter.QuantityPlacesMax);
    }

    /// <summary>Why a field is no number that is taken.</summary>
    public static MeasureError Explain(AmountError error, EventField field, string name, int places) => error switch
    {
        AmountError.None => new(EventCodes.QuantityNegative, $"The field '{name}' is negative."),
        AmountError.OutOfRange => new(EventCodes.NumberOutOfRange, $"The field '{name}' has more than {Meter.QuantityIntegerDigitsMax} integer digits."),
        AmountError.TooManyDecimals => new(EventCodes.TooManyDecimals, $"The field '{name}' has more than {places} decimal places."),

        // JSON allows an exponent where our grammar does not, so a number that fails the grammar has one.
        _ when field.Kind == EventFieldKind.Number => field.Value.IndexOf("e-"u8) >= 0 || field.Value.IndexOf("E-"u8) >= 0
            ? new(EventCodes.TooManyDecimals, $"The field '{name}' is written with an exponent.")
            : new(EventCodes.NumberOutOfRange, $"The field '{name}' is written with an exponent."),
        _ => new(EventCodes.InvalidType, $"The field '{name}' is a text that is not a plain decimal number."),
    };
}
