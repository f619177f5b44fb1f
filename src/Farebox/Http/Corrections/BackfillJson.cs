using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Corrections;
using Farebox.Time;

namespace Farebox.Http.Corrections;

/// <summary>Writes what came of a backfill, or what would.</summary>
internal static class BackfillJson
{
    public static void Write(Utf8JsonWriter json, (BackfillQuestion Question, BackfillResult Result) backfill)
    {
        var (question, result) = backfill;
        json.WriteStartObject();
        json.WriteString("account", question.Account);
        json.WriteString("id", question.Id);
        json.WriteBoolean("dry_run", question.IsDryRun);
        json.WriteString("from", Rfc3339.Format(question.From));
        json.WriteString("to", Rfc3339.Format(question.To));
        foreach (var (name, kind) in new[] { ("kept", BackfillKind.Keep), ("amended", BackfillKind.Amend), ("voided", BackfillKind.Void), ("added", BackfillKind.Add) })
            json.WriteNumber(name, result.Steps.Count(step => step.Kind == kind));
        var standing = result.Steps.SelectMany(step => step.Standing?.Charges ?? []);
        CorrectionJson.WriteSums(json, "returned", standing.Select(charge => (charge.Charge.Asset, charge.Units)));
        if (!question.IsDryRun) CorrectionJson.WriteSums(json, "debited", result.Entries.SelectMany(Charges).Select(charge => (charge.Asset, charge.Units)));
        json.WriteStartArray("refused");
        foreach (var (id, why) in result.Refused)
        {
            json.WriteStartObject();
            json.WriteString("event", id);
            json.WriteString("code", ProblemCodes.Of(why.Code).Code);
            json.WriteString("detail", Echo.Shorten(why.Detail));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IReadOnlyList<Charge> Charges(Entry entry) => entry.Body switch
    {
        UsageReported usage when entry.Status == EntryStatus.Recorded => usage.Charges,
        UsageCorrected corrected => corrected.Charges,
        _ => [],
    };
}
