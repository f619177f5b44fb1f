using System.Collections.Immutable;

namespace Farebox.Metering;

/// <summary>The dimensions of a meter, and the value tuples seen lately, so that a usual tuple is not allocated again.</summary>
internal sealed class MeterDimensions
{
    private const int TupleSlots = 256;

    private static readonly Utf8Interner Values = new(4096);

    private readonly DimensionField[] _fields;
    private readonly string[]?[] _tuples;

    public MeterDimensions(ImmutableArray<string> names)
    {
        if (names.Length > Meter.DimensionsMax) throw new ArgumentException($"A meter has at most {Meter.DimensionsMax} dimensions.", nameof(names));
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new ArgumentException("A meter names each dimension once.", nameof(names));

        Names = names;
        _fields = [.. names.Select(name => new DimensionField(name))];
        _tuples = new string[]?[names.IsEmpty ? 0 : TupleSlots];
    }

    public ImmutableArray<string> Names { get; }

    public MeasureError? Read(EventData data, out string[] values)
    {
        values = [];
        if (_fields.Length == 0) return null;

        Tuple tuple = default;
        uint hash = 0;
        for (var i = 0; i < _fields.Length; i++)
        {
            var dimension = _fields[i];
            if (!data.TryGet(dimension.Path, out var field) || field.Kind == EventFieldKind.Null)
            {
                tuple[i] = "";
                continue;
            }

            if (dimension.Form != DimensionForm.Plain)
            {
                if (Render(dimension, field, out tuple[i]) is { } error) return error;
            }
            else if (field.Kind != EventFieldKind.String)
            {
                return new(EventCodes.InvalidType, $"The dimension '{dimension.Name}' is a string. For a number write text({dimension.Name}).");
            }
            else
            {
                // A value becomes part of the key that reports are kept by, and a key of the database has a bound.
                if (field.Value.Length > Meter.DimensionBytesMax)
                    return new(EventCodes.StringTooLong, $"The dimension '{dimension.Name}' has more than {Meter.DimensionBytesMax} bytes.");

                tuple[i] = Values.Get(field.Value);
            }

            hash = unchecked((hash * 31) + (uint)tuple[i].GetHashCode(StringComparison.Ordinal));
        }

        values = Shared(tuple[.._fields.Length], hash);
        return null;
    }

    private static MeasureError? Render(DimensionField dimension, EventField field, out string value)
    {
        Span<byte> text = stackalloc byte[Meter.DimensionBytesMax];
        var error = dimension.Write(field, text, out var written);
        value = Values.Get(text[..written]);
        return error;
    }

    private string[] Shared(ReadOnlySpan<string> tuple, uint hash)
    {
        ref var slot = ref _tuples[hash % TupleSlots];
        var known = slot;
        if (known is not null && tuple.SequenceEqual(known)) return known;

        return slot = tuple.ToArray();
    }

    [System.Runtime.CompilerServices.InlineArray(Meter.DimensionsMax)]
    private struct Tuple
    {
        private string _first;
    }
}
