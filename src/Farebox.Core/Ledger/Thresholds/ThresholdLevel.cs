namespace Farebox.Ledger.Thresholds;

/// <summary>One threshold.</summary>
/// <param name="Value">A value, or a percentage where <see cref="IsPercent"/>.</param>
/// <param name="IsPercent">Of the whole: what was granted, or what a plan costs.</param>
public readonly record struct ThresholdLevel(decimal Value, bool IsPercent)
{
    /// <summary>Where it lies; <see langword="null"/> for a percentage of nothing, which is never crossed.</summary>
    public decimal? At(decimal? whole) => !IsPercent ? Value : whole is > 0m ? Value * whole.Value / 100m : null;
}
