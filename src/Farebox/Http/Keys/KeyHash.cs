using System.Runtime.InteropServices;

namespace Farebox.Http.Keys;

/// <summary>The SHA-256 of a key, as a value to look up by.</summary>
internal readonly record struct KeyHash(UInt128 High, UInt128 Low)
{
    public static KeyHash Of(ReadOnlySpan<byte> hash) =>
        new(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
}
