using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Verification;
using static Farebox.IntegrationTests.Journal.JournalHarness;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Journal;

/// <summary>Books that a full batch needs and memory does not have, read from a snapshot and confirmed by the move.</summary>
public sealed class ColdBookTests
{
    private const int Large = 400;

    private static readonly string[] Accounts = ["acme", "beta", "coda"];

    [Fact]
    public async Task A_full_batch_on_cold_books_counts_every_event_once()
    {
        await using var harness = await OpenAsync();
        var warm = Start(harness);
        await DoneAsync(warm, harness.Use("acme", "before", 1000));

        var cold = Start(harness);
        var events = Events(harness, "a");
        await SubmitAsync(cold, events);
        Assert.All(events, item => Assert.False(Assert.IsType<Decided>(item.Outcome).IsRepeated));

        var again = Events(harness, "a");
        await SubmitAsync(Start(harness), again);
        Assert.All(again, item => Assert.True(Assert.IsType<Decided>(item.Outcome).IsRepeated));
        await VerifyAsync(harness, Large + 1);
        Assert.Empty(harness.Faults);
    }

    /// <summary>What was read without locks may be gone by the time the batch is sent; then it is decided again.</summary>
    [Fact]
    public async Task Two_nodes_that_read_the_same_cold_books_agree()
    {
        await using var harness = await OpenAsync();
        for (var round = 0; round < 4; round++)
        {
            var (left, right) = (Events(harness, $"l{round}-"), Events(harness, $"r{round}-"));
            await Task.WhenAll(SubmitAsync(Start(harness), left), SubmitAsync(Start(harness), right));
            Assert.All(left.Concat(right), item => Assert.False(Assert.IsType<Decided>(item.Outcome).IsRepeated));
        }

        await VerifyAsync(harness, 8 * Large);
    }

    [Fact]
    public async Task An_account_that_is_not_there_spoils_no_neighbour()
    {
        await using var harness = await OpenAsync();
        var events = Events(harness, "a");
        events[7] = harness.Use("nobody", "lost", 1000);
        await SubmitAsync(Start(harness), events);

        Assert.Equal("account_unknown", Assert.IsType<Rejected>(events[7].Outcome).Code);
        Assert.Equal(Large - 1, events.Count(item => item.Outcome is Decided { Entry.Status: EntryStatus.Recorded }));
        await VerifyAsync(harness, Large - 1);
    }

    private static async Task<JournalHarness> OpenAsync()
    {
        var harness = await JournalHarness.CreateAsync();
        var journal = Start(harness);
        foreach (var account in Accounts)
        {
            await DoneAsync(journal, harness.Open(account));
            Assert.IsType<Decided>((await DoneAsync(journal, harness.Grant(account, "pool", 100_000))).Outcome);
        }

        return harness;
    }

    private static LedgerJournal Start(JournalHarness harness) => harness.Start(options => options with { Writers = 1 });

    private static RecordUsage[] Events(JournalHarness harness, string prefix) =>
        [.. Enumerable.Range(0, Large).Select(i => harness.Use(Accounts[i % Accounts.Length], $"{prefix}{i}", 1000))];

    private static async Task SubmitAsync(LedgerJournal journal, RecordUsage[] events)
    {
        var submission = new Submission(events);
        Assert.True(journal.TrySubmit(submission));
        await submission.Completion.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task VerifyAsync(JournalHarness harness, int spent)
    {
        var journal = Start(harness);
        var left = 0L;
        foreach (var account in Accounts)
        {
            var outcome = await journal.InspectAsync(account, static (book, now) => book.WalletOf(Credit).Live.Sum(grant => grant.AvailableAt(now)), CancellationToken.None);
            left += (long)Assert.IsType<Inspected>(outcome).Result;
        }

        Assert.Equal(Units((Accounts.Length * 100_000) - spent), left);
        Assert.Empty((await Verifier.RunAsync(harness.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).Broken);
    }
}
