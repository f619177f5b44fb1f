using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Time;

namespace Farebox.Http.Events;

/// <summary>Writes what became of an event. On the path of every event, so it writes names that are already UTF-8.</summary>
internal static class UsageJson
{
    public static void WriteBatch(Utf8JsonWriter json, EventItem[] items)
    {
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        foreach (ref readonly var item in items.AsSpan()) Write(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, in EventItem item)
    {
        json.WriteStartObject();
        if (item.Parse.Id is { } id) json.WriteString("id"u8, id);
        if (item.Parse.Source is { } source) json.WriteString("source"u8, source);
        switch (item.Command?.Outcome)
        {
            case Decided { IsRepeated: false, Entry: var entry }:
                WriteDecided(json, entry);
                break;
            case Decided { Entry: var entry }:
                json.WriteString("status"u8, "duplicate"u8);
                json.WriteStartObject("first"u8);
                WriteDecided(json, entry);
                json.WriteEndObject();
                break;
            case Rejected(var code, var detail):
                WriteInvalid(json, code, detail);
                break;
            case null:
                WriteInvalid(json, item.Parse.Code!, item.Parse.Detail!);
                break;
            default:
                WriteInvalid(json, ProblemCodes.InternalError.Code, ProblemCodes.InternalError.Remedy);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteInvalid(Utf8JsonWriter json, string code, string detail)
    {
        json.WriteString("status"u8, "invalid"u8);
        json.WriteString("code"u8, ProblemCodes.Of(code).Code);
        json.WriteString("detail"u8, Echo.Shorten(detail));
    }

    private static void WriteDecided(Utf8JsonWriter json, Entry entry)
    {
        var body = (UsageReported)entry.Body;
        if (entry.Status != EntryStatus.Recorded)
        {
            json.WriteString("status"u8, entry.Status == EntryStatus.Unrated ? "unrated"u8 : "refused"u8);
            json.WriteString("code"u8, ProblemCodes.Of(body.Code!).Code);
            json.WriteString("detail"u8, Echo.Shorten(body.Detail!));
            if (body.Limit is { } limit) json.WriteString("limit"u8, limit.Id);
            if (body.Limit?.Window is { } window) json.WriteString("resets_at"u8, Rfc3339.Format(window.End));
            return;
        }

        json.WriteString("status"u8, "recorded"u8);
        WriteDebited(json, body.Charges);
        if (body.Marks != UsageMarks.None) WriteMarks(json, body.Marks);
        if (body.Late != LateCapture.None) json.WriteString("late_capture"u8, Names.Of(body.Late));
    }

    private static void WriteDebited(Utf8JsonWriter json, IReadOnlyList<Charge> charges)
    {
        json.WriteStartObject("debited"u8);
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Asset is { } asset && IsFirstOf(charges, i)) AmountJson.Write(json, asset.Code, TotalOf(charges, i), asset);
        }

        json.WriteEndObject();
    }

    // Nearly every event has one charge, so these loops hardly ever turn.
    private static bool IsFirstOf(IReadOnlyList<Charge> charges, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (charges[i].Asset == charges[index].Asset) return false;
        }

        return true;
    }

    private static Int128 TotalOf(IReadOnlyList<Charge> charges, int first)
    {
        Int128 total = charges[first].Units;
        for (var i = first + 1; i < charges.Count; i++)
        {
            if (charges[i].Asset == charges[first].Asset) total += charges[i].Units;
        }

        return total;
    }

    private static void WriteMarks(Utf8JsonWriter json, UsageMarks marks)
    {
        json.WriteStartArray("flags"u8);
        foreach (var name in Names.Of(marks)) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
