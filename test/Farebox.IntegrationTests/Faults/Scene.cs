using Farebox.IntegrationTests.Faults.Check;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Journal;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Faults;

/// <summary>What the fault tests share: accounts, seeds, and how a run ends.</summary>
internal static class Scene
{
    public static readonly string[] Accounts = ["acme", "globex", "initech"];

    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1500);

    public static int NewSeed() => Environment.GetEnvironmentVariable("FAREBOX_TEST_SEED") is { Length: > 0 } chosen
        ? int.Parse(chosen, System.Globalization.CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    public static async Task OpenAsync(JournalHarness harness, LedgerJournal journal)
    {
        foreach (var account in Accounts) await JournalHarness.DoneAsync(journal, harness.Open(account));
    }

    /// <summary>Nothing lost, nothing twice, nothing refused falsely; and a journal that starts now sees what the model sees.</summary>
    public static async Task<Verified> EndsWellAsync(Campaign campaign, JournalHarness harness)
    {
        var verified = await campaign.CheckAsync(harness);
        Assert.True(verified.Findings.Count == 0, $"{verified}\n{string.Join('\n', verified.Findings.Take(10))}");

        var fresh = harness.Start();
        foreach (var account in Accounts)
        {
            var seen = await SeenAsync(fresh, account);
            var total = verified.Totals[account];
            Assert.Equal((total.Wallet, total.Held, total.Owed), seen);
        }

        return verified;
    }

    private static async Task<(long, long, long)> SeenAsync(LedgerJournal journal, string account)
    {
        var inspected = await journal.InspectAsync(account, static (book, now) =>
        {
            var wallet = book.WalletOf(book.Wallets["credit"].Asset);
            return (wallet.Live.Sum(grant => grant.AvailableAt(now)), wallet.Live.Sum(grant => grant.Held.Balance), wallet.Debts.Sum(debt => debt.Units));
        }, CancellationToken.None);
        return ((long, long, long))Assert.IsType<Charging.Inspected>(inspected).Result;
    }
}
