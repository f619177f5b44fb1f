using Farebox.Charging;
using Farebox.IntegrationTests.Faults.Load;
using Farebox.IntegrationTests.Journal;
using Farebox.Postgres.Journal;
using Xunit.Abstractions;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class TwoJournalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_journals_that_hit_the_same_books_keep_one_order()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { harness.Start(options => options with { CheckpointEntries = 30 }), harness.Start(options => options with { CheckpointEntries = 45, BooksMax = 2 }) };
        await Scene.OpenAsync(harness, journals[0]);

        var seed = Scene.NewSeed();
        var campaign = new Campaign(new JournalTarget(harness, Scene.Deadline * 4, journals), seed, Scene.Accounts, new() { Callers = 24, Pause = TimeSpan.Zero });
        await campaign.RunAsync(() => campaign.KeptMoreAsync(2_500));

        output.WriteLine($"seed {seed}: {await Scene.EndsWellAsync(campaign, harness)}");
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task Every_event_sent_ten_times_by_three_senders_is_counted_once()
    {
        const int events = 300;
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { harness.Start(), harness.Start() };
        await Scene.OpenAsync(harness, journals[0]);
        await JournalHarness.DoneAsync(journals[0], harness.Grant("acme", "pool", 1_000));

        var turn = 0;
        var random = new Random(Scene.NewSeed());
        var sendings = Enumerable.Range(0, events * 10).Select(i => i % events).ToArray();
        random.Shuffle(sendings);
        var answers = await Task.WhenAll(sendings.Chunk(events * 10 / 3).Select(async mine =>
        {
            var told = new List<Decided>();
            foreach (var part in mine.Chunk(25))
            {
                var submission = new Submission([.. part.Select(i => harness.Use("acme", $"e{i}", 1000))]);
                Assert.True(journals[Interlocked.Increment(ref turn) % 2].TrySubmit(submission));
                await submission.Completion.WaitAsync(TimeSpan.FromSeconds(20));
                told.AddRange(submission.Commands.Select(command => Assert.IsType<Decided>(command.Outcome)));
            }

            return told;
        }));

        var all = answers.SelectMany(told => told).ToList();
        Assert.Equal(events, all.Count(decided => !decided.IsRepeated));
        Assert.Equal(events * 9, all.Count(decided => decided.IsRepeated));
        Assert.Equal(1_000 - events, await AvailableAsync(harness));
    }

    [Fact]
    public async Task One_key_fifty_times_in_flight_on_two_journals_takes_effect_once()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { harness.Start(), harness.Start() };
        await Scene.OpenAsync(harness, journals[0]);
        await JournalHarness.DoneAsync(journals[0], harness.Grant("acme", "pool", 1_000));

        for (var round = 0; round < 10; round++)
        {
            var uses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => JournalHarness.DoneAsync(journals[i % 2], harness.Use("acme", $"e{round}", 1000)))));
            var decided = uses.Select(use => Assert.IsType<Decided>(use.Outcome)).ToList();
            Assert.Single(decided, one => !one.IsRepeated);
            Assert.Single(decided.Select(one => one.Entry.Seq).Distinct());
        }

        Assert.Equal(990, await AvailableAsync(harness));
        Assert.Empty(harness.Faults);
    }

    private static async Task<decimal> AvailableAsync(JournalHarness harness)
    {
        var seen = await harness.Start().InspectAsync("acme", static (book, now) => book.WalletOf(JournalHarness.Credit).Live.Sum(grant => grant.AvailableAt(now)), CancellationToken.None);
        return (long)Assert.IsType<Inspected>(seen).Result / 1_000_000m;
    }
}
