using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class PostgresCrashTests(ITestOutputHelper output)
{
    private const int Cycles = 20;

    [Fact]
    public async Task Twenty_crashes_of_PostgreSQL_in_mid_load_lose_nothing()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        var journals = new[] { harness.Start(options => options with { CheckpointEntries = 50 }), harness.Start() };
        await Scene.OpenAsync(harness, journals[0]);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline, journals), seed, Scene.Accounts);
        var recoveries = new List<TimeSpan>();
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(50);
            for (var cycle = 0; cycle < Cycles; cycle++)
            {
                await postgres.CrashAsync();
                recoveries.Add(await campaign.KeptMoreAsync(1));
                await campaign.KeptMoreAsync(40);
            }
        });

        var verified = await Scene.EndsWellAsync(campaign, harness);
        output.WriteLine($"seed {seed}: {Cycles} crashes, first answer after the restart within {Figures.Of(recoveries)}; {verified}");
    }

    [Fact]
    public async Task PostgreSQL_frozen_for_five_seconds_loses_nothing_and_keeps_no_caller_longer_than_its_deadline()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        var journal = harness.Start();
        await Scene.OpenAsync(harness, journal);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline, journal), seed, Scene.Accounts);
        var recovery = TimeSpan.Zero;
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(100);
            postgres.Freeze();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
            }
            finally
            {
                postgres.Thaw();
            }

            recovery = await campaign.KeptMoreAsync(1);
            await campaign.KeptMoreAsync(100);
        });

        var verified = await Scene.EndsWellAsync(campaign, harness);
        var longest = Figures.LongestAnswer(campaign.History.Lines);
        output.WriteLine($"seed {seed}: frozen 5 s, first answer {recovery.TotalMilliseconds:f0} ms after, longest answer {longest.TotalMilliseconds:f0} ms; {verified}");
        Assert.True(verified.Unknown > 0);
        Assert.True(longest < Scene.Deadline + TimeSpan.FromSeconds(1), $"A caller waited {longest}.");
    }
}
