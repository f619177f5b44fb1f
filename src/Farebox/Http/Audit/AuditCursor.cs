using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Http.Audit;

/// <summary>Where a listing of the audit goes on: the last act shown, bound to its tenant so that it fits no other.</summary>
/// <remarks>It is no secret and gives no right; the tag only tells a cursor of ours from anything else.</remarks>
internal static class AuditCursor
{
    private const int SeqBytes = 8;
    private const int TagBytes = 8;
    private const int TextLength = 22;

    public static string Write(long seq, int tenantId)
    {
        Span<byte> bytes = stackalloc byte[SeqBytes + TagBytes];
        Fill(bytes, seq, tenantId);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string cursor, int tenantId, out long seq)
    {
        seq = 0;
        Span<byte> bytes = stackalloc byte[SeqBytes + TagBytes];
        if (cursor.Length != TextLength || Base64Url.DecodeFromChars(cursor, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length) return false;

        Span<byte> expected = stackalloc byte[SeqBytes + TagBytes];
        seq = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Fill(expected, seq, tenantId);
        return bytes.SequenceEqual(expected);
    }

    private static void Fill(Span<byte> bytes, long seq, int tenantId)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, seq);
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"audit {tenantId} {seq}"))).AsSpan(0, TagBytes).CopyTo(bytes[SeqBytes..]);
    }
}
