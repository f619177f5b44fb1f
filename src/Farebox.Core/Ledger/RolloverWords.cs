namespace Farebox.Ledger;

/// <summary>The words of a rollover's terms, on the wire and in the journal, in the order of their enumerations.</summary>
public static class RolloverWords
{
    /// <summary>Of <see cref="RolloverBasis"/>.</summary>
    public static readonly IReadOnlyList<string> Bases = ["remaining", "original"];

    /// <summary>Of <see cref="RolloverCapOf"/>.</summary>
    public static readonly IReadOnlyList<string> CapsOf = ["grant", "total"];

    /// <summary>Of <see cref="RolloverOrder"/>.</summary>
    public static readonly IReadOnlyList<string> Orders = ["natural", "first", "last"];

    /// <summary>Of <see cref="RolloverOnPlanChange"/>.</summary>
    public static readonly IReadOnlyList<string> OnPlanChange = ["keep", "forfeit"];
}
