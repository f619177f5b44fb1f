using Farebox.Rating.Conventions;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Rating;

/// <summary>The table of conventions, compared with the presets: each key with our default, and who chose what else.</summary>
internal static class ConventionPage
{
    private static readonly (string Key, Func<ConventionPreset, object> Choice)[] Conventions =
    [
        ("graduated.bounds", preset => preset.Graduated.Bounds),
        ("graduated.flat_at_zero", preset => preset.Graduated.FlatAtZero),
        ("graduated.beyond_last", preset => preset.Graduated.BeyondLast),
        ("volume.bounds", preset => preset.Volume.Bounds),
        ("volume.flat_at_zero", preset => preset.Volume.FlatAtZero),
        ("volume.beyond_last", preset => preset.Volume.BeyondLast),
        ("flat_at_zero", preset => preset.FlatAtZero),
        ("free_units", preset => preset.FreeUnits),
        ("package_rounding", preset => preset.PackageRounding),
        ("negative", preset => preset.Negative),
        ("money_rounding", preset => preset.MoneyRounding),
        ("remainder_ties", preset => preset.RemainderTies),
        ("unmatched", preset => preset.Unmatched),
    ];

    public static IEnumerable<string> Violations(SourceFile page) =>
        from convention in Conventions
        let line = LineOf(convention.Key, convention.Choice)
        where !page.Lines.Any(candidate => candidate.StartsWith($"| `{convention.Key}` |", StringComparison.Ordinal) && candidate.EndsWith(line, StringComparison.Ordinal))
        select $"{page.Path} has no line for {convention.Key} that ends with {line}";

    private static string LineOf(string key, Func<ConventionPreset, object> choice)
    {
        var others = ConventionPreset.All
            .Where(preset => !choice(preset).Equals(choice(ConventionPreset.Farebox)))
            .GroupBy(preset => Word(choice(preset)))
            .Select(group => $"{string.Join(", ", group.Select(preset => preset.Name))}: `{group.Key}`");
        return $"| `{Word(choice(ConventionPreset.Farebox))}` | {string.Join("; ", others)} |".Replace("|  |", "| |", StringComparison.Ordinal);
    }

    private static string Word(object choice) => choice switch
    {
        bool flag => flag ? "true" : "false",
        Farebox.Money.RoundingRule.HalfAwayFromZero => "half",
        _ => string.Concat(choice.ToString()!.Select((letter, i) => char.IsUpper(letter) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : $"{letter}")),
    };
}
