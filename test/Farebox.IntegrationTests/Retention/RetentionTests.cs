using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Retention;
using Farebox.Postgres.Verification;
using Npgsql;

namespace Farebox.IntegrationTests.Retention;

public sealed class RetentionTests : IAsyncLifetime
{
    private JournalHarness _harness = null!;
    private NpgsqlDataSource _dataSource = null!;

    public async Task InitializeAsync()
    {
        _harness = await JournalHarness.CreateAsync();
        _dataSource = NpgsqlDataSource.Create(_harness.AppConnectionString);

        // An event five months ago, one three months ago, one last month, and one today.
        var journal = _harness.Start();
        var today = await NowAsync();
        await new ClockStore(_dataSource).FreezeAsync(_harness.TenantId, today.AddMonths(-5), Actor.CommandLine, CancellationToken.None);
        await JournalHarness.DoneAsync(journal, _harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, _harness.Grant("acme", "pool", 100));
        foreach (var ago in new[] { 5, 3, 1, 0 })
        {
            await new ClockStore(_dataSource).FreezeAsync(_harness.TenantId, today.AddMonths(-ago), Actor.CommandLine, CancellationToken.None);
            await JournalHarness.DoneAsync(journal, _harness.Use("acme", $"e{ago}", 1_000));
        }

        Assert.Empty(_harness.Faults);
    }

    public async Task DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _harness.DisposeAsync();
    }

    [Fact]
    public async Task Months_older_than_they_are_to_be_kept_go_and_a_dry_run_only_names_them()
    {
        var bodies = new EventBodies(_dataSource);
        var planned = await bodies.DropAsync(2, isDryRun: true, CancellationToken.None);
        Assert.Equal(4, await BodiesAsync());

        var dropped = await bodies.DropAsync(2, isDryRun: false, CancellationToken.None);

        Assert.Equal([await FirstDayAsync(5), await FirstDayAsync(3)], dropped.Select(month => month.Month));
        Assert.Equal(planned, dropped);
        Assert.Equal(2, await BodiesAsync());
        Assert.Empty(await bodies.DropAsync(2, isDryRun: false, CancellationToken.None));
    }

    [Fact]
    public async Task A_month_that_is_dropped_is_in_the_audit_of_every_tenant_and_a_dry_run_is_not()
    {
        await new TenantStore(_dataSource).CreateAsync("other", false, default, Actor.CommandLine, CancellationToken.None);
        await new EventBodies(_dataSource).DropAsync(2, isDryRun: true, CancellationToken.None);
        Assert.Null(await ActsAsync());

        await new EventBodies(_dataSource).DropAsync(2, isDryRun: false, CancellationToken.None);

        var (oldest, next) = ($"retention {await FirstDayAsync(5):yyyy-MM}", $"retention {await FirstDayAsync(3):yyyy-MM}");
        var tenants = await Sql.ReadAsync<long>(_harness.OwnerConnectionString, "SELECT count(*) FROM tenant");
        Assert.Equal(string.Join(',', Enumerable.Repeat(oldest, (int)tenants).Concat(Enumerable.Repeat(next, (int)tenants))), await ActsAsync());
    }

    [Fact]
    public async Task What_has_aged_out_is_still_counted_once_and_the_ledger_still_verifies()
    {
        await new EventBodies(_dataSource).DropAsync(1, isDryRun: false, CancellationToken.None);

        var repeated = await JournalHarness.DoneAsync(_harness.Start(), _harness.Use("acme", "e5", 1_000));
        var verified = await Verifier.RunAsync(_harness.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);

        Assert.True(Assert.IsType<Charging.Decided>(repeated.Outcome).IsRepeated);
        Assert.True(verified.IsSound, string.Join('\n', verified.Broken.Select(check => check.Sentence)));
    }

    [Fact]
    public async Task The_current_month_and_the_one_before_it_cannot_be_dropped_whatever_is_asked()
    {
        await Sql.RunAsync(_harness.AppConnectionString, "SELECT drop_event_body_months('2999-01-01', false)");

        Assert.Equal(2, await BodiesAsync());
        Assert.Equal([], await new EventBodies(_dataSource).DropAsync(1, isDryRun: true, CancellationToken.None));
    }

    [Fact]
    public async Task The_month_that_a_frozen_clock_stands_in_stays()
    {
        await Sql.RunAsync(_harness.OwnerConnectionString, "UPDATE tenant SET frozen_at = now() - interval '3 months'");

        var dropped = await new EventBodies(_dataSource).DropAsync(1, isDryRun: true, CancellationToken.None);

        Assert.Equal([await FirstDayAsync(5)], dropped.Select(month => month.Month));
    }

    [Fact]
    public async Task The_programs_role_can_drop_a_month_in_no_other_way()
    {
        var name = await Sql.ReadAsync<string>(_harness.OwnerConnectionString, "SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'event_body'::regclass");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(_harness.AppConnectionString, $"DROP TABLE {name}"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_running_server_drops_them_by_itself_and_says_so()
    {
        var said = new TaskCompletionSource<string>();
        await using var worker = new RetentionWorker(_dataSource, 4, sentence => said.TrySetResult(sentence), (_, failure) => said.TrySetException(failure));

        Assert.Contains($"{await FirstDayAsync(5):yyyy-MM} are dropped", await said.Task.WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        Assert.Equal(3, await BodiesAsync());
    }

    [Fact]
    public async Task Dropping_while_events_come_in_refuses_none_of_them()
    {
        var journal = _harness.Start();
        var writing = Enumerable.Range(0, 400).Select(i => JournalHarness.DoneAsync(journal, _harness.Use("acme", $"w{i}", 10))).ToArray();
        await new EventBodies(_dataSource).DropAsync(1, isDryRun: false, CancellationToken.None);

        Assert.All(await Task.WhenAll(writing), command => Assert.IsType<Charging.Decided>(command.Outcome));
    }

    [Fact]
    public async Task The_command_needs_the_setting_and_shows_the_months()
    {
        var without = await FareboxProgram.RunAsync(["retention"], ("FAREBOX_DATABASE", _harness.OwnerConnectionString));
        var planned = await FareboxProgram.RunAsync(["retention", "--dry-run"], ("FAREBOX_DATABASE", _harness.OwnerConnectionString), ("FAREBOX_EVENT_BODY_MONTHS", "2"));

        Assert.Contains("Set FAREBOX_EVENT_BODY_MONTHS", without.Output, StringComparison.Ordinal);
        Assert.Matches($@"{await FirstDayAsync(5):yyyy-MM} [\d,]+ bytes would be dropped", planned.Output);
        Assert.Equal(4, await BodiesAsync());
    }

    private Task<string?> ActsAsync() =>
        Sql.ReadAsync<string>(_harness.OwnerConnectionString, "SELECT string_agg(actor || ' ' || object, ',' ORDER BY object) FROM audit WHERE action = 'event_body.drop'");

    private Task<long> BodiesAsync() => Sql.ReadAsync<long>(_harness.OwnerConnectionString, "SELECT count(*) FROM event_body");

    private async Task<DateTimeOffset> NowAsync() => new(await Sql.ReadAsync<DateTime>(_harness.OwnerConnectionString, "SELECT now()"));

    private async Task<DateOnly> FirstDayAsync(int monthsAgo)
    {
        var then = (await NowAsync()).AddMonths(-monthsAgo);
        return new(then.Year, then.Month, 1);
    }
}
