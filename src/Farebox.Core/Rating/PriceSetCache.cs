namespace Farebox.Rating;

/// <summary>The price sets found lately, by shape and dimension values. Bounded: a newer entry takes an older one's slot.</summary>
/// <remarks>Safe for threads without a lock, since a slot is one reference to an entry that never changes.</remarks>
internal sealed class PriceSetCache
{
    private const int Slots = 1024;

    private readonly Entry?[] _slots = new Entry?[Slots];

    /// <summary>True also where it is known that there is no price.</summary>
    public bool TryGet(PriceShape shape, ReadOnlySpan<string> values, out PriceSet? found)
    {
        var entry = Volatile.Read(ref _slots[Slot(shape, values)]);
        if (entry is not null && ReferenceEquals(entry.Shape, shape) && values.SequenceEqual(entry.Values))
        {
            found = entry.Found;
            return true;
        }

        found = null;
        return false;
    }

    public void Set(PriceShape shape, string[] values, PriceSet? found) =>
        Volatile.Write(ref _slots[Slot(shape, values)], new(shape, values, found));

    private static uint Slot(PriceShape shape, ReadOnlySpan<string> values)
    {
        unchecked
        {
            var hash = (uint)shape.Meter.GetHashCode(StringComparison.Ordinal);
            foreach (var value in values) hash = (hash * 31) + (uint)value.GetHashCode(StringComparison.Ordinal);
            return hash % Slots;
        }
    }

    private sealed record Entry(PriceShape Shape, string[] Values, PriceSet? Found);
}
