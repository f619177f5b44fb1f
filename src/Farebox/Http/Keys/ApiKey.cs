using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Http.Keys;

/// <summary>Keys as text: <c>fbx_live_</c> or <c>fbx_test_</c>, 256 random bits in 43 characters, a checksum in 6.</summary>
/// <remarks>
/// The checksum (CRC-32C of all that stands before it) lets scanners recognise a leaked key and refuses a mistyped
/// one without a look at the database. It protects nothing: the random bits do.
/// </remarks>
internal static class ApiKey
{
    public const string LivePrefix = "fbx_live_";
    public const string TestPrefix = "fbx_test_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly System.Buffers.SearchValues<char> Characters = System.Buffers.SearchValues.Create(Alphabet);
    private const int RandomBytes = 32;
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;

    public static string Create(bool isSandbox)
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        var body = (isSandbox ? TestPrefix : LivePrefix) + Base62(new BigInteger(random, isUnsigned: true), RandomLength);
        return body + Checksum(body);
    }

    /// <summary>False for a text that has our prefix but is no key we ever gave out.</summary>
    public static bool IsPlausible(ReadOnlySpan<char> key)
    {
        if (!key.StartsWith(LivePrefix, StringComparison.Ordinal) && !key.StartsWith(TestPrefix, StringComparison.Ordinal)) return true;
        if (key.Length != LivePrefix.Length + RandomLength + ChecksumLength) return false;
        if (key[LivePrefix.Length..].ContainsAnyExcept(Characters)) return false;
        return key[^ChecksumLength..].SequenceEqual(Checksum(key[..^ChecksumLength]));
    }

    /// <summary>What is stored. A plain hash, as 256 random bits cannot be guessed from it.</summary>
    public static byte[] Hash(ReadOnlySpan<char> key)
    {
        Span<byte> utf8 = stackalloc byte[BearerToken.LengthMax];
        return SHA256.HashData(utf8[..Encoding.ASCII.GetBytes(key, utf8)]);
    }

    /// <summary>The name of a key in lists and logs: the head of its hash, which tells nothing of the key.</summary>
    public static string IdOf(ReadOnlySpan<byte> hash) => $"key_{Convert.ToHexStringLower(hash[..6])}";

    private static string Checksum(ReadOnlySpan<char> body)
    {
        Span<byte> ascii = stackalloc byte[BearerToken.LengthMax];
        var crc = uint.MaxValue;
        foreach (var octet in ascii[..Encoding.ASCII.GetBytes(body, ascii)]) crc = BitOperations.Crc32C(crc, octet);
        return Base62(~crc, ChecksumLength);
    }

    private static string Base62(BigInteger value, int length)
    {
        Span<char> text = stackalloc char[RandomLength];
        for (var i = length - 1; i >= 0; i--)
        {
            value = BigInteger.DivRem(value, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        return new string(text[..length]);
    }
}
