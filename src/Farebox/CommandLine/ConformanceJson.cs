using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Files.Conformance;
using Farebox.Money;

namespace Farebox.CommandLine;

/// <summary>What became of cases, for a program.</summary>
internal static class ConformanceJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ConformanceReport report) => new JsonObject
    {
        ["total"] = Tally(report.Total),
        ["parts"] = new JsonArray([.. report.Parts.Select(part => Tally(part, ("part", part.Topic)))]),
        ["tallies"] = new JsonArray([.. report.Tallies.Select(tally => Tally(tally, ("topic", tally.Topic), ("source", tally.Source)))]),
        ["stale_exceptions"] = new JsonArray([.. report.Stale.Select(stale => (JsonNode)stale.CaseId)]),
        ["cases"] = new JsonArray([.. report.Results.Select(Case)]),
    }.ToJsonString(Options);

    private static JsonObject Tally(ConformanceTally tally, params (string Key, string Value)[] names)
    {
        var json = new JsonObject(names.Select(name => KeyValuePair.Create(name.Key, (JsonNode?)name.Value)));
        foreach (var (key, count) in (ReadOnlySpan<(string, int)>)[("passed", tally.Passed), ("failed", tally.Failed), ("known", tally.Known), ("not_yet", tally.NotYet)]) json[key] = count;
        return json;
    }

    private static JsonObject Case(ConformanceResult result) => new()
    {
        ["id"] = result.Case.Id,
        ["topic"] = result.Case.Topic,
        ["source"] = result.Case.Source,
        ["preset"] = result.Case.Preset,
        ["verdict"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Verdict.ToString()),
        ["at"] = result.Case.Place.ToString(),
        ["differences"] = new JsonArray([.. result.Differences.Select(text => (JsonNode)text)]),
        ["reason"] = result.Reason,
        ["actual"] = result.Actual.DeepClone(),
        ["working"] = new JsonArray([.. result.Working.Select(step => (JsonNode)new JsonObject
        {
            ["reason"] = step.Reason,
            ["quantity"] = DecimalText.Format(step.Quantity),
            ["unit_price"] = DecimalText.Format(step.UnitPrice),
            ["total"] = DecimalText.Format(step.Total),
        })]),
    };
}
