using Farebox.Charging;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class DurabilityTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    [Fact]
    public async Task Without_its_standby_a_commit_is_acknowledged_neither_when_it_is_cancelled_nor_when_it_is_repeated()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await StandbyAsync(postgres, "away");

        var first = harness.Use("acme", "e", 1000);
        var waiting = JournalHarness.DoneAsync(journal, first);
        await Task.Delay(Moment);
        Assert.False(waiting.IsCompleted);
        await postgres.RunAsync("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        await waiting;
        Assert.IsType<Unknown>(first.Outcome);

        // It is in the journal of this server by now, and its standby still does not have it.
        var again = JournalHarness.DoneAsync(journal, harness.Use("acme", "e", 1000));
        await Task.Delay(Moment);
        Assert.False(again.IsCompleted);
        await StandbyAsync(postgres, "");
        Assert.True(Assert.IsType<Decided>((await again).Outcome).IsRepeated);
    }

    [Fact]
    public async Task A_database_set_to_commit_asynchronously_is_overruled()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await Sql.RunAsync(harness.OwnerConnectionString, """
            CREATE TABLE seen (setting text);
            GRANT INSERT ON seen TO farebox_app;
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit') || ', ' || current_setting('transaction_isolation')); RETURN NULL; END $$;
            CREATE TRIGGER look AFTER INSERT ON entry EXECUTE FUNCTION look();
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
                EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''repeatable read''', current_database());
            END $$;
            """);
        await JournalHarness.DoneAsync(harness.Start(), harness.Open("acme"));
        Assert.Equal("on, read committed", await Sql.ReadAsync<string>(harness.OwnerConnectionString, "SELECT setting FROM seen"));
        Assert.Equal("off", await Sql.ReadAsync<string>(harness.OwnerConnectionString, "SHOW synchronous_commit"));
    }

    [Fact]
    public async Task A_journal_stops_although_its_database_hangs()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        var journal = harness.Start(options => options with { StopPatience = TimeSpan.FromSeconds(1) });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        postgres.Freeze();
        try
        {
            Assert.True(journal.TrySubmit(new(harness.Use("acme", "e", 1000))));
            await journal.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
        finally
        {
            postgres.Thaw();
        }
    }

    private static async Task StandbyAsync(OwnPostgres postgres, string name)
    {
        await postgres.RunAsync($"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        await postgres.RunAsync("SELECT pg_reload_conf()");
        await Task.Delay(Moment);
    }
}
