using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Rules and purchases of credit as JSON: as their entries keep them, and with where they stand as a checkpoint does.</summary>
internal static class TopUpJson
{
    /// <summary>What an entry says. Of one kind are three acts: a rule, a decision and an end.</summary>
    public static void Write(Utf8JsonWriter json, EntryBody body)
    {
        switch (body)
        {
            case TopUpRuleSet set:
                json.WriteString("asset"u8, set.Asset.Code);
                json.WritePropertyName("rule"u8);
                if (set.Rule is { } rule) WriteRule(json, rule);
                else json.WriteNullValue();
                break;
            case TopUpDecided decided:
                json.WriteString("due"u8, decided.Item.Id);
                json.WriteString("at"u8, decided.Item.At.UtcDateTime);
                if (decided.TopUp is { } topUp) Write(json, "buy"u8, topUp);
                else json.WriteString("reason"u8, decided.Reason);
                break;
            case TopUpSettled settled:
                json.WriteString("top_up"u8, settled.Id);
                if (settled.Note.Length > 0) json.WriteString("note"u8, settled.Note);
                if (settled.Grant is not { } grant) break;
                json.WriteStartObject("grant"u8);
                TermsJson.Write(json, grant);
                json.WriteEndObject();
                break;
        }
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, EntryBody)"/> wrote.</summary>
    public static EntryBody Read(JsonElement said, Catalog catalog)
    {
        if (said.TryGetProperty("rule", out var rule))
            return new TopUpRuleSet(catalog.AssetOf(said.GetProperty("asset").GetString()!), rule.ValueKind == JsonValueKind.Null ? null : ReadRule(rule, catalog));
        if (said.TryGetProperty("due", out var due))
        {
            return new TopUpDecided(
                new(TermsJson.InstantOf(said, "at")!.Value, DueKind.TopUp, due.GetString()!),
                said.TryGetProperty("buy", out var buy) ? ReadTopUp(buy, catalog) : null, Text(said, "reason"));
        }

        return new TopUpSettled(
            said.GetProperty("top_up").GetString()!, said.TryGetProperty("grant", out var grant) ? TermsJson.Read(grant, catalog) : null, Text(said, "note"));
    }

    /// <summary>Writes nothing for a book that never bought by itself.</summary>
    public static void Write(Utf8JsonWriter json, Book book)
    {
        var watches = book.TopUpRules.ToArray();
        if (watches.Length == 0) return;

        json.WriteStartArray("top_up_rules"u8);
        foreach (var watch in watches) Write(json, watch);
        json.WriteEndArray();
        json.WriteStartArray("top_ups"u8);
        foreach (var topUp in book.TopUps.OrderBy(topUp => topUp.Seq)) Write(json, default, topUp);
        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, Book)"/> wrote into a checkpoint.</summary>
    public static void Read(Book.Restore restore, JsonElement checkpoint, Catalog catalog)
    {
        if (!checkpoint.TryGetProperty("top_up_rules", out var rules)) return;

        foreach (var topUp in checkpoint.GetProperty("top_ups").EnumerateArray()) restore.TopUp(ReadTopUp(topUp, catalog));
        foreach (var rule in rules.EnumerateArray())
        {
            restore.TopUpRule(rule.GetProperty("of").GetString()!, rule.TryGetProperty("rule", out var terms) ? ReadRule(terms, catalog) : null, new()
            {
                Count = rule.GetProperty("count").GetInt64(),
                InFlight = rule.TryGetProperty("in_flight", out var inFlight) ? inFlight.GetString() : null,
                WantedAt = rule.TryGetProperty("wanted_at", out var wanted) ? Instant(wanted) : null,
                Failures = rule.GetProperty("failures").GetInt32(),
                IsDisabled = rule.GetProperty("disabled").GetBoolean(),
                Month = Instant(rule.GetProperty("month")),
                MonthCharged = rule.GetProperty("charged").GetInt64(),
                CapTold = rule.GetProperty("cap_told").GetInt32(),
            });
        }
    }

