using System.Globalization;
using System.Text.Json;

namespace Farebox.PriceMaps;

/// <summary>Reads the data files of genai-prices: providers with models, their prices in dollars per million tokens or thousand searches, some from a day on.</summary>
internal static class GenaiMap
{
    private const int PerMillion = 6;

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["input_mtok"] = "input",
        ["output_mtok"] = "output",
        ["cache_read_mtok"] = "cached_input",
        ["cache_write_mtok"] = "cache_write_5m",
        ["cache_write_1h_mtok"] = "cache_write_1h",
        ["input_audio_mtok"] = "audio_input",
        ["cache_audio_read_mtok"] = "cached_audio_input",
        ["input_image_mtok"] = "image_input",
        ["cache_image_read_mtok"] = "cached_image_input",
        ["input_video_mtok"] = "video_input",
        ["output_reasoning_mtok"] = "reasoning",
        ["output_audio_mtok"] = "audio_output",
        ["output_image_mtok"] = "image_output",
    };

    public static bool IsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(provider => provider.ValueKind == JsonValueKind.Object && provider.TryGetProperty("models", out _));

    public static IEnumerable<MapModel> Read(JsonElement root) =>
        from provider in root.EnumerateArray()
        from model in provider.GetProperty("models").EnumerateArray()
        select ReadModel(provider.GetProperty("id").GetString()!, model);

    private static MapModel ReadModel(string provider, JsonElement model)
    {
        var prices = model.GetProperty("prices");
        var aliases = GenaiMatch.Names(model);
        return new()
        {
            Provider = provider,
            Id = model.GetProperty("id").GetString()!,
            Aliases = aliases,
            IsChat = true,
            Offers = prices.ValueKind == JsonValueKind.Array
                ? [.. prices.EnumerateArray().Index().Select(offer => ReadOffer(offer.Item, $"prices/{offer.Index}/"))]
                : [new(null, [.. prices.EnumerateObject().Select(price => ReadPrice(price, "prices/"))])],
            OtherFields = [.. model.EnumerateObject().Where(member => member.Name != "prices").Select(ReadOther)],
        };
    }

    private static MapOffer ReadOffer(JsonElement offer, string path)
    {
        var fields = offer.GetProperty("prices").EnumerateObject().Select(price => ReadPrice(price, path)).ToList();
        if (!offer.TryGetProperty("constraint", out var constraint)) return new(null, fields);

        var condition = new MapField($"{path}constraint", constraint.GetRawText());
        fields.Add(condition);
        if (constraint.TryGetProperty("start_date", out var start)
            && DateOnly.TryParseExact(start.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) return new(from, fields);

        foreach (var field in fields) field.Leave(PriceDoubts.Conditional, "For some times of the day, which a card cannot say.");

        // Never in force; what it replaces for some hours is put in doubt.
        return new(DateOnly.MaxValue, fields);
    }

    private static MapField ReadPrice(JsonProperty price, string path)
    {
        var field = new MapField(path + price.Name, price.Value.GetRawText());
        if (Classes.TryGetValue(price.Name, out var @class))
        {
            return price.Value.ValueKind == JsonValueKind.Object
                ? ReadTiers(field, price.Value, @class)
                : PriceField.Read(field, price.Value, @class, PerMillion);
        }

        return price.Name == "web_searches_kcount"
            ? PriceField.Read(field, price.Value, "web_search", shift: 3)
            : field.Leave("unit", "A price of a unit that usage objects do not count.");
    }

    private static MapField ReadTiers(MapField field, JsonElement tiers, string @class) =>
        tiers.TryGetProperty("base", out var first) ? PriceField.Read(field, first, @class, PerMillion) : field.Leave(LitellmLeftovers.Tier, "Prices by size of the request.");

    private static MapField ReadOther(JsonProperty member)
    {
        var field = new MapField(member.Name, member.Value.GetRawText());
        return member.Name switch
        {
            "price_comments" => field.Leave("comment", "Prices in words."),
            "match" when GenaiMatch.HasPatterns(member.Value) => field.Leave("pattern", "Names by pattern; rows are for names."),
            _ => field,
        };
    }
}
