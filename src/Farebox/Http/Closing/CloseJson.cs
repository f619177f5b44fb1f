using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Postgres.Closing;
using Farebox.Time;

namespace Farebox.Http.Closing;

/// <summary>Writes what a close came to.</summary>
internal static class CloseJson
{
    public static void Write(Utf8JsonWriter json, (CloseQuestion Question, CloseResult Result) close)
    {
        var (question, result) = close;
        json.WriteStartObject();
        json.WriteString("account", question.Account);
        json.WriteString("period", result.Closed.Period.ToString());
        json.WriteBoolean("dry_run", question.IsDryRun);
        if (result.Closed.From is { } from) json.WriteString("closed_from", Rfc3339.Format(from));
        json.WriteString("closed_until", Rfc3339.Format(result.Closed.Until));
        if (result.Seq > 0) json.WriteNumber("entry_seq", result.Seq);
        json.WriteNumber("events", result.Events);
        json.WriteStartArray("adjustments");
        foreach (var posted in result.Adjustments) Write(json, posted);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PostedDifference posted)
    {
        var adjustment = posted.Adjustment;
        json.WriteStartObject();
        json.WriteString("meter", adjustment.Meter);
        if (adjustment.Model.Length > 0) json.WriteString("model", adjustment.Model);
        json.WriteString("period", adjustment.Period.ToString());
        json.WriteNumber("events", adjustment.Events);
        if (adjustment.Asset is { } asset)
        {
            json.WriteString("asset", asset.Code);
            AmountJson.Write(json, "rated", adjustment.Rated, asset);
            AmountJson.Write(json, "charged", adjustment.Charged, asset);
            AmountJson.Write(json, "amount", adjustment.Units, asset);
        }

        if (adjustment.CostAsset is { } cost)
        {
            json.WriteString("cost_asset", cost.Code);
            AmountJson.Write(json, "upstream_cost", adjustment.Cost, cost);
        }

        if (posted.Seq > 0) json.WriteNumber("entry_seq", posted.Seq);
        json.WriteEndObject();
    }
}
