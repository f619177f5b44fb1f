using Farebox.IntegrationTests.Faults.Check;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Proxy;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Faults;

/// <summary>Bugs that are planted, so that it is known that the checker finds them. A checker that is always green checks nothing.</summary>
[Collection(FaultGroup.Name)]
public sealed class PositiveControlTests(PositiveControlTests.Run run) : IClassFixture<PositiveControlTests.Run>
{
    [Fact]
    public void The_run_that_is_damaged_here_was_sound() => Assert.Empty(run.Check().Findings);

    [Fact]
    public void An_answer_before_COMMIT_is_found()
    {
        // The server answered, and died before it committed its last batch.
        var last = run.Journal.GroupBy(entry => entry.Account).Select(book => book.Last()).ToHashSet();
        Finds(Wrong.Lost, run.Check(journal: run.Journal.FindAll(entry => !last.Contains(entry))));
    }

    [Fact]
    public async Task A_retry_under_a_new_key_is_found()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString });
        await Scene.OpenAsync(harness, journal);
        var campaign = new Campaign(
            new JournalTarget(harness, TimeSpan.FromMilliseconds(100), journal), Scene.NewSeed(), Scene.Accounts, new() { RetryWithNewKey = true });
        await campaign.RunAsync(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await campaign.KeptMoreAsync(30);
                proxy.Freeze();
                await Task.Delay(200);
                proxy.Thaw();
            }

            await campaign.KeptMoreAsync(30);
        });
        Finds(Wrong.Duplicated, await campaign.CheckAsync(harness));
    }

    [Fact]
    public void A_decision_on_a_stale_book_is_found()
    {
        // Refused at its place in the journal, and yet done: somebody looked at an older balance.
        var refused = run.Journal.Find(entry => entry is { Status: 2, Code: "insufficient_credit" })!;
        var operation = run.OperationOf(refused);
        var done = refused with { Status = 1, Code = null, Moved = new(-operation.Units, operation.Units, 0, 0) };
        Finds(Wrong.Amount, run.Check(journal: run.Replace(refused, done)));
    }

    [Fact]
    public void A_false_refusal_is_found()
    {
        var held = run.Journal.Find(entry => entry is { Kind: 6, Status: 1 })!;
        Finds(Wrong.FalseRefusal, run.Check(journal: run.Replace(held, held with { Status = 2, Code = "insufficient_credit", Moved = default })));
    }

    [Fact]
    public void An_effect_without_its_key_is_found()
    {
        var entry = run.Journal.Find(entry => entry is { Kind: 5, Status: 1 })!;
        var found = run.Check(journal: run.Replace(entry, entry with { Key16 = Guid.CreateVersion7() }));
        Finds(Wrong.Lost, found);
        Finds(Wrong.Stray, found);
    }

    [Fact]
    public void A_capture_of_one_unit_above_its_hold_is_found()
    {
        var capture = run.Journal.Find(entry => entry is { Kind: 7, Status: 1 })!;
        var more = capture.Moved with { Held = capture.Moved.Held - 1, Spent = capture.Moved.Spent + 1 };
        Finds(Wrong.Amount, run.Check(journal: run.Replace(capture, capture with { Moved = more })));
    }

    [Fact]
    public void An_order_other_than_the_one_that_was_acknowledged_is_found()
    {
        var book = run.Journal.FindAll(entry => entry.Account == Scene.Accounts[0]);
        var (early, late) = (book[10], book[^10]);
        Finds(Wrong.Order, run.Check(journal: run.Replace(early, early with { Seq = late.Seq }, late, late with { Seq = early.Seq })));
    }

    [Fact]
    public void An_outcome_that_stays_unknown_is_found()
    {
        var operation = run.OperationOf(run.Journal[^1]);
        var lines = run.History.ConvertAll(line => line.Operation.Id == operation.Id && line.Answer is not null ? line with { Answer = new(Verdict.Unknown) } : line);
        Finds(Wrong.Unsettled, run.Check(lines));
    }

    [Theory]
    [InlineData("UPDATE entry SET to_after = to_after + 1 WHERE (book_id, seq) IN (SELECT book_id, max(seq) FROM entry WHERE amount > 0 GROUP BY 1)")]
    [InlineData("DELETE FROM entry WHERE seq = 3")]
    [InlineData("UPDATE book SET seq = seq + 1")]
    [InlineData("UPDATE entry SET from_after = -1 WHERE from_account LIKE 'wallet/%'")]
    public async Task A_damaged_database_is_found(string damage)
    {
        await using var copy = await PostgresFixture.CopyAsync(run.Database);
        Assert.Empty(await SqlChecks.BreaksAsync(copy.OwnerConnectionString));
        await Sql.RunAsync(copy.OwnerConnectionString, damage);
        Assert.NotEmpty(await SqlChecks.BreaksAsync(copy.OwnerConnectionString));
    }

    private static void Finds(Wrong wrong, Verified verified) => Assert.Contains(verified.Findings, finding => finding.Wrong == wrong);

    /// <summary>A run without faults, to be damaged.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private int _tenantId;

        internal TestDatabase Database { get; private set; } = null!;

        internal List<EntryLine> Journal { get; private set; } = [];

        internal List<HistoryLine> History { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Database = await PostgresFixture.CreateDatabaseAsync();
            await using (var harness = await JournalHarness.OnAsync(Database.AppConnectionString, Database.OwnerConnectionString))
            {
                var journal = harness.Start();
                await Scene.OpenAsync(harness, journal);
                var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline * 4, journal), Scene.NewSeed(), Scene.Accounts);
                await campaign.RunAsync(() => campaign.KeptMoreAsync(600));
                (_tenantId, History) = (harness.TenantId, campaign.History.Lines);
            }

            Journal = await JournalRows.ReadAsync(Database.OwnerConnectionString);
            Npgsql.NpgsqlConnection.ClearAllPools();
        }

        public async Task DisposeAsync() => await Database.DisposeAsync();

        internal Verified Check(List<HistoryLine>? history = null, List<EntryLine>? journal = null) =>
            Checker.Check(history ?? History, journal ?? Journal, _tenantId);

        internal Operation OperationOf(EntryLine entry) => History
            .Find(line => !line.Operation.IsConflict && line.Operation.Account == entry.Account && line.Operation.Key16(_tenantId) == entry.Key16)!.Operation;

        internal List<EntryLine> Replace(EntryLine old, EntryLine changed, EntryLine? alsoOld = null, EntryLine? alsoChanged = null) =>
            Journal.ConvertAll(entry => entry == old ? changed : entry == alsoOld ? alsoChanged! : entry);
    }
}
