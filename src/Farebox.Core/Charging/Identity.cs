using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Charging;

/// <summary>Ids derived from what the caller named: the same name is the same id on every machine, for ever.</summary>
public static class Identity
{
    private const int BookIdsMax = 50_000;

    // Every command asks for its book, and accounts repeat; the cache starts anew when it is full.
    private static volatile ConcurrentDictionary<(int TenantId, string Account), long> BookIds = new();

    /// <summary>The 63-bit id of an account's book. A newcomer whose id falls on a taken one is refused, never merged.</summary>
    public static long OfBook(int tenantId, string account)
    {
        var books = BookIds;
        if (books.TryGetValue((tenantId, account), out var known)) return known;
        if (books.Count >= BookIdsMax) BookIds = books = new();

        var id = HashBook(tenantId, account);
        books.TryAdd((tenantId, account), id);
        return id;
    }

    private static long HashBook(int tenantId, string account)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(tenantId, "book", account, "", hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }

    /// <summary>The identity of a usage event: tenant, account, source and id, alone; never its time or content.</summary>
    public static Guid OfEvent(int tenantId, string account, string source, string id) => Of(tenantId, account, "event", source, id);

    /// <summary>The identity of a thing that the caller named itself: an account, member, grant or hold.</summary>
    public static Guid OfNamed(int tenantId, string account, string kind, string id) => Of(tenantId, account, kind, "", id);

    /// <summary>The identity of a request under an <c>Idempotency-Key</c>, scoped to tenant and book.</summary>
    public static Guid OfKey(int tenantId, string account, string key) => Of(tenantId, account, "key", "", key);

    /// <summary>The identity of something that falls due once at one instant.</summary>
    public static Guid OfDue(int tenantId, string account, Ledger.DueItem item) =>
        Of(tenantId, account, "due", item.Kind.ToString(), $"{item.Id}@{item.At.UtcTicks}");

    /// <summary>16 bytes over the bound content of a command. Parts are kept apart by their lengths.</summary>
    public static Guid OfContent(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part is null ? -1 : part.Length).Append(':').Append(part);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return new(hash[..16], bigEndian: true);
    }

    private static Guid Of(int tenantId, string account, string kind, string source, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(tenantId, kind, account, source, hash, id);
        return new(hash[..16], bigEndian: true);
    }

    private static void Hash(int tenantId, string kind, string account, string source, Span<byte> hash, string id = "")
    {
        const int OnStackMax = 1024;
        var max = 4 + (4 * 4) + (3 * (kind.Length + account.Length + source.Length + id.Length));
        Span<byte> bytes = max <= OnStackMax ? stackalloc byte[OnStackMax] : new byte[max];
        BinaryPrimitives.WriteInt32BigEndian(bytes, tenantId);
        var length = 4;
        Append(kind, bytes, ref length);
        Append(account, bytes, ref length);
        Append(source, bytes, ref length);
        Append(id, bytes, ref length);
        SHA256.HashData(bytes[..length], hash);
    }

    private static void Append(string text, Span<byte> bytes, ref int length)
    {
        var written = Encoding.UTF8.GetBytes(text, bytes[(length + 4)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[length..], written);
        length += 4 + written;
    }
}
