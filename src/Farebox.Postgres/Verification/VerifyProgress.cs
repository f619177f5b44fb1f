namespace Farebox.Postgres.Verification;

/// <summary>How far verification has come.</summary>
/// <param name="Doing">What is being checked, as a sentence.</param>
/// <param name="Done">Entries replayed so far; zero while there is nothing to count.</param>
/// <param name="Total">Entries to replay; zero while there is nothing to count.</param>
/// <param name="Finished">A check that has just come to its end.</param>
public sealed record VerifyProgress(string Doing, long Done = 0, long Total = 0, CheckResult? Finished = null);
