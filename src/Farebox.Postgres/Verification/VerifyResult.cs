namespace Farebox.Postgres.Verification;

/// <summary>What came of verifying a database: one result per check, all of the same instant.</summary>
/// <param name="Checks">The checks in the order they ran.</param>
/// <param name="Books">Books in the snapshot.</param>
/// <param name="Entries">Entries in the snapshot.</param>
/// <param name="Elapsed">How long all of it took.</param>
public sealed record VerifyResult(IReadOnlyList<CheckResult> Checks, long Books, long Entries, TimeSpan Elapsed)
{
    /// <summary>Whether every check holds.</summary>
    public bool IsSound => Checks.All(check => check.IsSound);

    /// <summary>The checks that do not hold.</summary>
    public IEnumerable<CheckResult> Broken => Checks.Where(check => !check.IsSound);
}
