using Farebox.Charging;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Verification;
using Farebox.Time;
using Npgsql;

namespace Farebox.IntegrationTests.Journal;

/// <summary>A book in which much has fallen due while nobody looked.</summary>
public sealed class SleptBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_is_brought_to_the_present_slice_by_slice_and_nothing_is_decided_on_it_before()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(harness.AppConnectionString);
        var clock = new ClockStore(dataSource);
        await clock.FreezeAsync(harness.TenantId, Start, Actor.CommandLine, CancellationToken.None);
        var journal = harness.Start(options => options with { DueMax = 100, DueInterval = TimeSpan.FromHours(1) });
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        await JournalHarness.DoneAsync(journal, Daily(harness));
        await clock.FreezeAsync(harness.TenantId, Start.AddYears(3), Actor.CommandLine, CancellationToken.None);

        var tries = 0;
        RecordUsage use;
        do use = await JournalHarness.DoneAsync(journal, harness.Use("acme", "e1", 1000));
        while (use.Outcome is Unknown && ++tries < 100);

        // Three years of days: each a renewal, and an expiry but for the last one.
        Assert.Equal((1097 + 1096) / 100, tries);
        Assert.False(((Decided)use.Outcome!).IsRepeated);
        Assert.Equal(1097 + 1096L, await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT count(*) FROM entry WHERE kind = 9"));
        Assert.Equal("wallet/daily:1097", ((Decided)use.Outcome).Entry.Transfers[0].From.Code);
        Assert.True((await Verifier.RunAsync(harness.OwnerConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
        Assert.Empty(harness.Faults);
    }

    private static SetUpSchedule Daily(JournalHarness harness)
    {
        var grant = new GrantTerms { Id = "daily", Asset = JournalHarness.Credit, Units = JournalHarness.Units(10), Source = GrantSource.Included, EffectiveAt = Start, Grace = TimeSpan.Zero };
        return new(harness.TenantId, "acme", new() { Grant = grant, Cadence = new(new(CadenceUnit.Day, 1), Start, TimeZoneInfo.Utc) }, startsNow: false);
    }
}
