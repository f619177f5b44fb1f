namespace Farebox.Files;

/// <summary>What a person should look at: an error, with which nothing is applied, or a warning.</summary>
/// <param name="Text">What is wrong, what was expected, and what to write instead.</param>
public sealed record Finding(Place Place, bool IsError, string Text)
{
    /// <summary><c>pricing/cards.yaml:12:9: error: …</c>, which editors and build servers turn into a link.</summary>
    public override string ToString() => $"{Place}: {(IsError ? "error" : "warning")}: {Text}";
}
