using Farebox.Client;

namespace Farebox.Demo.Plan;

/// <summary>What a token of each class costs on each model: in credits to the customer, in dollars to the seller.</summary>
/// <remarks>
/// The credits (the burn table) are ours. The dollars are <c>claude-haiku-4-5</c>, <c>claude-sonnet-4-6</c> and <c>claude-opus-4-6</c> of
/// LiteLLM's model price map (github.com/BerriAI/litellm, MIT, © 2023 Berri AI), snapshot of 2026-08-01, reasoning at the price of output.
/// </remarks>
internal static class Prices
{
    public const string Small = "small";
    public const string Medium = "medium";
    public const string Large = "large";
    public const string Credit = "credit";
    public const string Dollar = "USD";
    public const string Meter = "llm";

    public static readonly IReadOnlyList<string> Models = [Small, Medium, Large];

    /// <summary>The classes in the order of the price columns below.</summary>
    public static readonly IReadOnlyList<string> Classes = ["input", "cached_input", "cache_write", "output", "reasoning"];

    public static Card RateCard { get; } = CardOf("rate", Credit, new()
    {
        [Small] = ["187.5", "18.75", "234.375", "937.5", "937.5"],
        [Medium] = ["450", "45", "562.5", "2250", "2250"],
        [Large] = ["650", "65", "812.5", "3250", "3250"],
    });

    public static Card CostCard { get; } = CardOf("cost", Dollar, new()
    {
        [Small] = ["1", "0.1", "1.25", "5", "5"],
        [Medium] = ["3", "0.3", "3.75", "15", "15"],
        [Large] = ["5", "0.5", "6.25", "25", "25"],
    });

    private static Card CardOf(string kind, string asset, Dictionary<string, string[]> perMillion) => new()
    {
        Kind = kind,
        Id = "default",
        Version = 1,
        EffectiveFrom = DemoTime.QuarterStart,
        Asset = asset,
        Rows =
        [
            .. from model in Models
               from price in Classes.Zip(perMillion[model])
               select new CardRow
               {
                   Meter = Meter,
                   Class = price.First,
                   Dimensions = new() { ["model"] = [model] },
                   UnitPrice = price.Second,
                   Per = 1_000_000,
               },
        ],
    };
}
