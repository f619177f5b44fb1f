using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Postgres.Journal;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class BatchFaultTests
{
    /// <summary>PostgreSQL keeps no U+0000 in text. The edge refuses it; here it stands for whatever the edge does not foresee.</summary>
    private const string Poison = "h\0";

    [Theory]
    [InlineData(5)]
    [InlineData(900)]
    public async Task A_command_that_the_database_refuses_does_not_hurt_its_neighbours(int neighbours)
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 10_000));

        var commands = Enumerable.Range(0, neighbours).Select(i => (Command)harness.Use("acme", $"e{i}", 1000)).ToList();
        commands.Insert(neighbours / 2, harness.Hold("acme", Poison, 1));
        commands.Insert(0, harness.Grant("acme", "g\0", 5));
        var submission = new Submission(commands);
        Assert.True(journal.TrySubmit(submission));
        await submission.Completion.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(commands, command => Assert.IsType(command is RecordUsage ? typeof(Decided) : typeof(Failed), command.Outcome));
        Assert.Equal(neighbours + 2, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT seq FROM book"));
        Assert.Equal(neighbours + 2, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT count(*) FROM entry"));
        Assert.IsType<Decided>((await JournalHarness.DoneAsync(journal, harness.Use("acme", "after", 1000))).Outcome);
    }

    [Fact]
    public async Task A_full_queue_turns_away_and_loses_nothing_it_has_taken_in()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { QueueMax = 50, Writers = 1 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        var submissions = Enumerable.Range(0, 5_000).Select(i => new Submission(harness.Use("acme", $"e{i}", 1000))).ToList();
        var taken = submissions.Where(journal.TrySubmit).ToList();
        await Task.WhenAll(taken.Select(submission => submission.Completion)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.InRange(taken.Count, 50, submissions.Count - 1);
        Assert.All(taken, submission => Assert.False(Assert.IsType<Decided>(submission.Commands[0].Outcome).IsRepeated));
        Assert.Equal(taken.Count, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT count(*) FROM entry WHERE kind = 5"));
    }

    [Fact]
    public async Task A_journal_that_stops_commits_what_it_has_taken_in()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { BatchMax = 20 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        var taken = Enumerable.Range(0, 1_000).Select(i => new Submission(harness.Use("acme", $"e{i}", 1000))).Where(journal.TrySubmit).ToList();
        await journal.DisposeAsync();

        Assert.Equal(1_000, taken.Count);
        Assert.All(taken, submission => Assert.True(submission.Completion.IsCompletedSuccessfully));
        Assert.All(taken, submission => Assert.IsType<Decided>(submission.Commands[0].Outcome));
        Assert.False(journal.TrySubmit(new(harness.Use("acme", "late", 1000))));
    }

    [Fact]
    public async Task A_hold_that_lapsed_among_hundreds_in_the_same_batch_is_still_captured_late()
    {
        const int holds = 2 * Book.EndedHoldsMax;
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { DueInterval = TimeSpan.FromHours(1) });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", holds));
        var submission = new Submission([.. Enumerable.Range(0, holds).Select(i => harness.Hold("acme", $"h{i}", 1))]);
        journal.TrySubmit(submission);
        await submission.Completion;

        await Sql.RunAsync(harness.OwnerConnectionString, "UPDATE tenant SET clock_offset = interval '2 hours'");
        var capture = await JournalHarness.DoneAsync(journal, new CaptureHold(harness.TenantId, "acme", "k", "h0", "1", false));
        Assert.Equal(EntryStatus.Recorded, Assert.IsType<Decided>(capture.Outcome).Entry.Status);
    }
}
