namespace Farebox.Money;

/// <summary>Why a text is not a number we take.</summary>
public enum AmountError
{
    None,

    /// <summary>Not <c>^-?(0|[1-9][0-9]*)(\.[0-9]+)?$</c> at all.</summary>
    Invalid,

    /// <summary>More decimal places than the receiver keeps. Never rounded.</summary>
    TooManyDecimals,

    /// <summary>More integer digits, or more smallest units, than the receiver keeps.</summary>
    OutOfRange,
}
