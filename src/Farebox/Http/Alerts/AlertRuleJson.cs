using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Http.Alerts;

/// <summary>Writes alert rules as they were sent, and whether they have told of something that is still so.</summary>
internal static class AlertRuleJson
{
    public static void Write(Utf8JsonWriter json, (string Account, AlertRule Rule, DateTimeOffset? FiringSince) alert)
    {
        json.WriteStartObject();
        json.WriteString("id", alert.Rule.Id);
        json.WriteString("account", alert.Account);
        WriteTerms(json, alert.Rule);
        if (alert.FiringSince is { } since) json.WriteString("firing_since", Rfc3339.Format(since));
        json.WriteEndObject();
    }

    /// <summary>A rule for every account that is opened.</summary>
    public static void WriteDefault(Utf8JsonWriter json, AlertRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteTerms(json, rule);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, AlertRule rule)
    {
        json.WriteString("kind", rule.Kind.Name());
        json.WriteString("asset", rule.Asset.Code);
        if (rule.Member.Length > 0) json.WriteString("member", rule.Member);
        if (rule.Units is { } units) AmountJson.Write(json, "below", units, rule.Asset);
        if (rule.Percent is { } percent) json.WriteNumber("below_percent", percent);
        if (rule.RecoverUnits is { } above) AmountJson.Write(json, "recovered_above", above, rule.Asset);
        if (rule.RecoverPercent is { } abovePercent) json.WriteNumber("recovered_above_percent", abovePercent);
        if (rule.Within != TimeSpan.Zero) json.WriteNumber("within_seconds", (long)rule.Within.TotalSeconds);
    }

    public static void WriteRemoved(Utf8JsonWriter json, (string Account, string Id) rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("account", rule.Account);
        json.WriteBoolean("removed", true);
        json.WriteEndObject();
    }
}
