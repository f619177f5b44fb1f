using Farebox.Money;

namespace Farebox.Files;

/// <summary>The rules of rounding by the words that files have for them, the same as in the terms of a charge.</summary>
internal static class RoundingWords
{
    private static readonly (string Name, RoundingRule Rule, MidpointRounding Midpoint)[] Rules =
    [
        ("half", RoundingRule.HalfAwayFromZero, MidpointRounding.AwayFromZero),
        ("half_even", RoundingRule.HalfEven, MidpointRounding.ToEven),
        ("up", RoundingRule.Up, MidpointRounding.ToPositiveInfinity),
        ("down", RoundingRule.Down, MidpointRounding.ToZero),
    ];

    public static string[] Names { get; } = [.. Rules.Select(rule => rule.Name)];

    /// <summary>Left out: from the middle away from zero.</summary>
    public static RoundingRule Rule(string? name) => Find(name).Rule;

    /// <summary>The same rule for quantities that are not below zero.</summary>
    public static MidpointRounding Midpoint(string? name) => Find(name).Midpoint;

    private static (string Name, RoundingRule Rule, MidpointRounding Midpoint) Find(string? name) => Rules.FirstOrDefault(rule => rule.Name == name, Rules[0]);
}
