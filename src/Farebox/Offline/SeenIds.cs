using System.Numerics;
using Farebox.Charging;

namespace Farebox.Offline;

/// <summary>Which events of a history were there already, by account, source and id alone, as the server tells them apart.</summary>
/// <remarks>
/// 16 bytes of a hash for each event in a table that is at most three quarters full: 22 to 43 bytes an event. That two events share
/// a hash is as likely as on the server: never.
/// </remarks>
internal sealed class SeenIds
{
    private UInt128[] _slots = new UInt128[1 << 12];

    public int Count { get; private set; }

    /// <returns>False for a repetition.</returns>
    public bool Add(string account, string source, string id)
    {
        var hash = Identity.OfEvent(0, account, source, id);
        Span<byte> bytes = stackalloc byte[16];
        hash.TryWriteBytes(bytes);
        var key = BitConverter.ToUInt128(bytes);

        // Zero marks an empty slot.
        if (key == UInt128.Zero) key = UInt128.One;
        if (!TryPut(_slots, key)) return false;

        Count++;
        if (Count > _slots.Length / 4 * 3) Grow();
        return true;
    }

    private static bool TryPut(UInt128[] slots, UInt128 key)
    {
        var mask = slots.Length - 1;
        for (var i = (int)(uint)(ulong)(key & int.MaxValue) & mask; ; i = (i + 1) & mask)
        {
            if (slots[i] == key) return false;
            if (slots[i] != UInt128.Zero) continue;

            slots[i] = key;
            return true;
        }
    }

    private void Grow()
    {
        var larger = new UInt128[(int)BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        foreach (var key in _slots)
        {
            if (key != UInt128.Zero) TryPut(larger, key);
        }

        _slots = larger;
    }
}
