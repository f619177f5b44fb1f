using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>What entries about grants, schedules and burn orders say, as JSON.</summary>
internal static class GrantEntryJson
{
    /// <summary>Writes the members of the command of such an entry.</summary>
    /// <returns>False when the entry is of another kind.</returns>
    public static bool TryWrite(Utf8JsonWriter json, EntryBody body)
    {
        switch (body)
        {
            case UnitsMoved moved:
                json.WriteString("reason"u8, moved.Reason.Name());
                json.WriteString("from"u8, moved.From);
                WriteGrant(json, moved.Terms);
                break;
            case UnitsRemoved removed: Write(json, removed); break;
            case GrantPaid paid:
                json.WriteString("grant"u8, paid.Grant);
                if (paid.Reference is { } reference) json.WriteString("reference"u8, reference);
                break;
            case BurnOrderSet set: BurnOrderJson.Write(json, set); break;
            case ScheduleSet set:
                json.WriteStartObject("schedule"u8);
                ScheduleJson.Write(json, set.Terms);
                json.WriteEndObject();
                json.WriteString("next_at"u8, set.NextAt.UtcDateTime);
                break;
            case SeatsSet seats: Write(json, seats); break;
            case ScheduleEnded ended: Write(json, ended); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Writes what a due entry says beyond its item.</summary>
    public static void Write(Utf8JsonWriter json, FellDue due)
    {
        if (due.Grant is { } grant) WriteGrant(json, grant);
        if (due.NextAt is { } next) json.WriteString("next_at"u8, next.UtcDateTime);
        if (due.ReleaseAt is { } release) json.WriteString("release_at"u8, release.UtcDateTime);
    }

    public static EntryBody Read(EntryKind kind, JsonElement said, Catalog catalog) => kind switch
    {
        EntryKind.Move => new UnitsMoved(
            MoveReasons.TryParse(Text(said, "reason")!, out var reason) ? reason : throw new FormatException("The journal names an unknown reason of a move."),
            Text(said, "from")!, GrantOf(said, catalog)!),
        EntryKind.Removal => new UnitsRemoved(
            Text(said, "grant")!, AssetOf(said, catalog), GrantRemovals.TryParse(Text(said, "as")!, out var removal) ? removal : throw new FormatException("The journal names an unknown removal."),
            said.GetProperty("units").GetInt64(), said.TryGetProperty("whole", out _), Text(said, "reason")),
        EntryKind.Payment => new GrantPaid(Text(said, "grant")!, Text(said, "reference")),
        EntryKind.BurnOrder => BurnOrderJson.Read(said, catalog),
        EntryKind.Schedule when said.TryGetProperty("schedule", out var schedule) => new ScheduleSet(ScheduleJson.Read(schedule, catalog), TermsJson.InstantOf(said, "next_at")!.Value),
        EntryKind.Schedule when said.TryGetProperty("seats", out var seats) => new SeatsSet(
            Text(said, "of")!, AssetOf(said, catalog), said.GetProperty("before").GetInt32(), seats.GetInt32(), GrantOf(said, catalog), said.GetProperty("units").GetInt64()),
        EntryKind.Schedule => new ScheduleEnded(
            Text(said, "of")!, AssetOf(said, catalog), TermsJson.InstantOf(said, "ends_at")!.Value,
            GrantTermsJson.Word<ScheduleLeftover>(ScheduleWords.Leftovers, Text(said, "leftover")), said.GetProperty("units").GetInt64()),
        _ => throw new FormatException($"The journal holds an entry of kind {kind}, which this program does not know."),
    };

    /// <summary>Adds to a due entry what <see cref="Write(Utf8JsonWriter, FellDue)"/> wrote.</summary>
    public static FellDue ReadDue(FellDue due, JsonElement said, Catalog catalog) => due with
    {
        Grant = GrantOf(said, catalog), NextAt = TermsJson.InstantOf(said, "next_at"), ReleaseAt = TermsJson.InstantOf(said, "release_at"),
    };

    private static void Write(Utf8JsonWriter json, UnitsRemoved removed)
    {
        json.WriteString("grant"u8, removed.Grant);
        json.WriteString("asset"u8, removed.Asset.Code);
        json.WriteString("as"u8, removed.Removal.Name());
        json.WriteNumber("units"u8, removed.Units);
        if (removed.IsWhole) json.WriteBoolean("whole"u8, true);
        if (removed.Reason is { } reason) json.WriteString("reason"u8, reason);
    }

    private static void Write(Utf8JsonWriter json, SeatsSet set)
    {
        json.WriteString("of"u8, set.Schedule);
        json.WriteString("asset"u8, set.Asset.Code);
        json.WriteNumber("before"u8, set.Before);
        json.WriteNumber("seats"u8, set.Seats);
        if (set.Grant is { } grant) WriteGrant(json, grant);
        json.WriteNumber("units"u8, set.Units);
    }

    private static void Write(Utf8JsonWriter json, ScheduleEnded ended)
    {
        json.WriteString("of"u8, ended.Schedule);
        json.WriteString("asset"u8, ended.Asset.Code);
        json.WriteString("ends_at"u8, ended.At.UtcDateTime);
        json.WriteString("leftover"u8, ScheduleWords.Leftovers[(int)ended.Leftover]);
        json.WriteNumber("units"u8, ended.Units);
    }

    private static void WriteGrant(Utf8JsonWriter json, GrantTerms terms)
    {
        json.WriteStartObject("grant"u8);
        TermsJson.Write(json, terms);
        json.WriteEndObject();
    }

    private static Money.Asset AssetOf(JsonElement said, Catalog catalog) => catalog.AssetOf(Text(said, "asset")!);

    private static GrantTerms? GrantOf(JsonElement said, Catalog catalog) =>
        said.TryGetProperty("grant", out var grant) ? TermsJson.Read(grant, catalog) : null;

    private static string? Text(JsonElement said, string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;
}
