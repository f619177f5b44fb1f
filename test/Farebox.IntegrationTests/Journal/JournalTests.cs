using Farebox.Charging;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using static Farebox.IntegrationTests.Journal.JournalHarness;

namespace Farebox.IntegrationTests.Journal;

public sealed class JournalTests
{
    [Fact]
    public async Task What_was_acknowledged_is_read_back_by_another_journal()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var first = harness.Start();
        await OpenAsync(harness, first, 1000);
        for (var i = 0; i < 10; i++) Assert.IsType<Decided>((await DoneAsync(first, harness.Use("acme", $"e{i}", 2000))).Outcome);

        var second = harness.Start();
        Assert.Equal(Units(980), await AvailableAsync(second));
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task The_same_event_twice_is_debited_once_and_answers_as_the_first_time()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await OpenAsync(harness, journal, 1000);
        var twice = new[] { harness.Use("acme", "e", 1000), harness.Use("acme", "e", 1000) };
        var submission = new Farebox.Postgres.Journal.Submission(twice);
        Assert.True(journal.TrySubmit(submission));
        await submission.Completion;
        var again = await DoneAsync(harness.Start(), harness.Use("acme", "e", 1000));

        Assert.False(Assert.IsType<Decided>(twice[0].Outcome).IsRepeated);
        Assert.True(Assert.IsType<Decided>(twice[1].Outcome).IsRepeated);
        Assert.True(Assert.IsType<Decided>(again.Outcome).IsRepeated);
        Assert.Equal(Units(999), await AvailableAsync(journal));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await OpenAsync(harness, journal, 1000);
        await DoneAsync(journal, harness.Use("acme", "e", 1000));
        Assert.Equal("id_conflict", Assert.IsType<Rejected>((await DoneAsync(journal, harness.Use("acme", "e", 1001))).Outcome).Code);
        Assert.Equal(Units(999), await AvailableAsync(journal));
    }

    [Fact]
    public async Task Twenty_holds_of_75_on_500_give_six_on_two_journals_at_once()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { harness.Start(), harness.Start() };
        await OpenAsync(harness, journals[0], 500);
        var holds = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => DoneAsync(journals[i % 2], harness.Hold("acme", $"h{i}", 75))));

        var statuses = holds.Select(hold => Assert.IsType<Decided>(hold.Outcome).Entry.Status).ToList();
        Assert.Equal(6, statuses.Count(status => status == EntryStatus.Recorded));
        Assert.Equal(14, statuses.Count(status => status == EntryStatus.Refused));
        Assert.Equal(Units(50), await AvailableAsync(journals[1]));
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task A_large_batch_goes_by_copy_and_reads_back_the_same()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { CheckpointEntries = 300 });
        await OpenAsync(harness, journal, 100_000);
        for (var round = 0; round < 3; round++)
        {
            var submission = new Farebox.Postgres.Journal.Submission(Enumerable.Range(0, 1000).Select(i => harness.Use("acme", $"e{round}-{i}", 1000)).ToArray());
            Assert.True(journal.TrySubmit(submission));
            await submission.Completion;
            Assert.All(submission.Commands, command => Assert.IsType<Decided>(command.Outcome));
        }

        Assert.Empty(harness.Faults);
        Assert.Equal(Units(97_000), await AvailableAsync(harness.Start()));
        Assert.Equal(3000L, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT count(*) FROM event_body"));
        Assert.Equal(3002L, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT seq FROM book"));
    }

    [Fact]
    public async Task A_hold_and_its_final_event_leave_nothing_held()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await OpenAsync(harness, journal, 100);
        await DoneAsync(journal, harness.Hold("acme", "h", 10));
        await DoneAsync(journal, harness.Use("acme", "e", 4000, "h", final: true));
        var late = await DoneAsync(journal, harness.Use("acme", "late", 1000, "h"));

        Assert.Equal(LateCapture.Settled, Assert.IsType<UsageReported>(Assert.IsType<Decided>(late.Outcome).Entry.Body).Late);
        Assert.Equal(Units(95), await AvailableAsync(journal));
        Assert.Equal(Units(95), await AvailableAsync(harness.Start()));
    }

    private static async Task OpenAsync(JournalHarness harness, Farebox.Postgres.Journal.Journal journal, decimal credits)
    {
        await DoneAsync(journal, harness.Open("acme"));
        Assert.IsType<Decided>((await DoneAsync(journal, harness.Grant("acme", "pool", credits))).Outcome);
    }

    private static async Task<long> AvailableAsync(Farebox.Postgres.Journal.Journal journal)
    {
        var outcome = await journal.InspectAsync("acme", (book, now) => book.WalletOf(Credit).Live.Sum(grant => grant.AvailableAt(now)), CancellationToken.None);
        return (long)Assert.IsType<Inspected>(outcome).Result;
    }
}
