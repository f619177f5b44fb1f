namespace Farebox.Metering.Expressions;

/// <summary>Why a text is no expression.</summary>
/// <param name="Position">The character it concerns, counted from 1.</param>
/// <param name="Detail">What stands there and what was expected, as a sentence that names the position.</param>
public sealed record ExpressionFault(int Position, string Detail);
