using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Http.Edge;

/// <summary>Where a listing in the order of numbers goes on: the last number shown, bound to what is listed so that it fits nothing else.</summary>
/// <remarks>It is no secret and gives no right; the tag only tells a cursor of ours from anything else.</remarks>
internal static class SeqCursor
{
    private const int SeqBytes = 8;
    private const int TagBytes = 8;
    private const int TextLength = 22;

    /// <param name="listed">What is listed and of whom, for example <c>entries 1 acme</c>.</param>
    public static string Write(long seq, string listed)
    {
        Span<byte> bytes = stackalloc byte[SeqBytes + TagBytes];
        Fill(bytes, seq, listed);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string cursor, string listed, out long seq)
    {
        seq = 0;
        Span<byte> bytes = stackalloc byte[SeqBytes + TagBytes];
        if (cursor.Length != TextLength || Base64Url.DecodeFromChars(cursor, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length) return false;

        Span<byte> expected = stackalloc byte[SeqBytes + TagBytes];
        seq = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Fill(expected, seq, listed);
        return bytes.SequenceEqual(expected);
    }

    private static void Fill(Span<byte> bytes, long seq, string listed)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, seq);
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{listed} {seq}"))).AsSpan(0, TagBytes).CopyTo(bytes[SeqBytes..]);
    }
}
