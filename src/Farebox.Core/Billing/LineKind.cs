namespace Farebox.Billing;

/// <summary>What a line of a bill is for.</summary>
public enum LineKind
{
    Usage,

    /// <summary>A recurring fee, or seats.</summary>
    Fee,

    /// <summary>What is missing to a minimum or a commitment.</summary>
    TrueUp,

    /// <summary>Credit that is bought.</summary>
    Prepaid,

    /// <summary>Something that was achieved.</summary>
    Outcome,

    /// <summary>What an earlier period turned out to have been.</summary>
    Adjustment,
}
