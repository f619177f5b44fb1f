using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Verification;
using Npgsql;
using static Farebox.IntegrationTests.Journal.JournalHarness;

namespace Farebox.IntegrationTests.Notices;

/// <summary>The feed has every notice that was committed, each once, and nobody who goes on with a cursor misses one.</summary>
public sealed class NoticeFeedTests
{
    [Fact]
    public async Task A_notice_that_commits_late_is_not_passed_by_although_it_was_written_first()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, "INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES (1, 'default', false)");
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var (publisher, feed) = (new NoticePublisher(dataSource), new NoticeFeed(dataSource));

        await using var slow = await dataSource.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await slow.BeginTransactionAsync(CancellationToken.None);
        await WriteAsync(slow, book: 1);
        await using (var quick = await dataSource.OpenConnectionAsync(CancellationToken.None)) await WriteAsync(quick, book: 2);
        await publisher.PublishAsync(CancellationToken.None);
        var first = Assert.Single(await feed.ReadAsync(1, 0, 10, null, null, CancellationToken.None));

        // Whoever went on after the number a row is given when it is written would have passed the slow one by.
        var passed = await Sql.ReadAsync<long>(database.OwnerConnectionString, "SELECT max(born) FROM outbox");
        await transaction.CommitAsync(CancellationToken.None);
        Assert.Equal(0, await Sql.ReadAsync<long>(database.OwnerConnectionString, $"SELECT count(*) FROM outbox WHERE born > {passed}"));

        await publisher.PublishAsync(CancellationToken.None);
        var second = Assert.Single(await feed.ReadAsync(1, first.Position, 10, null, null, CancellationToken.None));
        Assert.Equal(("book 2 1", "book 1 1"), (first.Body, second.Body));
    }

    [Fact]
    public async Task Many_slow_writers_several_publishers_and_one_reader_who_misses_nothing()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, "INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES (1, 'default', false)");
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var publishers = Enumerable.Range(0, 3).Select(_ => new NoticeWorker(new(dataSource), TimeSpan.FromMilliseconds(3), 30, static (_, failure) => throw failure)).ToArray();
        var writers = Enumerable.Range(1, 8).Select(book => Task.Run(async () =>
        {
            var random = new Random(book);
            for (var seq = 1; seq <= 30; seq++)
            {
                await using var connection = await dataSource.OpenConnectionAsync(CancellationToken.None);
                await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
                await WriteAsync(connection, book, seq);
                await Task.Delay(random.Next(0, 12), CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }
        })).ToArray();

        var (feed, read, cursor) = (new NoticeFeed(dataSource), new List<string>(), 0L);
        await WebhooksUntilAsync(async () =>
        {
            var page = await feed.ReadAsync(1, cursor, 7, null, null, CancellationToken.None);
            read.AddRange(page.Select(notice => notice.Body));
            cursor = page.Count > 0 ? page[^1].Position : cursor;
            return read.Count >= 240 && page.Count == 0;
        });
        await Task.WhenAll(writers);
        foreach (var publisher in publishers) await publisher.DisposeAsync();

        Assert.Equal((240, 240), (read.Count, read.Distinct().Count()));
        foreach (var book in Enumerable.Range(1, 8)) Assert.Equal(Enumerable.Range(1, 30).Select(seq => $"book {book} {seq}"), read.Where(body => body.StartsWith($"book {book} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Notices_are_there_with_their_entries_on_two_nodes_once_each_and_a_rebuild_is_sound()
    {
        await using var harness = await JournalHarness.CreateAsync();
        var journals = new[] { harness.Start(options => options with { CheckpointEntries = 16 }), harness.Start(options => options with { CheckpointEntries = 16 }) };
        await DoneAsync(journals[0], harness.Open("acme"));
        await DoneAsync(journals[0], Alert(harness, "low", AlertKind.LowBalance, Units(20)));
        await DoneAsync(journals[0], Alert(harness, "owed", AlertKind.Debt, null));
        for (var round = 0; round < 10; round++)
        {
            // Each round falls below once and recovers with the next grant, wherever its commands land.
            await DoneAsync(journals[round % 2], harness.Grant("acme", $"g{round}", 100));
            await Task.WhenAll(Enumerable.Range(0, 10).Select(i => DoneAsync(journals[i % 2], harness.Use("acme", $"e{round}-{i}", 10_000))));
            await DoneAsync(journals[round % 2], harness.Use("acme", $"e{round}-0", 10_000));
        }

        Assert.Equal("balance.low 10, balance.recovered 9", await CountsAsync(harness));
        Assert.Empty(harness.Faults);
        foreach (var rebuild in new[] { false, true })
        {
            var result = await Verifier.RunAsync(harness.AppConnectionString, new() { Rebuild = rebuild }, null, CancellationToken.None);
            Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
        }

        // A node that loads the book anew knows what has been told.
        await DoneAsync(harness.Start(), harness.Use("acme", "late", 1));
        Assert.Equal("balance.low 10, balance.recovered 9, debt.begun 1", await CountsAsync(harness));
    }

    [Fact]
    public async Task Old_notices_go_and_those_on_their_way_stay()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, """
            INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES (1, 'default', false);
            INSERT INTO webhook_endpoint (tenant_id, endpoint_id, url, description, kinds, secret) VALUES (1, 'hook', 'https://hooks.example.com', '', '{}', '')
            """);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        await using (var connection = await dataSource.OpenConnectionAsync(CancellationToken.None))
        {
            for (var seq = 1; seq <= 3; seq++) await WriteAsync(connection, 1, seq);
        }

        var publisher = new NoticePublisher(dataSource);
        Assert.Equal(3, await publisher.PublishAsync(CancellationToken.None));
        await Sql.RunAsync(database.OwnerConnectionString, """
            UPDATE outbox SET written_at = clock_timestamp() - interval '40 days' WHERE seq < 3;
            UPDATE webhook_delivery SET state = 'delivered' WHERE position = 1
            """);

        Assert.Equal(1, await publisher.DropAsync(30, CancellationToken.None));
        Assert.Equal("2 3", await Sql.ReadAsync<string>(database.OwnerConnectionString, "SELECT string_agg(seq::text, ' ' ORDER BY seq) FROM outbox"));
        Assert.Equal(2, await Sql.ReadAsync<long>(database.OwnerConnectionString, "SELECT count(*) FROM webhook_delivery"));
    }

    private static Task<string?> CountsAsync(JournalHarness harness) => Sql.ReadAsync<string>(
        harness.OwnerConnectionString, "SELECT string_agg(kind || ' ' || count, ', ' ORDER BY kind) FROM (SELECT kind, count(*) FROM outbox GROUP BY kind) k");

    private static SetAlertRule Alert(JournalHarness harness, string id, AlertKind kind, long? below) =>
        new(harness.TenantId, "acme", $"set-{id}", id, new() { Id = id, Kind = kind, Asset = Credit, Units = below });

    private static Task WebhooksUntilAsync(Func<Task<bool>> isSo) => Webhooks.WebhookScene.UntilAsync(isSo);

    private static async Task WriteAsync(NpgsqlConnection connection, int book, int seq = 1)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO outbox (tenant_id, book_id, seq, n, notice_id, account, kind, recorded_at, body) VALUES (1, $1, $2, 0, $3, 'acme', 'debt.begun', now(), $4)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = book });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"ntc_{book}_{seq}" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"book {book} {seq}" });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
