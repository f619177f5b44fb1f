using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>The terms of a schedule as JSON, for its entry and for checkpoints, and how far it has come, for checkpoints.</summary>
internal static class ScheduleJson
{
    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, ScheduleTerms terms)
    {
        json.WriteStartObject("grant"u8);
        TermsJson.Write(json, terms.Grant);
        json.WriteEndObject();
        GrantTermsJson.WriteSpan(json, "every"u8, terms.Cadence.Span);
        json.WriteString("anchor"u8, terms.Cadence.Anchor.UtcDateTime);
        json.WriteString("zone"u8, terms.Cadence.Zone.Id);
        if (terms.EndsAt is { } ends) json.WriteString("ends_at"u8, ends.UtcDateTime);
        json.WriteString("life"u8, ScheduleWords.Lives[(int)terms.Life]);
        if (terms.LifeSpan is { } span) GrantTermsJson.WriteSpan(json, "life_span"u8, span);
        if (terms.Proration != Proration.None) WriteProration(json, terms.Proration);
        if (terms.ReleaseEvery is { } release) GrantTermsJson.WriteSpan(json, "release_every"u8, release);
        if (terms.Seats is not { } seats) return;

        json.WriteNumber("seats"u8, seats);
        json.WriteString("on_seats_added"u8, ScheduleWords.SeatsAdded[(int)terms.OnSeatsAdded]);
        json.WriteString("on_seats_removed"u8, ScheduleWords.SeatsRemoved[(int)terms.OnSeatsRemoved]);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, ScheduleTerms)"/> wrote.</summary>
    public static ScheduleTerms Read(JsonElement json, Catalog catalog) => new()
    {
        Grant = TermsJson.Read(json.GetProperty("grant"), catalog),
        Cadence = new(
            GrantTermsJson.SpanOf(json, "every")!.Value, TermsJson.InstantOf(json, "anchor")!.Value,
            TimeZoneInfo.FindSystemTimeZoneById(json.GetProperty("zone").GetString()!)),
        EndsAt = TermsJson.InstantOf(json, "ends_at"),
        Life = GrantTermsJson.Word<GrantLife>(ScheduleWords.Lives, json.GetProperty("life").GetString()),
        LifeSpan = GrantTermsJson.SpanOf(json, "life_span"),
        Proration = json.TryGetProperty("proration", out var proration) ? ReadProration(proration) : Proration.None,
        ReleaseEvery = GrantTermsJson.SpanOf(json, "release_every"),
        Seats = json.TryGetProperty("seats", out var seats) ? seats.GetInt32() : null,
        OnSeatsAdded = json.TryGetProperty("on_seats_added", out var added) ? GrantTermsJson.Word<SeatsAdded>(ScheduleWords.SeatsAdded, added.GetString()) : default,
        OnSeatsRemoved = json.TryGetProperty("on_seats_removed", out var removed) ? GrantTermsJson.Word<SeatsRemoved>(ScheduleWords.SeatsRemoved, removed.GetString()) : default,
    };

    public static void Write(Utf8JsonWriter json, Book book)
    {
        if (book.Schedules.Count == 0) return;

        json.WriteStartArray("schedules"u8);
        foreach (var schedule in book.Schedules.Values.OrderBy(schedule => schedule.Terms.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            Write(json, schedule.Terms);
            Write(json, schedule.State);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Read(Book.Restore restore, JsonElement json, Catalog catalog)
    {
        if (!json.TryGetProperty("schedules", out var schedules)) return;
        foreach (var schedule in schedules.EnumerateArray()) restore.Schedule(Read(schedule, catalog), ReadState(schedule.GetProperty("state")));
    }

    private static void Write(Utf8JsonWriter json, in ScheduleState state)
    {
        json.WriteStartObject("state"u8);
        json.WriteNumber("seats"u8, state.Seats);
        WriteTicks(json, "ends_at"u8, state.EndsAt);
        WriteTicks(json, "next_at"u8, state.NextAt);
        json.WriteNumber("grants"u8, state.Grants);
        if (state.Reserve is { } reserve) json.WriteString("reserve"u8, reserve);
        json.WriteNumber("released"u8, state.Released);
        WriteTicks(json, "release_at"u8, state.ReleaseAt);
        json.WriteEndObject();
    }

    private static ScheduleState ReadState(JsonElement json) => new(
        json.GetProperty("seats").GetInt32(), TicksOf(json, "ends_at"), TicksOf(json, "next_at"), json.GetProperty("grants").GetInt32(),
        json.TryGetProperty("reserve", out var reserve) ? reserve.GetString() : null, json.GetProperty("released").GetInt32(), TicksOf(json, "release_at"));

    private static void WriteProration(Utf8JsonWriter json, Proration proration)
    {
        json.WriteStartObject("proration"u8);
        json.WriteString("basis"u8, Proration.Bases[(int)proration.Basis]);
        json.WriteBoolean("first"u8, proration.First);
        json.WriteBoolean("last"u8, proration.Last);
        json.WriteString("rounding"u8, Proration.Roundings[(int)proration.Rounding]);
        json.WriteEndObject();
    }

    private static Proration ReadProration(JsonElement json) => new(
        GrantTermsJson.Word<ProrationBasis>(Proration.Bases, json.GetProperty("basis").GetString()), json.GetProperty("first").GetBoolean(),
        json.GetProperty("last").GetBoolean(), GrantTermsJson.Word<ProrationRounding>(Proration.Roundings, json.GetProperty("rounding").GetString()));

    private static void WriteTicks(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? at)
    {
        if (at is { } instant) json.WriteNumber(name, instant.UtcTicks);
    }

    private static DateTimeOffset? TicksOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var ticks) ? new DateTimeOffset(ticks.GetInt64(), TimeSpan.Zero) : null;
}
