using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Postgres.Journal;

/// <summary>The terms of a named limit as JSON, the windows an entry opens, and the limit that refused something.</summary>
internal static class LimitJson
{
    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, LimitTerms terms)
    {
        json.WriteString("id"u8, terms.Id);
        if (terms.Member.Length > 0) json.WriteString("member"u8, terms.Member);
        if (terms.Meter is not null) json.WriteString("meter"u8, terms.Meter);
        if (terms.Model is not null) json.WriteString("model"u8, terms.Model);
        if (terms.ApiKey is not null) json.WriteString("api_key"u8, terms.ApiKey);
        json.WriteString("measure"u8, Names.Of(terms.Measure));
        if (terms.Asset is { } asset) json.WriteString("asset"u8, asset.Code);
        json.WriteString("window"u8, Names.Of(terms.Window.Span));
        if (terms.Window.IsCalendar) json.WriteString("zone"u8, terms.Window.Zone);
        if (terms.Window.Length > TimeSpan.Zero) json.WriteNumber("seconds"u8, (long)terms.Window.Length.TotalSeconds);
        json.WriteNumber("max"u8, terms.Max);
        if (!terms.IsHard) json.WriteBoolean("soft"u8, true);
        if (terms.AlertAt.Length > 0)
        {
            json.WriteStartArray("alert_at"u8);
            foreach (var percent in terms.AlertAt) json.WriteNumberValue(percent);
            json.WriteEndArray();
        }

        if (terms.ApproveAbove is { } bound) json.WriteNumber("approve_above"u8, bound);
        if (terms.Worth != 1m) json.WriteString("worth"u8, DecimalText.Format(terms.Worth));
        if (terms.MarkupMin != 0) json.WriteNumber("markup_min"u8, terms.MarkupMin);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LimitTerms Read(JsonElement json, Catalog catalog) => new()
    {
        Id = json.GetProperty("id").GetString()!,
        Member = Text(json, "member") ?? "",
        Meter = Text(json, "meter"),
        Model = Text(json, "model"),
        ApiKey = Text(json, "api_key"),
        Measure = Names.ParseMeasure(Text(json, "measure")!),
        Asset = Text(json, "asset") is { } asset ? catalog.AssetOf(asset) : null,
        Window = new(Names.ParseSpan(Text(json, "window")!), Text(json, "zone") ?? "UTC", TimeSpan.FromSeconds(Number(json, "seconds") ?? 0)),
        Max = json.GetProperty("max").GetInt64(),
        IsHard = !json.TryGetProperty("soft", out _),
        AlertAt = json.TryGetProperty("alert_at", out var percents) ? [.. percents.EnumerateArray().Select(percent => percent.GetInt32())] : [],
        ApproveAbove = Number(json, "approve_above"),
        Worth = Text(json, "worth") is { } worth ? decimal.Parse(worth, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 1m,
        MarkupMin = (int)(Number(json, "markup_min") ?? 0),
    };

    /// <summary>Writes the windows that an entry opens, if it opens some.</summary>
    public static void WriteWindows(Utf8JsonWriter json, ImmutableArray<WindowOpened> windows)
    {
        if (windows.Length == 0) return;

        json.WriteStartArray("windows"u8);
        foreach (var (limit, from, to) in windows)
        {
            json.WriteStartArray();
            json.WriteStringValue(limit);
            json.WriteStringValue(from.UtcDateTime);
            json.WriteStringValue(to.UtcDateTime);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>The same body with the windows that its command says it opens.</summary>
    public static EntryBody WithWindows(EntryBody body, JsonElement said) => !said.TryGetProperty("windows", out var windows) ? body : body with
    {
        Windows = [.. windows.EnumerateArray().Select(window => new WindowOpened(window[0].GetString()!, Instant(window[1]), Instant(window[2])))],
    };

    /// <summary>Writes the named limit that refused something, if one did.</summary>
    public static void WriteHit(Utf8JsonWriter json, LimitHit? hit)
    {
        if (hit is null) return;

        json.WriteStartObject("limit"u8);
        json.WriteString("id"u8, hit.Id);
        json.WriteString("member"u8, hit.Member);
        json.WriteString("measure"u8, Names.Of(hit.Measure));
        if (hit.Window is { } window)
        {
            json.WriteString("from"u8, window.Start.UtcDateTime);
            json.WriteString("to"u8, window.End.UtcDateTime);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteHit"/> wrote.</summary>
    public static LimitHit? ReadHit(JsonElement? came)
    {
        if (came?.TryGetProperty("limit", out var hit) != true) return null;

        Period? window = hit.TryGetProperty("from", out var from) ? new(Instant(from), Instant(hit.GetProperty("to"))) : null;
        return new(hit.GetProperty("id").GetString()!, hit.GetProperty("member").GetString()!, window, Names.ParseMeasure(hit.GetProperty("measure").GetString()!));
    }

    private static DateTimeOffset Instant(JsonElement time) => new(time.GetDateTime());

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
