namespace Farebox.Rating.Terms;

/// <summary>A single value: a word, a name or a decimal number.</summary>
public sealed record TermsText(string Value) : TermsNode;
