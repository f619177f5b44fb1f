using System.Numerics;

namespace Farebox.Rating;

/// <summary>The price sets found lately, by shape and dimension values. Bounded: a newer entry takes an older one's slot.</summary>
/// <remarks>
/// Safe for threads without a lock, since a slot is one reference to an entry that never changes. Eight entries share a bucket, so that
/// those of a large card do not drive one another out. A version that is never asked holds no slots.
/// </remarks>
internal sealed class PriceSetCache
{
    private const int Ways = 8;
    private const int BucketsMin = 128;
    private const int BucketsMax = 8192;

    private readonly uint _mask;
    private Entry?[]? _slots;

    /// <param name="rows">How many rows the card has: about as many tuples as will be asked for.</param>
    public PriceSetCache(int rows)
    {
        _mask = Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)rows / 2), BucketsMin, BucketsMax) - 1;
    }

    /// <summary>True also where it is known that there is no price.</summary>
    public bool TryGet(PriceShape shape, ReadOnlySpan<string> values, out PriceSet? found)
    {
        found = null;
        if (Volatile.Read(ref _slots) is not { } slots) return false;

        var hash = Hash(shape, values);
        var first = (int)(hash & _mask) * Ways;
        for (var i = first; i < first + Ways; i++)
        {
            var entry = Volatile.Read(ref slots[i]);
            if (entry is null) return false;
            if (entry.Hash != hash || !ReferenceEquals(entry.Shape, shape) || !values.SequenceEqual(entry.Values)) continue;

            found = entry.Found;
            return true;
        }

        return false;
    }

    public void Set(PriceShape shape, string[] values, PriceSet? found)
    {
        if (Volatile.Read(ref _slots) is null) Interlocked.CompareExchange(ref _slots, new Entry?[(_mask + 1) * Ways], null);

        var slots = _slots!;
        var hash = Hash(shape, values);
        var first = (int)(hash & _mask) * Ways;
        var slot = Array.FindIndex(slots, first, Ways, entry => entry is null);

        // A full bucket gives up the one that the hash's upper bits point at.
        if (slot < 0) slot = first + (int)((hash >> 16) % Ways);
        Volatile.Write(ref slots[slot], new(hash, shape, values, found));
    }

    private static uint Hash(PriceShape shape, ReadOnlySpan<string> values)
    {
        unchecked
        {
            var hash = shape.Hash;
            foreach (var value in values) hash = (hash * 31) + (uint)value.GetHashCode(StringComparison.Ordinal);
            return hash;
        }
    }

    private sealed record Entry(uint Hash, PriceShape Shape, string[] Values, PriceSet? Found);
}
