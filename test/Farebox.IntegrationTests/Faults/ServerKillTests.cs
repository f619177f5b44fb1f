using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class ServerKillTests(ITestOutputHelper output)
{
    private const int Cycles = 20;

    [Fact]
    public async Task Twenty_kills_of_the_server_in_mid_load_lose_nothing()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        await Scene.OpenAsync(harness, harness.Start());
        using var server = new ServerProcess(postgres.Owner);
        await server.StartAsync();

        var seed = Scene.NewSeed();
        using var target = new HttpTarget(server.Address, ServerProcess.Key);
        var campaign = new Campaign(target, seed, Scene.Accounts);
        var recoveries = new List<TimeSpan>();
        await campaign.RunAsync(async () =>
        {
            for (var cycle = 0; cycle < Cycles; cycle++)
            {
                await campaign.KeptMoreAsync(20 + (seed + cycle * 7) % 30);
                await server.KillAsync();
                var killed = System.Diagnostics.Stopwatch.StartNew();
                await server.StartAsync();
                await campaign.KeptMoreAsync(1);
                recoveries.Add(killed.Elapsed);
            }
        });

        var verified = await Scene.EndsWellAsync(campaign, harness);
        output.WriteLine($"seed {seed}: {Cycles} kills, first answer within {Figures.Of(recoveries)} of the kill; {verified}");
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task Twenty_holds_of_75_on_500_give_six_through_two_servers_at_once()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var harness = await JournalHarness.OnAsync(database.AppConnectionString, database.OwnerConnectionString);
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, harness.Grant("acme", "pool", 500));
        using var servers = new ServerProcess(database.OwnerConnectionString);
        using var second = new ServerProcess(database.OwnerConnectionString);
        await Task.WhenAll(servers.StartAsync(), second.StartAsync());

        using var one = new HttpTarget(servers.Address, ServerProcess.Key);
        using var other = new HttpTarget(second.Address, ServerProcess.Key);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? one : other).AskAsync(new(i, OperationKind.Hold, "acme", $"h{i}", 75_000_000))));

        Assert.Equal(6, answers.Count(answer => answer.Verdict == Verdict.Recorded));
        Assert.Equal(14, answers.Count(answer => answer is { Verdict: Verdict.Refused, Code: "insufficient_credit" }));
    }

    [Fact]
    public async Task A_server_that_is_asked_to_end_answers_what_it_has_taken_in()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var harness = await JournalHarness.OnAsync(database.AppConnectionString, database.OwnerConnectionString);
        await Scene.OpenAsync(harness, harness.Start());
        using var server = new ServerProcess(database.OwnerConnectionString);
        await server.StartAsync();

        using var target = new HttpTarget(server.Address, ServerProcess.Key);
        var campaign = new Campaign(target, Scene.NewSeed(), Scene.Accounts);
        await campaign.RunAsync(async () =>
        {
            await campaign.KeptMoreAsync(100);
            Assert.Equal(0, await server.TerminateAsync());
            await server.StartAsync();
            await campaign.KeptMoreAsync(50);
        });
        output.WriteLine($"{await Scene.EndsWellAsync(campaign, harness)}");
    }
}
