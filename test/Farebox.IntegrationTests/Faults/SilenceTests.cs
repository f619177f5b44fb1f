using System.Diagnostics;
using Farebox.Charging;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Proxy;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Faults;

/// <summary>A connection that is lost without a word must not be waited for as long as the kernel would.</summary>
[Collection(FaultGroup.Name)]
public sealed class SilenceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Connections_that_say_nothing_any_more_are_given_up_and_their_batches_repeated()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString, SilenceMax = TimeSpan.FromSeconds(2) });
        await Scene.OpenAsync(harness, journal);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline, journal), seed, Scene.Accounts);
        var healed = TimeSpan.Zero;
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(50);
            proxy.Strand();
            healed = await campaign.KeptMoreAsync(50);
        });

        output.WriteLine($"seed {seed}: went on after {healed.TotalSeconds:0.0} s; {await Scene.EndsWellAsync(campaign, harness)}");
        Assert.InRange(healed.TotalSeconds, 0, 15);
    }

    [Fact]
    public async Task Without_a_bound_they_would_be_waited_for()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var proxy = new PostgresProxy(harness.AppConnectionString);
        var journal = harness.Start(options => options with { ConnectionString = proxy.ConnectionString, SilenceMax = TimeSpan.Zero, Writers = 1 });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "g0", 1));

        proxy.Strand();
        var stranded = Task.WhenAll(Enumerable.Range(1, 3).Select(i => JournalHarness.DoneAsync(journal, harness.Grant("acme", $"g{i}", 1))));
        Assert.NotSame(stranded, await Task.WhenAny(stranded, Task.Delay(TimeSpan.FromSeconds(6))));

        proxy.EndStranded();
        Assert.All(await stranded, command => Assert.IsType<Decided>(command.Outcome));
    }

    [Fact]
    public async Task A_commit_that_no_standby_confirms_is_not_acknowledged_when_its_silence_is_over()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        var journal = harness.Start(options => options with { SilenceMax = TimeSpan.FromSeconds(1) });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await StandbyAsync(postgres, "nobody");

        var grant = harness.Grant("acme", "pool", 10);
        var waited = Stopwatch.StartNew();
        var done = journal.ExecuteAsync(grant, CancellationToken.None);
        Assert.NotSame(done, await Task.WhenAny(done, Task.Delay(TimeSpan.FromSeconds(8))));
        Assert.Contains(harness.Faults, fault => fault.StartsWith("A batch was unknown", StringComparison.Ordinal));

        await StandbyAsync(postgres, "");
        Assert.IsType<Decided>(await done.WaitAsync(TimeSpan.FromSeconds(30)));
        output.WriteLine($"acknowledged after {waited.Elapsed.TotalSeconds:0.0} s, {harness.Faults.Count} attempts");
    }

    private static async Task StandbyAsync(OwnPostgres postgres, string name)
    {
        await postgres.RunAsync($"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        await postgres.RunAsync("SELECT pg_reload_conf()");
        await Task.Delay(300);
    }
}
