using System.Diagnostics;
using Farebox.Charging;
using Farebox.IntegrationTests.Faults.Proxy;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Verification;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Faults;

/// <summary>Rows that are in the database before the batch before them has committed, and everything that may become of that batch.</summary>
[Collection(FaultGroup.Name)]
public sealed class AheadTests
{
    private const int Size = 300;
    private const string Poison = "h\0";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>Less than the locks' own time-out: who gets there did not wait for rows that nobody takes back.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Rows_are_sent_while_the_batch_before_commits()
    {
        await using var stage = await Stage.OpenAsync(Long);
        var commit = stage.HoldBack("COMMIT");
        var before = stage.Submit("a");
        await commit.Reached;
        var next = stage.Submit("b");
        await stage.AheadAsync();

        Assert.False(next.Completion.IsCompleted);
        commit.Release();
        await stage.EndsWellAsync(before, next);
        Assert.Empty(stage.Harness.Faults);
    }

    [Fact]
    public async Task They_are_taken_back_when_the_batch_before_needs_their_numbers()
    {
        await using var stage = await Stage.OpenAsync(Long);
        var move = stage.HoldBack("SELECT journal_");
        var before = stage.Submit("a");
        await move.Reached;
        var next = stage.Submit("b");
        await stage.AheadAsync();

        // Another node takes the numbers that the first batch was decided for, so that one moves into those of the next.
        await JournalHarness.DoneAsync(stage.Harness.Start(), stage.Harness.Use("acme", "rival", 1000));
        move.Release();
        await stage.EndsWellAsync(before, next);
    }

