using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Farebox.Metering;

/// <summary>A small bounded cache that answers equal UTF-8 texts with the same string.</summary>
/// <remarks>
/// Direct-mapped: a newer text takes the slot of an older one, so a stream of distinct values costs allocations, never memory.
/// Safe for any number of threads without a lock, since a slot is one reference and strings are immutable.
/// </remarks>
internal sealed class Utf8Interner(int slots)
{
    private const int LengthMax = 128;

    private readonly string?[] _slots = new string?[BitOperations.RoundUpToPowerOf2((uint)slots)];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > LengthMax) return Encoding.UTF8.GetString(utf8);

        ref var slot = ref _slots[Hash(utf8) & (uint)(_slots.Length - 1)];
        var known = slot;
        if (known is not null && Ascii.Equals(utf8, known)) return known;

        var text = Encoding.UTF8.GetString(utf8);
        if (text == known) return known;

        slot = text;
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        unchecked
        {
            var hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15;
            while (utf8.Length >= 8)
            {
                hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * 0x9E3779B97F4A7C15;
                utf8 = utf8[8..];
            }

            foreach (var octet in utf8) hash = (BitOperations.RotateLeft(hash, 7) ^ octet) * 0x9E3779B97F4A7C15;
            return (uint)(hash >> 32);
        }
    }
}
