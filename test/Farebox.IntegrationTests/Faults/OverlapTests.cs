using Farebox.Charging;
using Farebox.IntegrationTests.Faults.Check;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Proxy;
using Farebox.IntegrationTests.Journal;
using Farebox.Postgres.Journal;
using Xunit.Abstractions;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Faults;

/// <summary>Full batches, so that one is decided on the assumed result of another that is still on its way to disk.</summary>
[Collection(FaultGroup.Name)]
public sealed class OverlapTests(ITestOutputHelper output)
{
    private const int Size = 300;

    [Fact]
    public async Task A_repetition_of_what_is_on_its_way_to_disk_is_answered_as_a_repetition()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start(options => options with { BatchMax = Size, Writers = 1 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 1_000_000));

        for (var round = 0; round < 20; round++)
        {
            var submissions = Enumerable.Range(0, 3).Select(_ => new Submission([.. Enumerable.Range(0, Size).Select(i => harness.Hold("acme", $"h{round}-{i}", 1))])).ToList();
            Assert.All(submissions, submission => Assert.True(journal.TrySubmit(submission)));
            await Task.WhenAll(submissions.Select(submission => submission.Completion)).WaitAsync(TimeSpan.FromSeconds(30));
            var decided = submissions.SelectMany(submission => submission.Commands).Select(command => Assert.IsType<Decided>(command.Outcome)).ToList();
            Assert.Equal(Size, decided.Count(one => !one.IsRepeated));
        }
    }

    [Fact]
    public async Task Full_batches_of_two_journals_on_one_book_are_never_decided_on_what_was_rolled_back()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { StartFull(harness), StartFull(harness) };
        await JournalHarness.DoneAsync(journals[0], harness.Open("acme"));

        var seed = Scene.NewSeed();
        var history = new History();
        var target = new JournalTarget(harness, Scene.Deadline, journals);
        await Task.WhenAll(journals.Select((journal, index) => Task.WhenAll(Enumerable.Range(0, 6).Select(sender =>
            Task.Run(() => SendAsync(journal, target, history, (index * 6) + sender, seed))))));

        var verified = await Inspection.OfAsync(harness, history);
        output.WriteLine($"seed {seed}: {verified}; {harness.Faults.Count} faults\n{string.Join('\n', harness.Faults.Take(5))}");
        Assert.True(verified.Findings.Count == 0, string.Join('\n', verified.Findings.Take(10)));
    }

    [Fact]
    public async Task Another_nodes_entries_under_the_expected_numbers_are_not_taken_for_ones_own()
    {
        const int size = 200;
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString, BatchMax = Size, Writers = 1 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 100));

        // The first batch spends everything in memory, and is held up before it has locked the book.
        var (reached, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.HoldBack = sql => sql.Contains("UPDATE book", StringComparison.Ordinal) && reached.TrySetResult() ? released.Task : Task.CompletedTask;
        var all = Submit(journal, size, i => harness.Use("acme", $"all{i}", 500, type: "strict.used"));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(10));

        // Meanwhile another node writes as many entries that spend next to nothing.
        await Submit(harness.Start(), size, i => harness.Use("acme", $"rival{i}", 1, type: "strict.used")).Completion;

        // The next batch is decided on what the first one has left in memory, which is not what will be.
        var next = Submit(journal, Size, i => harness.Use("acme", $"next{i}", 100, type: "strict.used"));
        await Task.WhenAny(next.Completion, Task.Delay(TimeSpan.FromSeconds(2)));
        released.SetResult();
        await Task.WhenAll(all.Completion, next.Completion).WaitAsync(TimeSpan.FromSeconds(20));

        // Of 100 credits the rival took 0.2; the first batch, decided again, takes 199 of its halves, and leaves three tenths.
        Assert.Equal(199, RecordedOf(all));
        Assert.Equal(3, RecordedOf(next));
        Assert.Empty(await SqlChecks.BreaksAsync(harness.OwnerConnectionString));
    }

    private static int RecordedOf(Submission submission) =>
        submission.Commands.Count(command => JournalTarget.AnswerOf(command.Outcome!).Verdict == Verdict.Recorded);

    private static Submission Submit(LedgerJournal journal, int count, Func<int, Command> make)
    {
        var submission = new Submission([.. Enumerable.Range(0, count).Select(make)]);
        Assert.True(journal.TrySubmit(submission));
        return submission;
    }

    private static LedgerJournal StartFull(JournalHarness harness) =>
        harness.Start(options => options with { BatchMax = Size, Writers = 1, CheckpointEntries = 5_000 });

    private static async Task SendAsync(LedgerJournal journal, JournalTarget target, History history, int sender, int seed)
    {
        var random = new Random(unchecked((seed * 397) ^ sender));
        for (var round = 0; round < 3; round++)
        {
            var operations = Enumerable.Range(0, Size).Select(i => Next(random, ((long)sender << 32) | (uint)((round * Size) + i))).ToList();
            var submission = new Submission([.. operations.Select(target.CommandOf)]);
            operations.ForEach(history.Invoke);
            Assert.True(journal.TrySubmit(submission));
            await submission.Completion.WaitAsync(TimeSpan.FromSeconds(90));
            for (var i = 0; i < Size; i++) history.Return(operations[i], JournalTarget.AnswerOf(submission.Commands[i].Outcome!));
        }
    }

    private static Operation Next(Random random, long intent) => random.Next(100) < 4
        ? new(intent, OperationKind.Grant, "acme", $"i{intent}", random.Next(20, 60) * 1_000_000L)
        : new(intent, OperationKind.StrictEvent, "acme", $"i{intent}", random.Next(1, 9_000) * 1_000L);
}
