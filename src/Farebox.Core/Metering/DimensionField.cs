using System.Text;
using Farebox.Money;
using Farebox.Time;
using Farebox.Wording;

namespace Farebox.Metering;

/// <summary>How a dimension's field becomes its text.</summary>
internal enum DimensionForm : byte
{
    /// <summary>A string, as it stands.</summary>
    Plain,

    /// <summary>A string, a number in canonical form (<c>1.0</c> is <c>1</c>), or <c>true</c> or <c>false</c>.</summary>
    Text,

    /// <summary>The day in UTC of a time, or of a day: <c>2026-07-01</c>.</summary>
    Day,

    /// <summary>The month of the same: <c>2026-07</c>.</summary>
    Month,
}

/// <summary>One dimension: a field's path, or a path in <c>text(…)</c>, <c>day(…)</c> or <c>month(…)</c>. What was written is its name.</summary>
internal sealed class DimensionField
{
    private const int DayLength = 10;

    private static readonly string[] Forms = ["text", "day", "month"];

    private readonly byte[] _path;

    /// <exception cref="ArgumentException">There is no such path or form.</exception>
    public DimensionField(string name)
    {
        Name = name;
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            _path = FieldPath.ToUtf8(name, "dimensions");
            return;
        }

        Form = (DimensionForm)(Array.IndexOf(Forms, name[..open]) + 1);
        if (Form == DimensionForm.Plain || name[^1] != ')')
        {
            var hint = NearestName.Of(name[..open], Forms) is { } nearest && nearest != name[..open] ? $" Did you mean '{nearest}'?" : "";
            throw new ArgumentException($"The dimension '{name}' is not a field, nor text(field), day(field) or month(field).{hint}", nameof(name));
        }

        _path = FieldPath.ToUtf8(name[(open + 1)..^1].Trim(), "dimensions");
    }

    public string Name { get; }

    public DimensionForm Form { get; }

    public ReadOnlySpan<byte> Path => _path;

    /// <summary>Writes a form other than the plain one.</summary>
    /// <param name="field">What the path leads to.</param>
    /// <param name="text">Room for <see cref="Meter.DimensionBytesMax"/> bytes.</param>
    /// <param name="written">How many are filled.</param>
    public MeasureError? Write(EventField field, Span<byte> text, out int written)
    {
        written = 0;
        if (Form == DimensionForm.Text) return WriteText(field, text, out written);
        if (field.Kind != EventFieldKind.String || !TryTime(field.Value, out var instant))
            return new(EventCodes.InvalidType, $"The dimension '{Name}' is of a time with Z or an offset, or of a day such as 2026-07-01.");

        Rfc3339.TryFormat(instant, text, out _);
        written = Form == DimensionForm.Day ? DayLength : DayLength - 3;
        return null;
    }

    private MeasureError? WriteText(EventField field, Span<byte> text, out int written)
    {
        written = 0;
        var value = field.Value;
        if (field.Kind is EventFieldKind.Object or EventFieldKind.Array) return new(EventCodes.InvalidType, $"The dimension '{Name}' is a string, a number, or true or false.");
        if (field.Kind == EventFieldKind.Number)
        {
            if (DecimalText.Parse(value, DecimalText.FractionDigitsMax, out var number) != AmountError.None)
                return new(EventCodes.InvalidType, $"The dimension '{Name}' is a number with at most 12 digits on either side of its point, and no exponent.");
            written = Encoding.ASCII.GetBytes(DecimalText.Format(number), text);
            return null;
        }

        if (value.Length > Meter.DimensionBytesMax) return new(EventCodes.StringTooLong, $"The dimension '{Name}' has more than {Meter.DimensionBytesMax} bytes.");
        value.CopyTo(text);
        written = value.Length;
        return null;
    }

    private static bool TryTime(ReadOnlySpan<byte> value, out DateTimeOffset instant)
    {
        if (value.Length != DayLength) return Rfc3339.TryParse(value, out instant);

        Span<byte> midnight = stackalloc byte[DayLength + 10];
        value.CopyTo(midnight);
        "T00:00:00Z"u8.CopyTo(midnight[DayLength..]);
        return Rfc3339.TryParse(midnight, out instant);
    }
}
