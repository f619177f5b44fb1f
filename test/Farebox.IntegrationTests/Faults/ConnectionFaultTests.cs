using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Proxy;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class ConnectionFaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Connections_cut_before_and_after_COMMIT_lose_nothing_and_repeat_nothing()
    {
        const int each = 12;
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString });
        await Scene.OpenAsync(harness, journal);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline, journal), seed, Scene.Accounts);
        var commits = 0;
        proxy.NextFault = () => (Interlocked.Increment(ref commits) % 30) switch
        {
            9 when proxy.CountOf(CommitFault.CutBefore) < each => CommitFault.CutBefore,
            19 when proxy.CountOf(CommitFault.CutAfter) < each => CommitFault.CutAfter,
            29 when proxy.CountOf(CommitFault.Zombie) < each => CommitFault.Zombie,
            _ => CommitFault.None,
        };
        await campaign.RunAsync(() => UntilAsync(() => proxy.CountOf(CommitFault.Zombie) >= each && proxy.CountOf(CommitFault.CutAfter) >= each));
        proxy.NextFault = static () => CommitFault.None;

        var verified = await Scene.EndsWellAsync(campaign, harness);
        output.WriteLine($"seed {seed}: cut before {proxy.CountOf(CommitFault.CutBefore)}, after {proxy.CountOf(CommitFault.CutAfter)}, "
            + $"zombies {proxy.CountOf(CommitFault.Zombie)} of which landed {proxy.Landed}; {verified}");

        // How many zombies land is a race that either side may win: the retry of a batch that is one call meets no lock, and one that
        // is decided first makes the zombie find its books moved. What holds either way is what EndsWellAsync counted.
        Assert.True(proxy.CountOf(CommitFault.CutBefore) >= 10 && proxy.CountOf(CommitFault.CutAfter) >= 10 && proxy.CountOf(CommitFault.Zombie) >= 10);
        Assert.InRange(verified.Refused, verified.Kept / 6, verified.Kept);
    }

    [Fact]
    public async Task A_retry_waits_for_the_COMMIT_of_a_connection_that_is_gone_and_then_tells_what_it_did()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString) { ZombieDelay = TimeSpan.FromSeconds(6.5) };
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString });
        await Scene.OpenAsync(harness, journal);
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 10));

        // A journal that has yet to load the book locks it first and ends with a COMMIT of its own, which is what goes astray here.
        await journal.DisposeAsync();
        journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString });
        proxy.NextFault = () => proxy.CountOf(CommitFault.Zombie) == 0 ? CommitFault.Zombie : CommitFault.None;
        var use = JournalHarness.DoneAsync(journal, harness.Use("acme", "e", 10_000, type: "strict.used"));
        await UntilAsync(async () => await WaitingAsync(harness) > 0);
        var rival = JournalHarness.DoneAsync(harness.Start(), harness.Use("acme", "rival", 10_000, type: "strict.used"));
        Assert.False(use.IsCompleted);

        // Longer than lock_timeout, so that the retry is turned away by the lock once and comes again.
        Assert.Equal(Verdict.Recorded, JournalTarget.AnswerOf((await use).Outcome!).Verdict);
        Assert.Equal("insufficient_credit", JournalTarget.AnswerOf((await rival).Outcome!).Code);
        Assert.True(JournalTarget.AnswerOf((await use).Outcome!).IsRepeated);
        Assert.Equal(1, proxy.Landed);
        Assert.Contains(harness.Faults, fault => fault.StartsWith("A batch was passing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_that_stands_still_leaves_outcomes_unknown_until_it_moves_again()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString });
        await Scene.OpenAsync(harness, journal);

        var campaign = new Campaign(new JournalTarget(harness, TimeSpan.FromMilliseconds(300), journal), Scene.NewSeed(), Scene.Accounts);
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(50);
            proxy.Freeze();
            await Task.Delay(1500);
            proxy.Thaw();
            await campaign.KeptMoreAsync(50);
        });

        var verified = await Scene.EndsWellAsync(campaign, harness);
        output.WriteLine($"{verified}");
        Assert.True(verified.Unknown >= 6);
    }

    private static Task<long> WaitingAsync(JournalHarness harness) => Sql.ReadAsync<long>(
        harness.OwnerConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(40), "It does not come about.");
            await Task.Delay(10);
        }
    }
}
