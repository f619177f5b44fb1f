using System.Collections.Immutable;

namespace Farebox.Metering;

/// <summary>The dimensions of a meter, and the value tuples seen lately, so that a usual tuple is not allocated again.</summary>
internal sealed class MeterDimensions
{
    private const int TupleSlots = 256;

    private static readonly Utf8Interner Values = new(4096);

    private readonly byte[][] _paths;
    private readonly string[]?[] _tuples;

    public MeterDimensions(ImmutableArray<string> names)
    {
        if (names.Length > Meter.DimensionsMax) throw new ArgumentException($"A meter has at most {Meter.DimensionsMax} dimensions.", nameof(names));
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new ArgumentException("A meter names each dimension once.", nameof(names));

        Names = names;
        _paths = [.. names.Select(name => FieldPath.ToUtf8(name, "dimensions"))];
        _tuples = new string[]?[names.IsEmpty ? 0 : TupleSlots];
    }

    public ImmutableArray<string> Names { get; }

    public MeasureError? Read(EventData data, out string[] values)
    {
        values = [];
        if (_paths.Length == 0) return null;

        Tuple tuple = default;
        uint hash = 0;
        for (var i = 0; i < _paths.Length; i++)
        {
            if (!data.TryGet(_paths[i], out var field) || field.Kind == EventFieldKind.Null)
            {
                tuple[i] = "";
                continue;
            }

            if (field.Kind != EventFieldKind.String) return new(EventCodes.InvalidType, $"The dimension '{Names[i]}' is a string.");

            // A value becomes part of the key that reports are kept by, and a key of the database has a bound.
            if (field.Value.Length > Meter.DimensionBytesMax)
                return new(EventCodes.StringTooLong, $"The dimension '{Names[i]}' has more than {Meter.DimensionBytesMax} bytes.");

            tuple[i] = Values.Get(field.Value);
            hash = unchecked((hash * 31) + (uint)tuple[i].GetHashCode(StringComparison.Ordinal));
        }

        values = Shared(tuple[.._paths.Length], hash);
        return null;
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
