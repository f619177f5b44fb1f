using System.Text.Json;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>How far a book is closed, as JSON for its checkpoint. A book that was never closed or corrected has the checkpoint it always had.</summary>
internal static class ClosingJson
{
    public static void Write(Utf8JsonWriter json, Book book)
    {
        if (book.ClosedUntil is { } until)
        {
            json.WriteStartObject("closing"u8);
            json.WriteNumber("until"u8, until.UtcTicks);
            json.WriteNumber("seq"u8, book.ClosedSeq);
            if (!book.IsCloseFinished) json.WriteBoolean("is_open"u8, true);
            if (book.LateSince is { } late) json.WriteNumber("late"u8, late.UtcTicks);
            json.WriteEndObject();
        }

        if (book.CorrectedSeq != 0) json.WriteNumber("corrected"u8, book.CorrectedSeq);
    }

    public static void Read(Book.Restore restore, JsonElement checkpoint)
    {
        if (checkpoint.TryGetProperty("closing", out var closing))
        {
            restore.Closing(
                Instant(closing.GetProperty("until")), closing.GetProperty("seq").GetInt64(), !closing.TryGetProperty("is_open", out _),
                closing.TryGetProperty("late", out var late) ? Instant(late) : null);
        }

        if (checkpoint.TryGetProperty("corrected", out var corrected)) restore.Corrected(corrected.GetInt64());
    }

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
