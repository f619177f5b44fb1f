using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>Alert rules as JSON: as their entries keep them, and with what they have told as a checkpoint does.</summary>
internal static class WatchJson
{
    /// <summary>Writes nothing for a book that nobody watches, so that the checkpoints of such books are what they always were.</summary>
    public static void Write(Utf8JsonWriter json, Book book)
    {
        var watches = book.Alerts.ToArray();
        if (watches.Length > 0)
        {
            json.WriteStartArray("alerts"u8);
            foreach (var watch in watches)
            {
                json.WriteStartObject();
                Write(json, watch.Rule);
                if (watch.FiringSince is { } since) json.WriteNumber("firing_since"u8, since.UtcTicks);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        TopUpJson.Write(json, book);
        var overdue = book.OverdueNotices.ToArray();
        if (overdue.Length == 0) return;

        json.WriteStartArray("overdue"u8);
        foreach (var item in overdue)
        {
            json.WriteStartArray();
            json.WriteNumberValue(item.At.UtcTicks);
            json.WriteStringValue(item.Id);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, Book)"/> wrote; the grants are there already.</summary>
    public static void Read(Book.Restore restore, JsonElement checkpoint, Catalog catalog)
    {
        restore.At(InstantOf(checkpoint.GetProperty("recorded_at")));
        if (checkpoint.TryGetProperty("alerts", out var alerts))
        {
            foreach (var alert in alerts.EnumerateArray())
                restore.Alert(ReadRule(alert, catalog), alert.TryGetProperty("firing_since", out var since) ? InstantOf(since) : null);
        }

        TopUpJson.Read(restore, checkpoint, catalog);
        if (!checkpoint.TryGetProperty("overdue", out var overdue)) return;
        foreach (var item in overdue.EnumerateArray()) restore.Overdue(new(InstantOf(item[0]), DueKind.Notice, item[1].GetString()!));
    }

    /// <summary>What an entry says of a rule that was set or removed.</summary>
    public static void Write(Utf8JsonWriter json, AlertRuleSet set)
    {
        if (set.Rule is { } rule) Write(json, rule);
        else json.WriteString("id"u8, set.Id);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, AlertRuleSet)"/> wrote.</summary>
    public static AlertRuleSet ReadSet(JsonElement said, Catalog catalog) =>
        new(said.GetProperty("id").GetString()!, said.TryGetProperty("kind", out _) ? ReadRule(said, catalog) : null);

    /// <summary>The rules that an account was opened with; nothing when there were none.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<AlertRule> rules)
    {
        if (rules.IsEmpty) return;

        json.WriteStartArray("alerts"u8);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            Write(json, rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, ImmutableArray{AlertRule})"/> wrote.</summary>
    public static ImmutableArray<AlertRule> ReadRules(JsonElement said, Catalog catalog) =>
        said.TryGetProperty("alerts", out var alerts) ? [.. alerts.EnumerateArray().Select(alert => ReadRule(alert, catalog))] : [];

    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, AlertRule rule)
    {
        json.WriteString("id"u8, rule.Id);
        json.WriteString("kind"u8, rule.Kind.Name());
        json.WriteString("asset"u8, rule.Asset.Code);
        if (rule.Member.Length > 0) json.WriteString("member"u8, rule.Member);
        if (rule.Units is { } units) json.WriteNumber("units"u8, units);
        if (rule.Percent is { } percent) json.WriteNumber("percent"u8, percent);
        if (rule.RecoverUnits is { } recoverUnits) json.WriteNumber("recover_units"u8, recoverUnits);
        if (rule.RecoverPercent is { } recoverPercent) json.WriteNumber("recover_percent"u8, recoverPercent);
        if (rule.Within != TimeSpan.Zero) json.WriteNumber("within_seconds"u8, (long)rule.Within.TotalSeconds);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, AlertRule)"/> wrote.</summary>
    public static AlertRule ReadRule(JsonElement json, Catalog catalog) => new()
    {
        Id = json.GetProperty("id").GetString()!,
        Kind = AlertKinds.Parse(json.GetProperty("kind").GetString()!),
        Asset = catalog.AssetOf(json.GetProperty("asset").GetString()!),
        Member = json.TryGetProperty("member", out var member) ? member.GetString()! : "",
        Units = json.TryGetProperty("units", out var units) ? units.GetInt64() : null,
        Percent = json.TryGetProperty("percent", out var percent) ? percent.GetInt32() : null,
        RecoverUnits = json.TryGetProperty("recover_units", out var recoverUnits) ? recoverUnits.GetInt64() : null,
        RecoverPercent = json.TryGetProperty("recover_percent", out var recoverPercent) ? recoverPercent.GetInt32() : null,
        Within = json.TryGetProperty("within_seconds", out var within) ? TimeSpan.FromSeconds(within.GetInt64()) : TimeSpan.Zero,
    };

    private static DateTimeOffset InstantOf(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
