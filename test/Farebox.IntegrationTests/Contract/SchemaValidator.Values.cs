using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Farebox.IntegrationTests.Contract;

internal sealed partial class SchemaValidator
{
    private static readonly HashSet<string> Elsewhere =
        ["pattern", "minLength", "maxLength", "minimum", "maximum", "items", "minItems", "maxItems", "uniqueItems"];

    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    private static bool ApplyPlain(JsonProperty keyword, JsonElement value, Check check)
    {
        switch (keyword.Name)
        {
            case "type":
                if (!TypesOf(keyword.Value).Any(type => Is(value, type))) check.Fail($"is not of type {keyword.Value}");
                return true;
            case "const":
                if (!JsonElement.DeepEquals(keyword.Value, value)) check.Fail($"is not {keyword.Value}");
                return true;
            case "enum":
                if (!keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))) check.Fail($"{value} is none of {keyword.Value}");
                return true;
            default:
                return false;
        }
    }

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        _ => throw new NotSupportedException($"There is no type '{type}'."),
    };

    private static bool ApplyString(JsonProperty keyword, JsonElement value, Check check)
    {
        var text = value.GetString()!;
        switch (keyword.Name)
        {
            case "pattern":
                if (!PatternOf(keyword.Value.GetString()!).IsMatch(text)) check.Fail($"'{text}' does not match {keyword.Value}");
                return true;
            case "minLength":
                if (text.EnumerateRunes().Count() < keyword.Value.GetInt32()) check.Fail($"'{text}' is too short");
                return true;
            case "maxLength":
                if (text.EnumerateRunes().Count() > keyword.Value.GetInt32()) check.Fail($"'{text}' is too long");
                return true;
            default:
                return false;
        }
    }

    private static bool ApplyNumber(JsonProperty keyword, JsonElement value, Check check)
    {
        switch (keyword.Name)
        {
            case "minimum":
                if (!value.TryGetDecimal(out var low) || low < keyword.Value.GetDecimal()) check.Fail($"{value} is below {keyword.Value}");
                return true;
            case "maximum":
                if (!value.TryGetDecimal(out var high) || high > keyword.Value.GetDecimal()) check.Fail($"{value} is above {keyword.Value}");
                return true;
            default:
                return false;
        }
    }

    private bool ApplyArray(JsonProperty keyword, JsonElement value, Check check)
    {
        switch (keyword.Name)
        {
            case "items":
                foreach (var (index, item) in value.EnumerateArray().Index()) Apply(keyword.Value, item, check.Inside($"{index}"));
                return true;
            case "minItems":
                if (value.GetArrayLength() < keyword.Value.GetInt32()) check.Fail("has too few items");
                return true;
            case "maxItems":
                if (value.GetArrayLength() > keyword.Value.GetInt32()) check.Fail("has too many items");
                return true;
            case "uniqueItems":
                if (value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() != value.GetArrayLength()) check.Fail("has an item twice");
                return true;
            default:
                return false;
        }
    }

    // A dollar is the end of the text; .NET would let a line feed follow.
    private static Regex PatternOf(string pattern) =>
        Patterns.GetOrAdd(pattern, text => new(text.EndsWith('$') ? $"{text[..^1]}\\z" : text, RegexOptions.CultureInvariant));
}
