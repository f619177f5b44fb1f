using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Http.TopUps;

/// <summary>Writes rules and purchases of credit.</summary>
internal static class TopUpJson
{
    public static void Write(Utf8JsonWriter json, ListedTopUpRule listed)
    {
        var rule = listed.Rule;
        json.WriteStartObject();
        json.WriteString("account", listed.Account);
        json.WriteString("asset", rule.Asset.Code);
        AmountJson.Write(json, "threshold", rule.Threshold, rule.Asset);
        if (rule.Units is { } units) AmountJson.Write(json, "amount", units, rule.Asset);
        if (rule.Target is { } target) AmountJson.Write(json, "up_to", target, rule.Asset);
        json.WriteStartObject("price");
        json.WriteString("asset", rule.Price.Asset.Code);
        AmountJson.Write(json, "amount", rule.Price.Units, rule.Price.Asset);
        AmountJson.Write(json, "per", rule.PriceOf, rule.Asset);
        json.WriteEndObject();
        json.WriteNumber("discount_percent", rule.DiscountPercent);
        if (rule.MonthlyCap is { } cap) AmountJson.Write(json, "monthly_cap", cap, rule.Price.Asset);
        json.WriteNumber("retries", rule.Retries);
        if (rule.Lasts is { } lasts) json.WriteNumber("expires_after_seconds", (long)lasts.TotalSeconds);
        json.WriteNumber("priority", rule.Priority);
        if (listed.Standing is { } standing) WriteStanding(json, rule, standing);
        json.WriteEndObject();
    }

    public static void WriteRemoved(Utf8JsonWriter json, (string Account, string Asset) rule)
    {
        json.WriteStartObject();
        json.WriteString("account", rule.Account);
        json.WriteString("asset", rule.Asset);
        json.WriteBoolean("removed", true);
        json.WriteEndObject();
    }

    public static void WriteTopUp(Utf8JsonWriter json, (string Account, TopUp TopUp) item)
    {
        var topUp = item.TopUp;
        json.WriteStartObject();
        json.WriteString("id", topUp.Id);
        json.WriteString("account", item.Account);
        json.WriteString("asset", topUp.Asset.Code);
        AmountJson.Write(json, "amount", topUp.Units, topUp.Asset);
        json.WriteStartObject("charge");
        json.WriteString("asset", topUp.Charge.Asset.Code);
        AmountJson.Write(json, "amount", topUp.Charge.Units, topUp.Charge.Asset);
        json.WriteEndObject();
        json.WriteString("state", topUp.State.Name());
        json.WriteString("requested_at", Rfc3339.Format(topUp.RequestedAt));
        if (topUp.Note.Length > 0) json.WriteString(topUp.State == TopUpState.Failed ? "reason" : "reference", topUp.Note);
        json.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter json, TopUpRule rule, TopUpStanding standing)
    {
        if (standing.InFlight is { } inFlight) json.WriteString("in_flight", inFlight);
        if (standing.WantedAt is { } wanted) json.WriteString("next_at", Rfc3339.Format(wanted));
        if (standing.Failures > 0) json.WriteNumber("failures", standing.Failures);
        json.WriteBoolean("disabled", standing.IsDisabled);
        json.WriteString("month", Rfc3339.Format(standing.Month)[..7]);
        AmountJson.Write(json, "charged_in_month", standing.MonthCharged, rule.Price.Asset);
    }
}
