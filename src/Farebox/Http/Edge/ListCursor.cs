using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Http.Edge;

/// <summary>Where a listing goes on: the last thing shown, bound to its list and tenant so that it fits no other.</summary>
/// <remarks>
/// It is no secret and gives no right; the tag only tells a cursor of ours from anything else. So what it says is not trusted: it is
/// printable ASCII, as ids and numbers are, and whoever reads it knows what to do with a position that is not there.
/// </remarks>
internal static class ListCursor
{
    private const int TagBytes = 8;
    private const int TextLengthMax = 400;

    public static string Write(string list, int tenantId, string position) =>
        Base64Url.EncodeToString([.. Tag(list, tenantId, position), .. Encoding.UTF8.GetBytes(position)]);

    public static bool TryRead(string cursor, string list, int tenantId, out string position)
    {
        position = "";
        if (cursor.Length > TextLengthMax || !Base64Url.IsValid(cursor)) return false;

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= TagBytes) return false;

        position = Encoding.UTF8.GetString(bytes, TagBytes, bytes.Length - TagBytes);
        return Rules.IsToken(position) && bytes.AsSpan(0, TagBytes).SequenceEqual(Tag(list, tenantId, position));
    }

    private static byte[] Tag(string list, int tenantId, string position) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{list} {tenantId} {position}"))[..TagBytes];
}
