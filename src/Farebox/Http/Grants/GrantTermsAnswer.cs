using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Grants;

/// <summary>Writes what only some grants say. What says nothing is left out.</summary>
internal static class GrantTermsAnswer
{
    public static void Write(Utf8JsonWriter json, GrantTerms terms)
    {
        if (terms.Owner is { } owner) json.WriteString("owner", owner);
        if (terms.Payment != GrantPayment.Settled) json.WriteString("payment", terms.Payment.Name());
        if (terms.Lendable > 0) AmountJson.Write(json, "lendable", terms.Lendable, terms.Asset);
        if (terms.Rollover is { } rollover) WriteRollover(json, rollover, terms.Asset);
        if (terms.From is { } from) json.WriteString("from", from);
        if (terms.Generation > 0) json.WriteNumber("generation", terms.Generation);
        if (terms.Schedule is { } schedule) json.WriteString("schedule", schedule);
    }

    public static void WriteSpan(Utf8JsonWriter json, string name, CadenceSpan span)
    {
        json.WriteStartObject(name);
        json.WriteString("unit", ScheduleWords.Units[(int)span.Unit]);
        json.WriteNumber("count", span.Count);
        json.WriteEndObject();
    }

    private static void WriteRollover(Utf8JsonWriter json, RolloverTerms rollover, Asset asset)
    {
        json.WriteStartObject("rollover");
        json.WriteString("basis", RolloverWords.Bases[(int)rollover.Basis]);
        json.WriteString("fraction", DecimalText.Format((decimal)rollover.FractionParts / RolloverTerms.Whole));
        if (rollover.Cap is { } cap) AmountJson.Write(json, "cap", cap, asset);
        json.WriteString("cap_of", RolloverWords.CapsOf[(int)rollover.CapOf]);
        if (rollover.GenerationsMax is { } generations) json.WriteNumber("max_generations", generations);
        json.WriteString("order", RolloverWords.Orders[(int)rollover.Order]);
        if (rollover.NewExpiry is { } span) WriteSpan(json, "new_expiry", span);
        json.WriteString("zone", rollover.Zone);
        json.WriteString("on_plan_change", RolloverWords.OnPlanChange[(int)rollover.OnPlanChange]);
        json.WriteEndObject();
    }
}
