using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

/// <summary>Whatever stands where a count or an object is expected, the answer is a reading or a reason, never an exception.</summary>
public sealed class UsageRobustnessTests
{
    private static readonly string[] Odd =
        ["null", "true", "\"\"", "\"7\"", "-1", "0.5", "1e400", "1e-400", "99999999999999999999999999", "[]", "[null]", "[[]]", "[7]", "{}", "{\"usage\":{}}", "{\"tokenCount\":\"x\"}", "\"\\ud83d\\ude00\""];

    public static TheoryData<string> CaseNames => [.. UsageCase.Load("usage-cases.json").Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Any_value_may_be_anything(string name)
    {
        var payload = UsageCase.Load("usage-cases.json")[name].GetProperty("payload");
        var places = Count(JsonNode.Parse(payload.GetRawText())!);
        for (var place = 0; place < places; place++)
        {
            foreach (var odd in Odd)
            {
                var changed = JsonNode.Parse(payload.GetRawText())!;
                var at = place;
                Replace(changed, ref at, odd);
                var parse = UsageNormalizer.Read(JsonElement.Parse(changed.ToJsonString()));

                Assert.True(parse.IsValid != parse.Code is not null);
                if (parse.Reading is { } reading) Assert.All(reading.Quantities, quantity => Assert.True(quantity >= 0m));
            }
        }
    }

    private static int Count(JsonNode node) => node switch
    {
        JsonObject members => members.Sum(member => 1 + (member.Value is null ? 0 : Count(member.Value))),
        JsonArray items => items.Sum(item => 1 + (item is null ? 0 : Count(item))),
        _ => 0,
    };

    // Counts down through the tree; the place that is reached at zero gets the odd value.
    private static bool Replace(JsonNode? node, ref int at, string odd)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Select(member => member.Key).ToArray())
            {
                if (at-- == 0)
                {
                    members[name] = JsonNode.Parse(odd);
                    return true;
                }

                if (Replace(members[name], ref at, odd)) return true;
            }
        }

        if (node is not JsonArray items) return false;
        for (var i = 0; i < items.Count; i++)
        {
            if (at-- == 0)
            {
                items[i] = JsonNode.Parse(odd);
                return true;
            }

            if (Replace(items[i], ref at, odd)) return true;
        }

        return false;
    }
}
