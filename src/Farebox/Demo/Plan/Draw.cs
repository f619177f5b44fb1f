using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Demo.Plan;

/// <summary>Chance that is the same in every run and in every language: a hash of a text, modulo a bound.</summary>
internal static class Draw
{
    /// <summary>The first eight bytes of SHA-256, big-endian and unsigned, modulo <paramref name="bound"/>.</summary>
    public static int Below(int bound, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(text), hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)bound);
    }
}