    private static void Write(Utf8JsonWriter json, TopUpWatch watch)
    {
        var standing = watch.Standing;
        json.WriteStartObject();
        json.WriteString("of"u8, watch.Asset);
        if (watch.Rule is { } rule)
        {
            json.WritePropertyName("rule"u8);
            WriteRule(json, rule);
        }

        json.WriteNumber("count"u8, standing.Count);
        if (standing.InFlight is { } inFlight) json.WriteString("in_flight"u8, inFlight);
        if (standing.WantedAt is { } wanted) json.WriteNumber("wanted_at"u8, wanted.UtcTicks);
        json.WriteNumber("failures"u8, standing.Failures);
        json.WriteBoolean("disabled"u8, standing.IsDisabled);
        json.WriteNumber("month"u8, standing.Month.UtcTicks);
        json.WriteNumber("charged"u8, standing.MonthCharged);
        json.WriteNumber("cap_told"u8, standing.CapTold);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, TopUpRule rule)
    {
        json.WriteStartObject();
        json.WriteString("asset"u8, rule.Asset.Code);
        json.WriteNumber("threshold"u8, rule.Threshold);
        if (rule.Units is { } units) json.WriteNumber("units"u8, units);
        if (rule.Target is { } target) json.WriteNumber("target"u8, target);
        json.WriteString("price_asset"u8, rule.Price.Asset.Code);
        json.WriteNumber("price"u8, rule.Price.Units);
        json.WriteNumber("of"u8, rule.PriceOf);
        if (rule.DiscountPercent != 0) json.WriteNumber("discount"u8, rule.DiscountPercent);
        if (rule.MonthlyCap is { } cap) json.WriteNumber("cap"u8, cap);
        json.WriteNumber("retries"u8, rule.Retries);
        if (rule.Lasts is { } lasts) json.WriteNumber("lasts_seconds"u8, (long)lasts.TotalSeconds);
        if (rule.Priority != 0) json.WriteNumber("priority"u8, rule.Priority);
        json.WriteEndObject();
    }

    private static TopUpRule ReadRule(JsonElement json, Catalog catalog) => new()
    {
        Asset = catalog.AssetOf(json.GetProperty("asset").GetString()!),
        Threshold = json.GetProperty("threshold").GetInt64(),
        Units = Number(json, "units"),
        Target = Number(json, "target"),
        Price = Amount.FromUnits(catalog.AssetOf(json.GetProperty("price_asset").GetString()!), json.GetProperty("price").GetInt64()),
        PriceOf = json.GetProperty("of").GetInt64(),
        DiscountPercent = (int)(Number(json, "discount") ?? 0),
        MonthlyCap = Number(json, "cap"),
        Retries = json.GetProperty("retries").GetInt32(),
        Lasts = Number(json, "lasts_seconds") is { } lasts ? TimeSpan.FromSeconds(lasts) : null,
        Priority = (int)(Number(json, "priority") ?? 0),
    };

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, TopUp topUp)
    {
        if (name.IsEmpty) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("id"u8, topUp.Id);
        json.WriteString("asset"u8, topUp.Asset.Code);
        json.WriteNumber("units"u8, topUp.Units);
        json.WriteString("charge_asset"u8, topUp.Charge.Asset.Code);
        json.WriteNumber("charge"u8, topUp.Charge.Units);
        if (topUp.Lasts is { } lasts) json.WriteNumber("lasts_seconds"u8, (long)lasts.TotalSeconds);
        if (topUp.Priority != 0) json.WriteNumber("priority"u8, topUp.Priority);
        json.WriteNumber("failures"u8, topUp.Failures);
        json.WriteString("requested_at"u8, topUp.RequestedAt.UtcDateTime);
        json.WriteNumber("seq"u8, topUp.Seq);
        if (topUp.State != TopUpState.Requested) json.WriteString("state"u8, topUp.State.Name());
        if (topUp.Note.Length > 0) json.WriteString("note"u8, topUp.Note);
        json.WriteEndObject();
    }

    private static TopUp ReadTopUp(JsonElement json, Catalog catalog) => new(
        json.GetProperty("id").GetString()!, catalog.AssetOf(json.GetProperty("asset").GetString()!), json.GetProperty("units").GetInt64(),
        Amount.FromUnits(catalog.AssetOf(json.GetProperty("charge_asset").GetString()!), json.GetProperty("charge").GetInt64()),
        Number(json, "lasts_seconds") is { } lasts ? TimeSpan.FromSeconds(lasts) : null, (int)(Number(json, "priority") ?? 0),
        json.GetProperty("failures").GetInt32(), TermsJson.InstantOf(json, "requested_at")!.Value, json.GetProperty("seq").GetInt64())
    {
        State = Text(json, "state") switch { "paid" => TopUpState.Paid, "failed" => TopUpState.Failed, _ => TopUpState.Requested },
        Note = Text(json, "note"),
    };

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
