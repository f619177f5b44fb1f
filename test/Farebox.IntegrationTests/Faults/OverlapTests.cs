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
    private const int Few = 200;
    private static long s_intents;

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
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var (history, journal) = (new History(), await StartWithAsync(harness, proxy, 100));

        // The first batch spends everything in memory, and is held up before it has locked the book.
        var released = new TaskCompletionSource();
        var all = HeldBack(proxy, released.Task, () => AskAsync(harness, journal, history, Few, i => Strict($"all{i}", 500)));
        await all.Reached;

        // Meanwhile another node writes as many entries that spend next to nothing.
        await AskAsync(harness, harness.Start(), history, Few, i => Strict($"rival{i}", 1));

        // The next batch is decided on what the first one leaves in memory, which will never be so.
        var next = AskAsync(harness, journal, history, Size, i => Strict($"next{i}", 100));
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1)));
        released.SetResult();
        await Task.WhenAll(all.Done, next).WaitAsync(TimeSpan.FromSeconds(20));

        // The account and its grant were made before the history began.
        var setUp = new Operation(-1, OperationKind.Grant, "acme", "pool", 100_000_000);
        history.Invoke(setUp);
        history.Return(setUp, new(Verdict.Recorded));
        var found = (await Inspection.OfAsync(harness, history)).Findings.Where(finding => finding.Wrong != Wrong.Order);
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_batch_with_nothing_to_send_does_not_stop_the_ones_after_it()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var (history, journal) = (new History(), await StartWithAsync(harness, proxy, 1_000));
        await AskAsync(harness, journal, history, Size, i => Strict($"e{i}", 1));

        var released = new TaskCompletionSource();
        var first = HeldBack(proxy, released.Task, () => AskAsync(harness, journal, history, Few, i => Strict($"f{i}", 1)));
        await first.Reached;
        var conflicts = AskAsync(harness, journal, history, Size, i => Strict($"e{i}", 2));
        await Task.WhenAny(conflicts, Task.Delay(TimeSpan.FromSeconds(1)));
        released.SetResult();
        await Task.WhenAll(first.Done, conflicts).WaitAsync(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 4; i++) await AskAsync(harness, journal, history, 1, _ => Strict($"g{i}", 1)).WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<LedgerJournal> StartWithAsync(JournalHarness harness, PostgresProxy proxy, int credits)
    {
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString, BatchMax = Size, Writers = 1 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", credits));
        return journal;
    }

    /// <summary>Asks, and keeps the batch back where it would lock its books.</summary>
    private static (Task Reached, Task Done) HeldBack(PostgresProxy proxy, Task released, Func<Task> ask)
    {
        var reached = new TaskCompletionSource();
        proxy.HoldBack = sql => sql.StartsWith("SELECT journal_", StringComparison.Ordinal) && reached.TrySetResult() ? released : Task.CompletedTask;
        return (reached.Task.WaitAsync(TimeSpan.FromSeconds(10)), ask());
    }

    private static Operation Strict(string id, int thousandths) => new(0, OperationKind.StrictEvent, "acme", id, thousandths * 1_000L);

    private static Task AskAsync(JournalHarness harness, LedgerJournal journal, History history, int count, Func<int, Operation> make) =>
        AskAsync(new(harness, Scene.Deadline, journal), journal, history, [.. Enumerable.Range(0, count).Select(i => make(i) with { Intent = Interlocked.Increment(ref s_intents) })]);

    private static async Task AskAsync(JournalTarget target, LedgerJournal journal, History history, List<Operation> operations)
    {
        var submission = new Submission([.. operations.Select(target.CommandOf)]);
        operations.ForEach(history.Invoke);
        Assert.True(journal.TrySubmit(submission));
        await submission.Completion.WaitAsync(TimeSpan.FromSeconds(90));
        for (var i = 0; i < operations.Count; i++) history.Return(operations[i], JournalTarget.AnswerOf(submission.Commands[i].Outcome!));
    }

    private static LedgerJournal StartFull(JournalHarness harness) =>
        harness.Start(options => options with { BatchMax = Size, Writers = 1, CheckpointEntries = 5_000 });

    private static async Task SendAsync(LedgerJournal journal, JournalTarget target, History history, int sender, int seed)
    {
        var random = new Random(unchecked((seed * 397) ^ sender));
        for (var round = 0; round < 3; round++)
        {
            var operations = Enumerable.Range(0, Size).Select(i => Next(random, ((long)sender << 32) | (uint)((round * Size) + i))).ToList();
            await AskAsync(target, journal, history, operations);
        }
    }

    private static Operation Next(Random random, long intent) => random.Next(100) < 4
        ? new(intent, OperationKind.Grant, "acme", $"i{intent}", random.Next(20, 60) * 1_000_000L)
        : new(intent, OperationKind.StrictEvent, "acme", $"i{intent}", random.Next(1, 9_000) * 1_000L);
}
