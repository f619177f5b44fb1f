using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Verification;
using Farebox.Rating;
using static Farebox.IntegrationTests.Journal.JournalHarness;

namespace Farebox.IntegrationTests.Journal;

/// <summary>Running counts on the disk: by several nodes, after a restart, and again from the entries alone.</summary>
public sealed class RunningCountTests
{
    private static readonly GraduatedCharge Tiers = new(new TierTable([new(10_000m, 0.001m), new(50_000m, 0.0007m), new(null, 0.00033333m)]));

    [Fact]
    public async Task Two_nodes_price_from_one_running_count_and_a_repetition_does_not_move_it()
    {
        await using var harness = await OpenAsync(DebitRounding.Cumulative);
        var journals = new[] { harness.Start(options => options with { CheckpointEntries = 20 }), harness.Start(options => options with { CheckpointEntries = 33 }) };
        var tokens = Enumerable.Range(0, 200).Select(i => (i * 37 % 901) + 1).ToArray();

        // Every event is sent twice, once to each node.
        await Task.WhenAll(journals.Select(journal => SendAsync(journal, Enumerable.Range(0, tokens.Length).Select(i => harness.Use("acme", $"e{i}", tokens[i])))));

        var counted = await CountsAsync(harness.Start());
        Assert.Equal((tokens.Sum(), tokens.Length), (counted.Quantity, counted.Events));
        Assert.Equal(Units(Tiers.Price(tokens.Sum(), default, null)), await SpentAsync(harness.Start()));
        await AssertSoundAsync(harness);
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task A_node_that_starts_anew_goes_on_from_where_the_count_stood()
    {
        await using var harness = await OpenAsync(DebitRounding.Event);
        await SendAsync(harness.Start(options => options with { CheckpointEntries = 4 }), Enumerable.Range(0, 7).Select(i => harness.Use("acme", $"a{i}", 3000)));
        var next = await DoneAsync(harness.Start(), harness.Use("acme", "b", 1000));

        var charge = Assert.IsType<UsageReported>(Assert.IsType<Decided>(next.Outcome).Entry.Body).Charges[0];
        Assert.Equal((21_000m, 7, Units(0.7m)), (charge.Counters[0].Before.Quantity, charge.Counters[0].Before.Events, charge.Units));

        var again = Assert.IsType<Decided>((await DoneAsync(harness.Start(), harness.Use("acme", "b", 1000))).Outcome);
        Assert.True(again.IsRepeated);
        Assert.Equal(charge.Counters.AsEnumerable(), ((UsageReported)again.Entry.Body).Charges[0].Counters);
        Assert.Equal(22_000m, (await CountsAsync(harness.Start())).Quantity);
        await AssertSoundAsync(harness);
    }

    [Fact]
    public async Task What_events_of_their_own_price_came_to_is_kept_in_checkpoints_and_entries()
    {
        // A thousandth of the value and a fee, at most 9 over the month.
        await using var harness = await OpenAsync(DebitRounding.Event, new AdjustedCharge(new PercentageCharge(0.001m, 0.5m) { EventMaximum = 100m }) { Maximum = 9m });
        await SendAsync(harness.Start(options => options with { CheckpointEntries = 3 }), Enumerable.Range(0, 5).Select(i => harness.Use("acme", $"a{i}", 1000)));
        var next = await DoneAsync(harness.Start(), harness.Use("acme", "b", 2000));

        var charge = Assert.IsType<UsageReported>(Assert.IsType<Decided>(next.Outcome).Entry.Body).Charges[0];
        Assert.Equal((Units(1.5m), 7.5m, 10m), (charge.Units, charge.Counters[0].Before.Gross, charge.Counters[0].After.Gross));
        Assert.Equal(Units(9m), await SpentAsync(harness.Start()));
        await AssertSoundAsync(harness);
    }

    private static async Task<JournalHarness> OpenAsync(DebitRounding rounding, ChargeModel? charge = null)
    {
        var harness = await CreateAsync();
        await harness.AddCardAsync("tiers", new CardRowTerms("llm", "tokens", DimensionMatch.Everything, 0m, 1) { Charge = charge ?? Tiers, DebitRounding = rounding });
        var journal = harness.Start();
        await DoneAsync(journal, harness.Open("acme", "tiers"));
        await DoneAsync(journal, harness.Grant("acme", "pool", 1000));
        return harness;
    }

    private static async Task SendAsync(Farebox.Postgres.Journal.Journal journal, IEnumerable<Command> commands)
    {
        foreach (var part in commands.Chunk(11))
        {
            var submission = new Submission(part);
            Assert.True(journal.TrySubmit(submission));
            await submission.Completion.WaitAsync(TimeSpan.FromSeconds(60));
            Assert.All(part, command => Assert.IsType<Decided>(command.Outcome));
        }
    }

    private static async Task<Counter> CountsAsync(Farebox.Postgres.Journal.Journal journal) =>
        (Counter)Assert.IsType<Inspected>(await journal.InspectAsync("acme", static (book, _) => book.Counters.Single(counter => counter.Key.Class.Length > 0).Value, CancellationToken.None)).Result;

    private static async Task<long> SpentAsync(Farebox.Postgres.Journal.Journal journal) =>
        (long)Assert.IsType<Inspected>(await journal.InspectAsync("acme", static (book, _) => book.AccountOf(AccountKind.Spent, "llm", Credit).Balance, CancellationToken.None)).Result;

    private static async Task AssertSoundAsync(JournalHarness harness)
    {
        foreach (var rebuild in new[] { false, true })
        {
            var result = await Verifier.RunAsync(harness.AppConnectionString, new() { Rebuild = rebuild, PageEntries = 7 }, null, CancellationToken.None);
            Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
        }
    }
}
