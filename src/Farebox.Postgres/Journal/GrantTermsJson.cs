using System.Text.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Postgres.Journal;

/// <summary>What only some grants say: owner, payment, rollover, and where they came from. What says nothing is left out.</summary>
internal static class GrantTermsJson
{
    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, GrantTerms terms)
    {
        if (terms.Owner is { } owner) json.WriteString("owner"u8, owner);
        if (terms.Payment != GrantPayment.Settled) json.WriteString("payment"u8, terms.Payment.Name());
        if (terms.Lendable != 0) json.WriteNumber("lendable"u8, terms.Lendable);
        if (terms.From is { } from) json.WriteString("from"u8, from);
        if (terms.Generation != 0) json.WriteNumber("generation"u8, terms.Generation);
        if (terms.Schedule is { } schedule) json.WriteString("schedule"u8, schedule);
        if (terms.IsReserve) json.WriteBoolean("reserve"u8, true);
        if (terms.Rank != 0) json.WriteNumber("rank"u8, terms.Rank);
        if (terms.Rollover is not { } rollover) return;

        json.WriteStartObject("rollover"u8);
        json.WriteString("basis"u8, RolloverWords.Bases[(int)rollover.Basis]);
        json.WriteNumber("fraction"u8, rollover.FractionParts);
        if (rollover.Cap is { } cap) json.WriteNumber("cap"u8, cap);
        json.WriteString("cap_of"u8, RolloverWords.CapsOf[(int)rollover.CapOf]);
        if (rollover.GenerationsMax is { } generations) json.WriteNumber("max_generations"u8, generations);
        json.WriteString("order"u8, RolloverWords.Orders[(int)rollover.Order]);
        if (rollover.NewExpiry is { } span) WriteSpan(json, "new_expiry"u8, span);
        json.WriteString("zone"u8, rollover.Zone);
        json.WriteString("on_plan_change"u8, RolloverWords.OnPlanChange[(int)rollover.OnPlanChange]);
        json.WriteEndObject();
    }

    /// <summary>Adds to terms what <see cref="Write"/> wrote.</summary>
    public static GrantTerms Read(JsonElement json, GrantTerms terms) => terms with
    {
        Owner = Text(json, "owner"),
        Payment = Text(json, "payment") is { } payment && GrantPayments.TryParse(payment, out var parsed) ? parsed : GrantPayment.Settled,
        Lendable = Whole(json, "lendable") ?? 0,
        From = Text(json, "from"),
        Generation = (int)(Whole(json, "generation") ?? 0),
        Schedule = Text(json, "schedule"),
        IsReserve = json.TryGetProperty("reserve", out _),
        Rank = (int)(Whole(json, "rank") ?? 0),
        Rollover = json.TryGetProperty("rollover", out var rollover) ? ReadRollover(rollover) : null,
    };

    public static void WriteSpan(Utf8JsonWriter json, ReadOnlySpan<byte> name, CadenceSpan span)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(ScheduleWords.Units[(int)span.Unit]);
        json.WriteNumberValue(span.Count);
        json.WriteEndArray();
    }

    public static CadenceSpan? SpanOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var span) ? new CadenceSpan(Word<CadenceUnit>(ScheduleWords.Units, span[0].GetString()), span[1].GetInt32()) : null;

    public static T Word<T>(IReadOnlyList<string> words, string? word)
        where T : struct, Enum
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == word) return (T)(object)i;
        }

        throw new FormatException($"The journal does not know '{word}'.");
    }

    private static RolloverTerms ReadRollover(JsonElement json) => new()
    {
        Basis = Word<RolloverBasis>(RolloverWords.Bases, Text(json, "basis")),
        FractionParts = json.GetProperty("fraction").GetInt32(),
        Cap = Whole(json, "cap"),
        CapOf = Word<RolloverCapOf>(RolloverWords.CapsOf, Text(json, "cap_of")),
        GenerationsMax = (int?)Whole(json, "max_generations"),
        Order = Word<RolloverOrder>(RolloverWords.Orders, Text(json, "order")),
        NewExpiry = SpanOf(json, "new_expiry"),
        Zone = Text(json, "zone")!,
        OnPlanChange = Word<RolloverOnPlanChange>(RolloverWords.OnPlanChange, Text(json, "on_plan_change")),
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Whole(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
