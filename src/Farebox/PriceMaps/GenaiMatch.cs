using System.Text.Json;

namespace Farebox.PriceMaps;

/// <summary>Which names genai-prices knows a model by: exact ones become rows, patterns cannot.</summary>
internal static class GenaiMatch
{
    private const string Exact = "equals";

    public static IReadOnlyList<string> Names(JsonElement model)
    {
        var id = model.GetProperty("id").GetString();
        return model.TryGetProperty("match", out var match)
            ? [.. Terms(match).Where(term => term.Name == Exact).Select(term => term.Value.GetString()!).Where(name => name != id).Distinct()]
            : [];
    }

    public static bool HasPatterns(JsonElement match) => Terms(match).Any(term => term.Name != Exact);

    private static IEnumerable<JsonProperty> Terms(JsonElement match)
    {
        foreach (var member in match.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                yield return member;
                continue;
            }

            foreach (var term in member.Value.EnumerateArray().SelectMany(Terms)) yield return term;
        }
    }
}
