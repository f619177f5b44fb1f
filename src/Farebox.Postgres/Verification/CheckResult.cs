namespace Farebox.Postgres.Verification;

/// <summary>What came of one check.</summary>
/// <param name="Id">The number of the invariant, for example <c>I-05</c>.</param>
/// <param name="Sentence">What must hold.</param>
/// <param name="Break">The first place where it does not; <see langword="null"/> when it holds.</param>
/// <param name="Elapsed">How long the check took.</param>
/// <param name="Note">What was not looked at, or by other means than usual; empty when there is nothing to say.</param>
public sealed record CheckResult(string Id, string Sentence, Break? Break, TimeSpan Elapsed, string Note = "")
{
    /// <summary>Whether the invariant holds.</summary>
    public bool IsSound => Break is null;
}
