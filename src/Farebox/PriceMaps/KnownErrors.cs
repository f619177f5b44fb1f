namespace Farebox.PriceMaps;

/// <summary>Entries that were compared with the vendor's own pages and are wrong. A value that has been corrected in the file is no longer found here.</summary>
internal static class KnownErrors
{
    private static readonly (string Model, string Field, string Raw, string Detail)[] Entries =
    [
        ("runwayml/eleven_multilingual_v2", "input_cost_per_character", "3e-07", "The vendor charges 0.0002 dollars per character."),
        ("gpt-5.5", "input_cost_per_token_priority", "1e-05", "The vendor charges 12.50 dollars per million on the priority tier."),
        ("gpt-5.5", "output_cost_per_token_priority", "6e-05", "The vendor charges 75 dollars per million on the priority tier."),
        ("gpt-5.4", "cache_read_input_token_cost_flex", "1.3e-07", "Half of the standard price is 0.125 dollars per million."),
    ];

    /// <summary>A rise that genai-prices has for this day, and that the vendor cancelled.</summary>
    private const string CancelledRise = "claude-sonnet-5";
    private static readonly DateOnly CancelledOn = new(2026, 9, 1);
    private static readonly HashSet<string> None = [];

    public static string? Find(MapModel model, MapField field) =>
        model.Offers.Any(offer => offer.From == CancelledOn && offer.Fields.Contains(field)) && model.Id.Contains(CancelledRise, StringComparison.Ordinal)
            ? "The vendor cancelled the rise of 2026-09-01; the price before it stays."
            : Entries.Where(entry => entry.Model == model.Id && entry.Field == field.Path && entry.Raw == field.Raw).Select(entry => entry.Detail).FirstOrDefault();

    /// <summary>Also for fields that make no row, so that nobody takes them over by hand.</summary>
    public static void Mark(MapModel model)
    {
        foreach (var field in model.Fields.Where(field => field.Fate == FieldFate.Unmapped))
        {
            if (Find(model, field) is { } detail) field.Doubt(PriceDoubts.KnownError, detail, None);
        }
    }
}
