namespace Farebox.Rating.Terms;

/// <summary>What is wrong with terms, as a sentence that says what to write instead.</summary>
/// <param name="Path">Where: keys and indexes from the root, for example <c>tiers[1].up_to</c>; empty for the root itself.</param>
public readonly record struct TermsFault(string Path, string Message);
