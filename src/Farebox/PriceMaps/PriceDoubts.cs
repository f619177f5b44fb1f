using Farebox.Rating;

namespace Farebox.PriceMaps;

/// <summary>What is most likely wrong in a price map. A doubtful price makes no row, so its usage is unrated until somebody looks.</summary>
internal static class PriceDoubts
{
    public const string Conditional = "conditional";
    public const string Ambiguous = "ambiguous_model";
    public const string KnownError = "known_error";
    public const string Tiered = "tiered";

    // Dollars per token: a thousand, and a tenth of a cent, per million. The dearest real ones are below one, the cheapest above the other.
    private const decimal DearMax = 0.001m;
    private const decimal CheapMin = 0.000000001m;
    private const decimal OtherMax = 1m;
    private const decimal OutputRatio = 10m;

    /// <summary>Codes that may be accepted, for those who have looked.</summary>
    public static IReadOnlyList<string> Acceptable { get; } =
        ["zero", "implausible", "cache_read_dearer", "output_cheaper", Tiered, Conditional, KnownError, "conflict"];

    private static readonly HashSet<string> None = [];

    public static void Look(MapModel model, IReadOnlySet<string> accepted)
    {
        foreach (var offer in model.Offers)
        {
            foreach (var field in offer.Fields.Where(field => field.IsMapped)) LookAtOne(model, field, accepted);
            LookAtTogether(model, offer, accepted);
        }

        if (model.Offers.SelectMany(offer => offer.Fields).Any(field => field.Code == Conditional))
        {
            foreach (var field in model.Offers.SelectMany(offer => offer.Fields).Where(field => field.IsMapped))
                field.Doubt(Conditional, "Another price applies at times of the day.", accepted);
        }
    }

    private static void LookAtOne(MapModel model, MapField field, IReadOnlySet<string> accepted)
    {
        var isToken = field.Class is not ("audio_seconds" or "web_search");
        if (field.Price < 0m) field.Doubt("negative", "It is below zero.", None);
        else if (KnownErrors.Find(model, field) is { } error) field.Doubt(KnownError, error, accepted);
        else if (field.Price == 0m) field.Doubt("zero", "Zero stands for free and for unknown alike.", accepted);
        else if (!UnitPrice.IsValid(field.Price)) field.Doubt("inexact", "It has more than 12 decimal places; the rest looks like the residue of a binary fraction.", None);
        else if (field.Price > (isToken ? DearMax : OtherMax) || (isToken && field.Price < CheapMin))
            field.Doubt("implausible", $"{Money.DecimalText.Format(field.Price)} dollars for one is most likely a price of another unit.", accepted);
    }

    private static void LookAtTogether(MapModel model, MapOffer offer, IReadOnlySet<string> accepted)
    {
        var (input, output, cached) = (offer.Find("input"), offer.Find("output"), offer.Find("cached_input"));
        if (input is not null && cached is not null && cached.Price > input.Price)
            cached.Doubt("cache_read_dearer", "Reading from the cache is dearer than input.", accepted);
        if (model.IsChat && input is not null && output is not null && output.Price * OutputRatio < input.Price)
            output.Doubt("output_cheaper", "Output is cheaper than a tenth of input.", accepted);

        foreach (var same in offer.Fields.Where(field => field.IsMapped).GroupBy(field => field.Class).Where(group => group.Count() > 1))
        {
            if (same.Select(field => field.Price).Distinct().Count() == 1) continue;
            foreach (var field in same) field.Doubt("conflict", $"Two fields price {same.Key}, and differ.", accepted);
        }

        if (!IsTiered(offer)) return;
        foreach (var field in offer.Fields.Where(field => field.IsMapped && field.Class != "web_search"))
            field.Doubt(Tiered, "Large requests have another price, so this one would be wrong for them.", accepted);
    }

    // Prices above a length of audio or video are tiers too, but not of tokens.
    private static bool IsTiered(MapOffer offer) => offer.Fields.Any(field =>
        (field.Code == LitellmLeftovers.Tier && (field.Path.Contains("k_tokens", StringComparison.Ordinal) || field.Path == "tiered_pricing"))
        || (field.Class is not null && field.Raw.StartsWith('{') && field.Raw.Contains("\"tiers\"", StringComparison.Ordinal)));
}
