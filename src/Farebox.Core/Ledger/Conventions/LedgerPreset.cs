using System.Collections.Immutable;
using Farebox.Ledger.Thresholds;

namespace Farebox.Ledger.Conventions;

/// <summary>The choices of one billing system about credit where the field disagrees: what terms mean that do not say so themselves.</summary>
/// <remarks>Whoever reads terms names the preset. A book never does: its commands and entries say every choice.</remarks>
public sealed record LedgerPreset
{
    /// <summary>For example <c>farebox</c> or <c>openmeter</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether every choice of it was looked up. Otherwise what is not stated is as for <c>farebox</c>.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What this system does differently, and how we know.</summary>
    public required string Source { get; init; }

    public required ExpiryInstant ExpiryInstant { get; init; }

    /// <summary>How long after its expiry what is left is kept for use that occurred before it.</summary>
    public required TimeSpan Grace { get; init; }

    public required Shortfall Shortfall { get; init; }

    public required ThresholdEquality ThresholdEquality { get; init; }

    public required ThresholdReport ThresholdReport { get; init; }

    public required EarlyBilling EarlyBilling { get; init; }

    /// <summary>Our own.</summary>
    public static LedgerPreset Farebox => LedgerPresetFile.All[0];

    /// <summary>Our own first, then by name.</summary>
    public static ImmutableArray<LedgerPreset> All => LedgerPresetFile.All;

    /// <summary>Null where there is none of that name.</summary>
    public static LedgerPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);
}
