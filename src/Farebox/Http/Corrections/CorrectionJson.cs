using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Corrections;
using Farebox.Postgres.Journal;
using Farebox.Time;

namespace Farebox.Http.Corrections;

/// <summary>Writes what came of corrections.</summary>
internal static class CorrectionJson
{
    public static void Write(Utf8JsonWriter json, (string Account, CorrectionResult Result) correction)
    {
        var (entry, body) = (correction.Result.Entry, correction.Result.Body);
        json.WriteStartObject();
        json.WriteString("account", correction.Account);
        json.WriteString("id", body.CorrectionId);
        json.WriteString("correction", Names.Of(body.What));
        json.WriteString("source", body.Source);
        json.WriteString("event", body.Id);
        json.WriteNumber("entry_seq", entry.Seq);
        json.WriteNumber("corrects", body.Corrects);
        json.WriteString("occurred_at", Rfc3339.Format(entry.OccurredAt));
        WriteSums(json, "returned", body.Taken.Select(taken => (taken.Asset, taken.Units)));
        WriteSums(json, "debited", body.Charges.Select(charge => (charge.Asset, charge.Units)));
        if (body.Marks != UsageMarks.None)
        {
            json.WriteStartArray("flags");
            foreach (var mark in Names.Of(body.Marks)) json.WriteStringValue(mark);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, (string Account, RerateResult Result) rerate)
    {
        json.WriteStartObject();
        json.WriteString("account", rerate.Account);
        json.WriteNumber("rated", rerate.Result.Rated);
        json.WriteStartObject("left");
        foreach (var (code, count) in rerate.Result.Left) json.WriteNumber(ProblemCodes.Of(code).Code, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Amounts by asset.</summary>
    public static void WriteSums(Utf8JsonWriter json, string name, IEnumerable<(Asset? Asset, long Units)> parts)
    {
        json.WriteStartObject(name);
        foreach (var asset in parts.Where(part => part.Asset is not null).GroupBy(part => part.Asset!))
            AmountJson.Write(json, asset.Key.Code, asset.Aggregate((Int128)0, (sum, part) => sum + part.Units), asset.Key);
        json.WriteEndObject();
    }
}
