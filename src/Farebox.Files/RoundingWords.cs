using Farebox.Money;

namespace Farebox.Files;

/// <summary>The rules of rounding by the words that files have for them, the same as in the terms of a charge.</summary>
internal static class RoundingWords
{
    private static readonly (string Name, RoundingRule Rule)[] Rules =
    [
        ("half", RoundingRule.HalfAwayFromZero),
        ("half_even", RoundingRule.HalfEven),
        ("up", RoundingRule.Up),
        ("down", RoundingRule.Down),
    ];

    public static string[] Names { get; } = [.. Rules.Select(rule => rule.Name)];

    /// <summary>Left out: from the middle away from zero.</summary>
    public static RoundingRule Rule(string? name) => Rules.FirstOrDefault(rule => rule.Name == name, Rules[0]).Rule;
}
