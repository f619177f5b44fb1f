using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Farebox.Http.Keys;

/// <summary>The SHA-256 of a key, as a value to look up by. Comparing two takes as long whether or not they begin alike.</summary>
internal readonly struct KeyHash(UInt128 high, UInt128 low) : IEquatable<KeyHash>
{
    private readonly UInt128 _high = high;
    private readonly UInt128 _low = low;

    public static KeyHash Of(ReadOnlySpan<byte> hash) =>
        new(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));

    public bool Equals(KeyHash other) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(new ReadOnlySpan<KeyHash>(in this)), MemoryMarshal.AsBytes(new ReadOnlySpan<KeyHash>(in other)));

    public override bool Equals(object? obj) => obj is KeyHash other && Equals(other);

    public override int GetHashCode() => _high.GetHashCode();
}
