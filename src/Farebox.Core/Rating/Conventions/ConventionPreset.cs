using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating.Conventions;

/// <summary>The choices of one billing system where the field disagrees: what terms mean that do not say so themselves.</summary>
/// <remarks>A preset never changes a price that was read; whoever reads terms names the preset, and written terms name every choice.</remarks>
public sealed record ConventionPreset
{
    /// <summary>For example <c>farebox</c> or <c>lago</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether every choice of it was looked up. Otherwise what is not stated is as for <c>farebox</c>.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What this system does differently, and how we know.</summary>
    public required string Source { get; init; }

    public required TierConventions Graduated { get; init; }

    public required TierConventions Volume { get; init; }

    /// <summary>For flat fees and sizes: whether they are due although nothing was used.</summary>
    public required bool FlatAtZero { get; init; }

    public required FreeUnits FreeUnits { get; init; }

    public required PackageRounding PackageRounding { get; init; }

    public required NegativeQuantity Negative { get; init; }

    /// <summary>How prices become money.</summary>
    public required RoundingRule MoneyRounding { get; init; }

    public required RemainderTies RemainderTies { get; init; }

    /// <summary>What use costs whose dimensions no row takes.</summary>
    public required UnmatchedUse Unmatched { get; init; }

    /// <summary>Our own.</summary>
    public static ConventionPreset Farebox => PresetFile.All[0];

    /// <summary>Our own first, then by name.</summary>
    public static ImmutableArray<ConventionPreset> All => PresetFile.All;

    /// <summary>Null where there is none of that name.</summary>
    public static ConventionPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);
}
