using System.Globalization;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Postgres.Journal;

/// <summary>Named limits in a checkpoint: their terms, what they have counted, and what open holds have counted in them.</summary>
/// <remarks>Writes nothing for a book without limits, so that the checkpoints of such books are what they always were.</remarks>
internal static class LimitStateJson
{
    public static void Write(Utf8JsonWriter json, Book book)
    {
        if (book.Zone != "UTC") json.WriteString("zone"u8, book.Zone);
        if (book.HoldTimeMax != Book.HoldTimeDefault) json.WriteNumber("hold_seconds_max"u8, (long)book.HoldTimeMax.TotalSeconds);
        if (book.Limits.Count == 0) return;

        json.WriteStartArray("limits"u8);
        foreach (var limit in InOrder(book)) WriteLimit(json, limit);
        json.WriteEndArray();
        json.WriteStartArray("limit_holds"u8);
        foreach (var hold in book.Holds.Values.OrderBy(hold => hold.Seq))
        {
            foreach (var count in hold.Counts.Where(count => count.Units != 0)) WriteCount(json, hold, count);
        }

        json.WriteEndArray();
    }

    public static void Read(Book.Restore restore, JsonElement checkpoint, Catalog catalog)
    {
        if (checkpoint.TryGetProperty("zone", out var zone)) restore.Zone(zone.GetString()!);
        if (checkpoint.TryGetProperty("hold_seconds_max", out var seconds)) restore.HoldTime(TimeSpan.FromSeconds(seconds.GetInt64()));
        if (!checkpoint.TryGetProperty("limits", out var limits)) return;

        foreach (var limit in limits.EnumerateArray()) restore.Limit(LimitJson.Read(limit, catalog), ReadCounted(limit), ReadPending(limit, catalog));
    }

    /// <summary>To be read once the holds are.</summary>
    public static void ReadHolds(Book.Restore restore, JsonElement checkpoint)
    {
        if (!checkpoint.TryGetProperty("limit_holds", out var counts)) return;
        foreach (var count in counts.EnumerateArray()) restore.HoldCount(count[0].GetString()!, count[1].GetString()!, Whole(count[2]), count[3].GetInt64());
    }

    // Which of a member's limits is asked first decides which one a refusal names, so their order is kept: by member, as they were set.
    private static IEnumerable<Limit> InOrder(Book book) =>
        book.Members.Values.Append(book.Root).OrderBy(member => member.Id, StringComparer.Ordinal).SelectMany(member => member.Limits);

    private static void WriteLimit(Utf8JsonWriter json, Limit limit)
    {
        json.WriteStartObject();
        LimitJson.Write(json, limit.Terms);
        var counted = limit.Counted;
        json.WritePropertyName("used"u8);
        WriteWhole(json, counted.Used);
        if (counted.Told != 0) json.WriteNumber("told"u8, counted.Told);
        if (counted.Window is { } window)
        {
            json.WriteNumber("from"u8, window.Start.UtcTicks);
            json.WriteNumber("to"u8, window.End.UtcTicks);
        }

        if (counted.LatestPart != 0)
        {
            json.WriteNumber("latest"u8, counted.LatestPart);
            json.WriteStartArray("parts"u8);
            foreach (var part in counted.Parts) WriteWhole(json, part);
            json.WriteEndArray();
        }

        if (limit.Pending is { } pending) WritePending(json, pending);
        json.WriteEndObject();
    }

    private static void WritePending(Utf8JsonWriter json, LimitProposal pending)
    {
        json.WriteStartObject("pending"u8);
        json.WriteString("by"u8, pending.By);
        json.WriteNumber("at"u8, pending.At.UtcTicks);
        if (pending.Terms is { } terms)
        {
            json.WriteStartObject("terms"u8);
            LimitJson.Write(json, terms);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, Hold hold, HoldCount count)
    {
        json.WriteStartArray();
        json.WriteStringValue(hold.Terms.Id);
        json.WriteStringValue(count.Limit.Terms.Id);
        WriteWhole(json, count.Units);
        json.WriteNumberValue(count.Mark);
        json.WriteEndArray();
    }

    private static LimitCount ReadCounted(JsonElement limit)
    {
        Period? window = limit.TryGetProperty("from", out var from) ? new(Instant(from), Instant(limit.GetProperty("to"))) : null;
        var told = limit.TryGetProperty("told", out var percent) ? percent.GetInt32() : 0;
        var latest = limit.TryGetProperty("latest", out var number) ? number.GetInt64() : 0;
        return new(Whole(limit.GetProperty("used")), window, told, latest, limit.TryGetProperty("parts", out var parts) ? [.. parts.EnumerateArray().Select(Whole)] : []);
    }

    private static LimitProposal? ReadPending(JsonElement limit, Catalog catalog) => !limit.TryGetProperty("pending", out var pending) ? null : new(
        pending.TryGetProperty("terms", out var terms) ? LimitJson.Read(terms, catalog) : null, pending.GetProperty("by").GetString()!, Instant(pending.GetProperty("at")));

    private static void WriteWhole(Utf8JsonWriter json, Int128 number) => json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));

    private static Int128 Whole(JsonElement number) => Int128.Parse(number.GetRawText(), CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
