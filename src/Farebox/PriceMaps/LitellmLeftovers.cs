namespace Farebox.PriceMaps;

/// <summary>LiteLLM's price fields that no row of a card can say yet, and why.</summary>
internal static class LitellmLeftovers
{
    public const string Tier = "tier";

    // The first that the name contains decides.
    private static readonly (string Part, string Code, string Detail)[] Parts =
    [
        ("_above_", Tier, "A price above a size of the request; a row has one price."),
        ("tiered_pricing", Tier, "Prices by size of the request; a row has one price."),
        ("_batches", "service_tier", "A price of the batch tier; rows are of the standard tier."),
        ("_flex", "service_tier", "A price of the flex tier; rows are of the standard tier."),
        ("_priority", "service_tier", "A price of the priority tier; rows are of the standard tier."),
        ("_multiplier", "multiplier", "A factor on other prices, by region."),
        ("provider_specific_entry", "multiplier", "Factors on other prices, by region or speed."),
        ("dbu_cost", "currency", "A price in Databricks units."),
        ("cost", "unit", "A price of a unit that usage objects do not count."),
        ("web_search_billing_unit", "unit", "How searches are counted."),
        ("rules", "rule", "Prices by rule."),
    ];

    /// <returns>Null for what is no price.</returns>
    public static (string Code, string Detail)? CodeOf(string name)
    {
        foreach (var (part, code, detail) in Parts)
        {
            if (name.Contains(part, StringComparison.Ordinal)) return (code, detail);
        }

        return null;
    }
}
