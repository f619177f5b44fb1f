using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Journal;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>Everything that can be checked when a run is over: the clients' history, the invariants by SQL, and the product's own verification with a rebuild.</summary>
internal static class Inspection
{
    public static async Task<Verified> OfAsync(JournalHarness harness, History history)
    {
        var journal = await JournalRows.ReadAsync(harness.OwnerConnectionString);
        var verified = Checker.Check(history.Lines, journal, harness.TenantId);
        var rebuilt = await Verifier.RunAsync(harness.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        return verified with
        {
            Findings =
            [
                .. verified.Findings, .. await SqlChecks.BreaksAsync(harness.OwnerConnectionString),
                .. rebuilt.Broken.Select(check => new Finding(Wrong.Ledger, $"verify --rebuild: {check.Sentence} {check.Break}")),
            ],
        };
    }
}
