using System.Text.Json;
using Farebox.PriceMaps;

namespace Farebox.IntegrationTests.PriceMaps;

/// <summary>The extracts beside this file, and books made of them.</summary>
internal static class MapFiles
{
    public static readonly DateOnly Day = new(2026, 8, 1);

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "PriceMaps", file);

    public static IReadOnlyList<MapModel> Litellm() => [.. LitellmMap.Read(Read("litellm-extract.json"))];

    public static IReadOnlyList<MapModel> Genai() => [.. GenaiMap.Read(Read("genai-prices-extract.json"))];

    public static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllBytes(PathOf(file)));

    public static PriceOptions Options(params string[] accepted) => new() { EffectiveFrom = Day, Accepted = accepted.ToHashSet() };

    /// <summary>A map of one model, in LiteLLM's form.</summary>
    public static PriceBook OfOne(string fields, PriceOptions? options = null) =>
        PriceBook.Make(LitellmMap.Read(JsonElement.Parse($$$"""{"m":{"litellm_provider":"p","mode":"chat",{{{fields}}}}}""")), options ?? Options());

    public static MapField Field(this PriceBook book, string path, string? model = null) =>
        book.Models.Where(candidate => model is null || candidate.Id == model).SelectMany(candidate => candidate.Fields).Single(field => field.Path == path);

    public static PriceRow? Row(this PriceBook book, string kind, string model, string @class, int version = 1) =>
        book.Cards.SingleOrDefault(card => card.Kind == kind && card.Version == version)?.Rows.SingleOrDefault(row => row.Model == model && row.Class == @class);
}
