using System.Buffers.Binary;

namespace Farebox.Postgres.Journal;

/// <summary>Tells identities that are certainly new from those that may be known: Bloom filters in layers of doubling size, two bytes a key.</summary>
/// <remarks>
/// A wrong "maybe" (about one in four hundred) costs a look-up; a wrong "new" cannot happen, and the unique index would
/// catch it. Keys are SHA-256, so their halves serve as the hash functions.
/// </remarks>
internal sealed class KeyFilter
{
    /// <summary>Beyond this many keys a book gives its filter up, and look-ups decide.</summary>
    public const int KeysMax = 4_000_000;

    private const int FirstLayerKeys = 32;
    private const int BitsPerKey = 16;
    private const int Probes = 4;

    private readonly List<ulong[]> _layers = [new ulong[FirstLayerKeys * BitsPerKey / 64]];
    private int _leftInLayer = FirstLayerKeys;

    public int Count { get; private set; }

    public void Add(Guid key)
    {
        if (_leftInLayer == 0)
        {
            _layers.Add(new ulong[_layers[^1].Length * 2]);
            _leftInLayer = _layers[^1].Length * 64 / BitsPerKey;
        }

        _leftInLayer--;
        Count++;
        var layer = _layers[^1];
        var (probe, step) = Halves(key);
        for (var i = 0; i < Probes; i++, probe = unchecked(probe + step)) layer[Word(layer, probe)] |= 1UL << (int)(probe & 63);
    }

    public bool MayHave(Guid key)
    {
        var halves = Halves(key);
        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            if (MayHave(_layers[i], halves)) return true;
        }

        return false;
    }

    private static bool MayHave(ulong[] layer, (ulong Probe, ulong Step) halves)
    {
        var (probe, step) = halves;
        for (var i = 0; i < Probes; i++, probe = unchecked(probe + step))
        {
            if ((layer[Word(layer, probe)] & (1UL << (int)(probe & 63))) == 0) return false;
        }

        return true;
    }

    // A layer's length is a power of two.
    private static int Word(ulong[] layer, ulong probe) => (int)((probe >> 6) & (ulong)(layer.Length - 1));

    private static (ulong Probe, ulong Step) Halves(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) | 1);
    }
}
