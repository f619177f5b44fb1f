using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Why something could not be charged.</summary>
public enum ChargeFailure
{
    /// <summary>It was charged.</summary>
    None,

    /// <summary>There is no meter or price for it, which is never the same as free. The event is stored, and can be rated again.</summary>
    Unrated,

    /// <summary>Its numbers are out of form or range. Nothing is stored.</summary>
    Invalid,
}

/// <summary>One charge, or one per meter, or why there is none.</summary>
/// <param name="Charge">The charge that was asked for alone.</param>
/// <param name="Charges">The charges of an event, in meter order.</param>
/// <param name="Failure">What kind of failure it is.</param>
/// <param name="Code">Its registered code.</param>
/// <param name="Detail">In words, with what to do.</param>
public readonly record struct ChargeResult(
    Charge? Charge, IReadOnlyList<Charge> Charges, ChargeFailure Failure, string? Code, string? Detail)
{
    /// <summary>There is no price.</summary>
    public static ChargeResult Unrated(string code, string detail) => new(null, [], ChargeFailure.Unrated, code, detail);
}
