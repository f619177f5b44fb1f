using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Verification;
using Npgsql;
using LedgerJournal = Farebox.Postgres.Journal.Journal;

namespace Farebox.IntegrationTests.Faults;

/// <summary>Three nodes on one database, all looking for holds whose time is over.</summary>
[Collection(FaultGroup.Name)]
public sealed class LapseTests
{
    private const int HoldsPerAccount = 40;

    private static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Accounts = ["acme", "globex", "initech", "hooli", "umbrella"];

    [Fact]
    public async Task Every_hold_lapses_once_when_its_time_is_over_whichever_node_sees_it_first()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(harness.AppConnectionString);
        var clock = new ClockStore(dataSource);
        await clock.FreezeAsync(harness.TenantId, Start, Actor.CommandLine, CancellationToken.None);
        var nodes = Enumerable.Range(0, 3).Select(_ => harness.Start(options => options with { DueInterval = TimeSpan.FromMilliseconds(20) })).ToArray();
        await HoldAsync(harness, nodes);

        // All lapse within two hours, but for those that were extended, and those wait for hour nine.
        foreach (var minutes in (int[])[10, 30, 60, 119, 121])
        {
            await clock.FreezeAsync(harness.TenantId, Start.AddMinutes(minutes), Actor.CommandLine, CancellationToken.None);
            await Task.WhenAll(nodes.SelectMany(node => Accounts.Select(account => JournalHarness.DoneAsync(node, new Touch(harness.TenantId, account)))));
        }

        Assert.Equal(Accounts.Length * HoldsPerAccount / 4, await OpenAsync(nodes[2]));
        await clock.FreezeAsync(harness.TenantId, Start.AddHours(9), Actor.CommandLine, CancellationToken.None);
        await Eventually(async () => await OpenAsync(nodes[0]) == 0 && await LapsesAsync(harness) == Accounts.Length * HoldsPerAccount);

        Assert.Equal(0L, await Sql.ReadAsync<long>(harness.OwnerConnectionString, """
            SELECT count(*) FROM (SELECT 1 FROM entry WHERE kind = 9 GROUP BY book_id, command::json->>'id' HAVING count(*) <> 1) twice
            """));
        Assert.Equal(0L, await Sql.ReadAsync<long>(harness.OwnerConnectionString, """
            SELECT count(*) FROM entry WHERE kind = 9 AND occurred_at <> (command::json->>'at')::timestamptz
            """));
        foreach (var account in Accounts) Assert.Equal(JournalHarness.Units(1000), await AvailableAsync(nodes[1], account));
        Assert.Empty((await Verifier.RunAsync(harness.OwnerConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).Broken);
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task Nothing_lapses_by_itself_while_no_node_looks()
    {
        await using var harness = await JournalHarness.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(harness.AppConnectionString);
        var clock = new ClockStore(dataSource);
        await clock.FreezeAsync(harness.TenantId, Start, Actor.CommandLine, CancellationToken.None);
        await HoldAsync(harness, [harness.Start(options => options with { DueInterval = TimeSpan.FromHours(1) })]);
        await clock.FreezeAsync(harness.TenantId, Start.AddHours(9), Actor.CommandLine, CancellationToken.None);
        await Task.Delay(200);

        Assert.Equal(0, await LapsesAsync(harness));
    }

    /// <summary>Holds of a minute to two hours; of every four, one grows and one is extended to eight hours.</summary>
    private static async Task HoldAsync(JournalHarness harness, LedgerJournal[] nodes)
    {
        foreach (var account in Accounts)
        {
            await JournalHarness.DoneAsync(nodes[0], harness.Open(account));
            await JournalHarness.DoneAsync(nodes[0], harness.Grant(account, "pool", 1000));
        }

        await Task.WhenAll(Accounts.SelectMany(account => Enumerable.Range(0, HoldsPerAccount).Select(async i =>
        {
            var (node, name) = (nodes[i % nodes.Length], HoldName.ById(harness.TenantId, account, $"h{i}"));
            await DecidedAsync(node, AuthoriseHold.OfAmount(name, JournalHarness.Credit, JournalHarness.Units(5), null, null, null, TimeSpan.FromMinutes(1 + (i * 3))));
            if (i % 4 == 0) await DecidedAsync(nodes[(i + 1) % nodes.Length], GrowHold.OfAmount(harness.TenantId, account, $"grow-{i}", $"h{i}", "2"));
            if (i % 4 == 1) await DecidedAsync(nodes[(i + 2) % nodes.Length], new ExtendHold(harness.TenantId, account, $"extend-{i}", $"h{i}", TimeSpan.FromHours(8)));
        })));
    }

    private static async Task DecidedAsync(LedgerJournal node, Command command) =>
        Assert.Equal(EntryStatus.Recorded, Assert.IsType<Decided>((await JournalHarness.DoneAsync(node, command)).Outcome).Entry.Status);

    private static async Task<int> OpenAsync(LedgerJournal node)
    {
        var open = 0;
        foreach (var account in Accounts) open += (int)Assert.IsType<Inspected>(await node.InspectAsync(account, static (book, _) => book.Holds.Count, CancellationToken.None)).Result;
        return open;
    }

    private static async Task<long> AvailableAsync(LedgerJournal node, string account) =>
        (long)Assert.IsType<Inspected>(await node.InspectAsync(account, static (book, now) => book.WalletOf(JournalHarness.Credit).Live.Sum(grant => grant.AvailableAt(now)), CancellationToken.None)).Result;

    private static async Task<int> LapsesAsync(JournalHarness harness) => (int)await Sql.ReadAsync<long>(harness.OwnerConnectionString, "SELECT count(*) FROM entry WHERE kind = 9");

    private static async Task Eventually(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }

        Assert.True(await isSo());
    }
}
