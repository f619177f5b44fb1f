namespace Farebox.Rating;

/// <summary>How a free quantity is taken off.</summary>
public enum FreeUnits
{
    /// <summary>First the free quantity, then whole packages and tiers of the rest.</summary>
    BeforeRounding,

    /// <summary>First whole packages, then the free quantity.</summary>
    AfterRounding,

    /// <summary>Up to the free quantity nothing; above it volume tiers charge the whole quantity, free part included, and begin above it. Other models: as before rounding.</summary>
    WholeQuantity,
}