    [Theory]
    [InlineData(nameof(CommitFault.CutBefore))]
    [InlineData(nameof(CommitFault.CutAfter))]
    [InlineData(nameof(CommitFault.Zombie))]
    public async Task They_are_taken_back_when_the_batch_before_loses_its_connection(string name)
    {
        await using var stage = await Stage.OpenAsync(Long);
        var fault = Enum.Parse<CommitFault>(name);
        var commit = stage.HoldBack("COMMIT");
        var faults = 0;
        stage.Proxy.NextFault = () => Interlocked.Increment(ref faults) == 1 ? fault : CommitFault.None;
        var before = stage.Submit("a");
        await commit.Reached;
        var next = stage.Submit("b");
        await stage.AheadAsync();

        commit.Release();
        await stage.EndsWellAsync(before, next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_poisoned_batch_before_or_after_fails_for_its_one_command_only(bool isFirst)
    {
        await using var stage = await Stage.OpenAsync(Long);
        var held = stage.HoldBack(isFirst ? "SELECT journal_" : "COMMIT");
        var before = stage.Submit("a", isFirst ? stage.Harness.Hold("acme", Poison, 1) : null);
        await held.Reached;
        var next = stage.Submit("b", isFirst ? null : stage.Harness.Hold("acme", Poison, 1));
        if (isFirst) await stage.AheadAsync();
        else await stage.FaultedAsync();

        held.Release();
        await stage.EndsWellAsync(before, next);
    }

    [Fact]
    public async Task They_do_not_stay_for_long_whatever_the_batch_before_waits_for()
    {
        await using var stage = await Stage.OpenAsync(TimeSpan.FromMilliseconds(250));
        var commit = stage.HoldBack("COMMIT");
        var before = stage.Submit("a");
        await commit.Reached;
        var next = stage.Submit("b");
        await stage.SeenAsync("ROLLBACK");

        commit.Release();
        await stage.EndsWellAsync(before, next);
        Assert.Empty(stage.Harness.Faults);
    }

    [Fact]
    public async Task Two_nodes_that_both_sent_ahead_on_one_book_do_not_stop_each_other()
    {
        await using var stage = await Stage.OpenAsync(TimeSpan.FromMilliseconds(250));
        await using var other = stage.Beside();
        await other.WarmAsync();
        var (move, rivals) = (stage.HoldBack("SELECT journal_"), other.HoldBack("SELECT journal_"));
        var (before, theirs) = (stage.Submit("a"), other.Submit("c"));
        await Task.WhenAll(move.Reached, rivals.Reached);
        var (next, after) = (stage.Submit("b"), other.Submit("d"));
        await Task.WhenAny(stage.AheadAsync(), other.AheadAsync());
        move.Release();
        rivals.Release();
        await stage.EndsWellAsync(before, next, theirs, after);
    }

    /// <summary>A journal with one writer whose connections can be held back at a statement.</summary>
    private sealed class Stage(JournalHarness harness, TimeSpan aheadMax, bool isGuest = false) : IAsyncDisposable
    {
        private readonly List<string> _seen = [];
        private Func<string, Task> _held = static _ => Task.CompletedTask;

        public JournalHarness Harness => harness;

        public PostgresProxy Proxy { get; } = new(harness.AppConnectionString);

        private LedgerJournal Journal { get; set; } = null!;

        public static async Task<Stage> OpenAsync(TimeSpan aheadMax)
        {
            var stage = new Stage(await JournalHarness.CreateAsync(), aheadMax);
            stage.Start();
            await JournalHarness.DoneAsync(stage.Journal, stage.Harness.Open("acme"));
            await JournalHarness.DoneAsync(stage.Journal, stage.Harness.Grant("acme", "pool", 1_000_000));
            await stage.WarmAsync();
            return stage;
        }

        /// <summary>Another node on the same database.</summary>
        public Stage Beside()
        {
            var stage = new Stage(harness, aheadMax, isGuest: true);
            stage.Start();
            return stage;
        }

        /// <summary>A first event makes its month, which no batch does ahead; then the book is in memory.</summary>
        public Task<RecordUsage> WarmAsync() => JournalHarness.DoneAsync(Journal, harness.Use("acme", Guid.CreateVersion7().ToString(), 1000));

        public Submission Submit(string name, Command? poison = null)
        {
            var commands = Enumerable.Range(0, poison is null ? Size : Size - 1).Select(i => (Command)harness.Use("acme", $"{name}{i}", 1000)).ToList();
            if (poison is not null) commands.Insert(Size / 2, poison);
            var submission = new Submission(commands);
            Assert.True(Journal.TrySubmit(submission));
            return submission;
        }

        /// <summary>Keeps the first statement back that begins so, until it is let go.</summary>
        public (Task Reached, Action Release) HoldBack(string sql)
        {
            var (reached, released) = (new TaskCompletionSource(), new TaskCompletionSource());
            _held = statement => statement.StartsWith(sql, StringComparison.Ordinal) && reached.TrySetResult() ? released.Task : Task.CompletedTask;
            return (reached.Task.WaitAsync(TimeSpan.FromSeconds(10)), released.SetResult);
        }

        /// <summary>Waits until a batch has all its rows in the database, uncommitted, and waits for the one before.</summary>
        public Task AheadAsync() => EventuallyAsync(async () => await Sql.ReadAsync<long>(harness.OwnerConnectionString, """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE 'COPY event_body%'
              AND (SELECT count(*) FROM pg_locks l WHERE l.pid = pg_stat_activity.pid AND l.relation = 'book'::regclass) = 0
            """) > 0);

        public Task SeenAsync(string sql) => EventuallyAsync(() =>
        {
            lock (_seen) return Task.FromResult(_seen.Contains(sql));
        });

        public Task FaultedAsync() => EventuallyAsync(() =>
        {
            lock (harness.Faults) return Task.FromResult(harness.Faults.Count > 0);
        });

        public async Task EndsWellAsync(params Submission[] submissions)
        {
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(submissions.Select(submission => submission.Completion)).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Soon);
            foreach (var command in submissions.SelectMany(submission => submission.Commands))
            {
                if (command is RecordUsage) Assert.Equal(EntryStatus.Recorded, Assert.IsType<Decided>(command.Outcome).Entry.Status);
                else Assert.IsType<Failed>(command.Outcome);
            }

            var verified = await Verifier.RunAsync(harness.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
            Assert.Empty(verified.Broken);
        }

        public async ValueTask DisposeAsync()
        {
            if (isGuest) await Journal.DisposeAsync();
            else await harness.DisposeAsync();
            await Proxy.DisposeAsync();
        }

        private void Start()
        {
            Proxy.HoldBack = statement =>
            {
                lock (_seen) _seen.Add(statement);
                return _held(statement);
            };
            Journal = harness.Start(options => options with
            {
                ConnectionString = Proxy.ConnectionString, BatchMax = Size, Writers = 1, AheadMax = aheadMax, DueInterval = TimeSpan.FromHours(1),
            });
        }

        private static async Task EventuallyAsync(Func<Task<bool>> isSo)
        {
            var began = Stopwatch.GetTimestamp();
            while (!await isSo())
            {
                Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
                await Task.Delay(5);
            }
        }
    }
}
