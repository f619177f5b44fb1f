using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Postgres.Notices;

/// <summary>A notice as it goes out: written once, in the transaction that causes it, and sent to everybody letter by letter as it was written.</summary>
internal static class NoticeJson
{
    /// <summary>The id of a notice: the same however often the transaction that writes it is tried, and free of the dots that signatures are joined by.</summary>
    public static string IdOf(int tenantId, long bookId, long seq, int n)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"notice {tenantId} {bookId} {seq} {n}")));
        return $"ntc_{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    /// <summary>The envelope that Standard Webhooks recommends: type, timestamp, data; the id stands in it too, for whoever reads the feed.</summary>
    public static string Write(string id, string account, Entry entry, Notice notice)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, notice.Kind.Name());
            json.WriteString("timestamp"u8, Rfc3339.Format(notice.At));
            json.WriteStartObject("data"u8);
            json.WriteString("id"u8, id);
            json.WriteString("account"u8, account);
            json.WriteNumber("entry"u8, entry.Seq);
            json.WriteString("recorded_at"u8, Rfc3339.Format(entry.RecordedAt));
            WriteOptional(json, "rule"u8, notice.Rule);
            WriteOptional(json, "member"u8, notice.Member);
            WriteOptional(json, "asset"u8, notice.Asset?.Code ?? "");
            WriteOptional(json, SubjectOf(notice.Kind), notice.Subject);
            WriteOptional(json, "reason"u8, notice.Reason);
            if (notice.Percent is { } percent) json.WriteNumber("percent"u8, percent);
            if (notice.Until is { } until) json.WriteString(UntilOf(notice.Kind), Rfc3339.Format(until));
            foreach (var figure in notice.Figures) json.WriteString(figure.Name, figure.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static ReadOnlySpan<byte> SubjectOf(NoticeKind kind) => kind switch
    {
        NoticeKind.GrantExpiring => "grant"u8,
        NoticeKind.HoldLapsed => "hold"u8,
        NoticeKind.LimitReached => "limit"u8,
        _ => "top_up"u8,
    };

    private static ReadOnlySpan<byte> UntilOf(NoticeKind kind) => kind switch
    {
        NoticeKind.GrantExpiring => "expires_at"u8,
        NoticeKind.LimitReached => "resets_at"u8,
        _ => "retry_at"u8,
    };

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        if (value.Length > 0) json.WriteString(name, value);
    }
}
