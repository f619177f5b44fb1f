using System.Text.Json;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Edge;

internal sealed partial class BodyReader
{
    public string RequiredString(string name, StringRule rule) => String(name, isRequired: true, rule) ?? "";

    public string? OptionalString(string name, StringRule rule) => String(name, isRequired: false, rule);

    /// <summary>One of a closed list of words, compared to the letter.</summary>
    public string RequiredWord(string name, IReadOnlyList<string> words) => Word(name, isRequired: true, words) ?? words[0];

    public string? OptionalWord(string name, IReadOnlyList<string> words) => Word(name, isRequired: false, words);

    public bool OptionalBoolean(string name, bool otherwise)
    {
        if (!TryFind(name, isRequired: false, out var value)) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();

        Fault(name, ProblemCodes.InvalidType, $"\"{name}\" is true or false.");
        return otherwise;
    }

    /// <summary>A whole JSON number between two bounds, both allowed.</summary>
    public int? OptionalInteger(string name, int min, int max) => Integer(name, isRequired: false, min, max, ProblemCodes.NumberOutOfRange);

    public int RequiredInteger(string name, int min, int max) => Integer(name, isRequired: true, min, max, ProblemCodes.NumberOutOfRange) ?? min;

    public int? OptionalInteger(string name, int min, int max, ProblemCode outOfRange) => Integer(name, isRequired: false, min, max, outOfRange);

    /// <summary>A number written as a string, because a JSON number loses digits on its way through other people's readers.</summary>
    public decimal RequiredDecimal(string name) => Decimal(name, isRequired: true) ?? 0m;

    public decimal? OptionalDecimal(string name) => Decimal(name, isRequired: false);

    /// <summary>Smallest units of an asset, above zero unless said otherwise. Without the asset nothing is read: its own fault was found elsewhere.</summary>
    public long RequiredUnits(string name, Asset? asset, long min = 1)
    {
        if (!TryFind(name, isRequired: true, JsonValueKind.String, "a decimal number in a string", out var value) || asset is null) return 0;

        var text = value.GetString();
        var error = DecimalText.ParseUnits(text, asset, out var units);
        if (error == AmountError.OutOfRange && DecimalText.TryParse(text, out _))
            Fault(name, ProblemCodes.AmountOverflow, $"\"{name}\" does not fit the asset {asset.Code}.");
        else if (error != AmountError.None) NumberFault(name, error, asset.Scale);
        else if (units < min) Fault(name, ProblemCodes.AmountNotPositive, min == 0 ? $"\"{name}\" is zero or more." : $"\"{name}\" is above zero.");
        return units;
    }

    public DateTimeOffset RequiredTime(string name) => Time(name, isRequired: true) ?? default;

    public DateTimeOffset? OptionalTime(string name) => Time(name, isRequired: false);

    private string? String(string name, bool isRequired, StringRule rule)
    {
        if (!TryFind(name, isRequired, JsonValueKind.String, "a string", out var value)) return null;

        var text = value.GetString()!;
        if (rule.Fault(text) is not var (code, detail)) return text;
        Fault(name, code, detail);
        return null;
    }

    private string? Word(string name, bool isRequired, IReadOnlyList<string> words)
    {
        if (!TryFind(name, isRequired, JsonValueKind.String, "a string", out var value)) return null;

        var text = value.GetString()!;
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        Fault(name, ProblemCodes.InvalidValue, $"\"{name}\" is one of {string.Join(", ", words)}.");
        return null;
    }

    private int? Integer(string name, bool isRequired, int min, int max, ProblemCode outOfRange)
    {
        if (!TryFind(name, isRequired, JsonValueKind.Number, "a whole number", out var value)) return null;

        if (value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Fault(name, outOfRange, $"\"{name}\" is a whole number from {min} to {max}.");
        return null;
    }

    private decimal? Decimal(string name, bool isRequired)
    {
        if (!TryFind(name, isRequired, JsonValueKind.String, "a decimal number in a string", out var value)) return null;

        var error = DecimalText.Parse(value.GetString(), DecimalText.FractionDigitsMax, out var number);
        if (error == AmountError.None) return number;
        NumberFault(name, error, DecimalText.FractionDigitsMax);
        return null;
    }

    private void NumberFault(string name, AmountError error, int places)
    {
        var (code, detail) = error switch
        {
            AmountError.TooManyDecimals => (ProblemCodes.TooManyDecimals, $"\"{name}\" has at most {places} decimal places."),
            AmountError.OutOfRange => (ProblemCodes.NumberOutOfRange, $"\"{name}\" has at most {DecimalText.IntegerDigitsMax} digits before the point."),
            _ => (ProblemCodes.InvalidNumber, $"\"{name}\" is digits with an optional point, such as 12.50."),
        };
        Fault(name, code, detail);
    }

    private DateTimeOffset? Time(string name, bool isRequired)
    {
        if (!TryFind(name, isRequired, JsonValueKind.String, "a time in a string", out var value)) return null;
        if (Rfc3339.TryParse(value.GetString(), out var instant)) return instant;

        Fault(name, ProblemCodes.InvalidTimestamp, $"\"{name}\" is a time with Z or an offset, from 1970 to 9998.");
        return null;
    }
}
