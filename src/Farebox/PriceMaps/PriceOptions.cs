namespace Farebox.PriceMaps;

/// <summary>What is to be made of a price map.</summary>
internal sealed record PriceOptions
{
    /// <summary>Names of models, <c>*</c> for any text. Empty: all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>What the price is multiplied by: 1.2 for a markup of 20 %.</summary>
    public decimal Markup { get; init; } = 1m;

    /// <summary>What the rate card is in.</summary>
    public string Asset { get; init; } = Dollar;

    /// <summary>Units of the asset for a dollar.</summary>
    public decimal PerDollar { get; init; } = 1m;

    public required DateOnly EffectiveFrom { get; init; }

    public string Meter { get; init; } = "tokens";

    public string EventType { get; init; } = "llm.answer";

    public string CardId { get; init; } = "default";

    /// <summary>The number of the first version that is made.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Doubts that make a row all the same.</summary>
    public IReadOnlySet<string> Accepted { get; init; } = new HashSet<string>();

    public const string Dollar = "USD";
}
