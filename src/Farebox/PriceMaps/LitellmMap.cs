using System.Globalization;
using System.Text.Json;

namespace Farebox.PriceMaps;

/// <summary>Reads LiteLLM's <c>model_prices_and_context_window.json</c>: one object per model, its prices in dollars per unit.</summary>
internal static class LitellmMap
{
    private const string Sample = "sample_spec";
    private const string SearchField = "search_context_cost_per_query";

    // Prices of one token each, and the class that they price.
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["input_cost_per_token"] = "input",
        ["output_cost_per_token"] = "output",
        ["cache_read_input_token_cost"] = "cached_input",
        ["input_cost_per_token_cache_hit"] = "cached_input",
        ["cache_creation_input_token_cost"] = "cache_write_5m",
        ["cache_creation_input_token_cost_above_1hr"] = "cache_write_1h",
        ["input_cost_per_audio_token"] = "audio_input",
        ["cache_read_input_audio_token_cost"] = "cached_audio_input",
        ["input_cost_per_image_token"] = "image_input",
        ["output_cost_per_reasoning_token"] = "reasoning",
        ["output_cost_per_audio_token"] = "audio_output",
        ["output_cost_per_image_token"] = "image_output",
    };

    private static readonly string[] ChatModes = ["chat", "completion", "responses"];

    /// <summary>The models have no output that is counted; the file writes a zero there.</summary>
    private static readonly string[] SilentModes = ["embedding", "rerank", "moderation"];

    public static bool IsOf(JsonElement root) => root.ValueKind == JsonValueKind.Object;

    public static IEnumerable<MapModel> Read(JsonElement root) =>
        from member in root.EnumerateObject()
        where member.Name != Sample && member.Value.ValueKind == JsonValueKind.Object
        select ReadModel(member.Name, member.Value);

    private static MapModel ReadModel(string id, JsonElement model)
    {
        var mode = Text(model, "mode");
        var fields = model.EnumerateObject().Select(member => ReadField(member.Name, member.Value, mode)).ToArray();
        return new()
        {
            Provider = Text(model, "litellm_provider") ?? "",
            Id = id,
            IsChat = ChatModes.Contains(mode),
            DeprecatedOn = DateOnly.TryParseExact(Text(model, "deprecation_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Offers = [new(null, fields)],
            OtherFields = [],
        };
    }

    private static MapField ReadField(string name, JsonElement value, string? mode)
    {
        var field = new MapField(name, value.GetRawText());
        if (Classes.TryGetValue(name, out var @class))
        {
            if (@class == "output" && SilentModes.Contains(mode) && IsZero(value)) return field;
            return PriceField.Read(field, value, @class, shift: 0);
        }

        if (name == "input_cost_per_second" && mode == "audio_transcription") return PriceField.Read(field, value, "audio_seconds", shift: 0);
        if (name == SearchField) return ReadSearch(field, value);
        return LitellmLeftovers.CodeOf(name) is var (code, detail) ? field.Leave(code, detail) : field;
    }

    // One price whatever the size of the context is a price per search.
    private static MapField ReadSearch(MapField field, JsonElement value)
    {
        var prices = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(size => size.Value).ToArray() : [];
        return prices.Length > 0 && prices.All(price => price.ValueKind == JsonValueKind.Number && price.GetRawText() == prices[0].GetRawText())
            ? PriceField.Read(field, prices[0], "web_search", shift: 0)
            : field.Leave("search_context", "A price by the size of the search context, which usage objects do not tell.");
    }

    private static bool IsZero(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && PriceNumber.TryParse(value.GetRawText(), 0, out var price) && price == 0m;

    private static string? Text(JsonElement model, string name) =>
        model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
