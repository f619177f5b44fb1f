using System.Diagnostics;
using Farebox.Http;
using Farebox.IntegrationTests.Faults;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Operations;

/// <summary>Readiness says the truth about the database, whatever has happened to it, and says it in time.</summary>
[Collection(FaultGroup.Name)]
public sealed class ReadinessTests
{
    private const string Key = "operator-key-of-readiness-9b1e";

    [Fact]
    public async Task A_server_whose_database_serves_is_ready_and_says_what_it_looked_at()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var host = await StartAsync(database.AppConnectionString);
        using var api = new ApiClient(host.Address, null);

        var ready = await api.GetAsync("/health/ready");

        Assert.Equal("""{"status":"ready","server":"ok","database":"ok","writable":"ok","schema":"ok","writers":"ok","disk":"unknown"}""", ready.Text);
    }

    [Fact]
    public async Task A_database_that_stops_or_freezes_is_told_apart_and_comes_back_without_a_restart()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var host = await StartAsync(postgres.App);
        using var api = new ApiClient(host.Address, null);

        postgres.Freeze();
        var asked = Stopwatch.StartNew();
        var frozen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync("/health/ready")));
        Assert.All(frozen, answer => Assert.Equal((503, "not_ready", "no_answer"), (answer.Status, answer.Code, answer["database"])));
        Assert.InRange(asked.Elapsed.TotalSeconds, 0, 4);
        Assert.Equal(200, (await api.GetAsync("/health/live")).Status);
        postgres.Thaw();
        await UntilReadyAsync(api);

        await postgres.StopAsync();
        var stopped = await api.GetAsync("/health/ready");
        Assert.Equal((503, "unreachable", "unknown"), (stopped.Status, stopped["database"], stopped["writable"]));
        Assert.Contains("database is unreachable", stopped["detail"], StringComparison.Ordinal);
        await postgres.StartAgainAsync();
        await UntilReadyAsync(api);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_to_is_not_ready()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, $"ALTER DATABASE {database.Name} SET default_transaction_read_only = on");
        await using var probe = Npgsql.NpgsqlDataSource.Create(database.AppConnectionString);

        Assert.Equal(new("ok", "read_only", "ok"), await new Postgres.Configuration.Readiness(probe).CheckAsync());
    }

    [Theory]
    [InlineData("INSERT INTO schema_version (version, name, applied_by, checksum) VALUES (9999, 'later', '7.8.9', 'x')", "newer")]
    [InlineData("DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)", "older")]
    [InlineData("DROP TABLE schema_version", "missing")]
    public async Task A_schema_that_is_not_the_programs_is_not_ready(string change, string said)
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var host = await StartAsync(database.AppConnectionString);
        using var api = new ApiClient(host.Address, null);
        await Sql.RunAsync(database.OwnerConnectionString, change);

        var ready = await api.GetAsync("/health/ready");

        Assert.Equal((503, said), (ready.Status, ready["schema"]));
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_not_ready()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var low = await StartAsync(database.AppConnectionString, options => options with { DataFolder = "/tmp", DiskFreeMin = long.MaxValue });
        await using var enough = await StartAsync(database.AppConnectionString, options => options with { DataFolder = "/tmp", DiskFreeMin = 1 });
        using var atLow = new ApiClient(low.Address, null);
        using var atEnough = new ApiClient(enough.Address, null);

        Assert.Equal("low", (await atLow.GetAsync("/health/ready"))["disk"]);
        Assert.Equal((200, "ok"), ((await atEnough.GetAsync("/health/ready")).Status, (await atEnough.GetAsync("/health/ready"))["disk"]));
    }

    [Fact]
    public async Task A_journal_that_has_stopped_is_not_ready()
    {
        await using var harness = await Journal.JournalHarness.CreateAsync();
        var journal = harness.Start();
        Assert.True(journal.IsAlive);

        await journal.DisposeAsync();

        Assert.False(journal.IsAlive);
    }

    private static async Task<FareboxHost> StartAsync(string app, Func<FareboxHostOptions, FareboxHostOptions>? change = null)
    {
        var options = new FareboxHostOptions { ConnectionString = app, Urls = "http://127.0.0.1:0", AdminKey = Key, LogLevel = Microsoft.Extensions.Logging.LogLevel.Error };
        var host = await FareboxHost.BuildAsync(change?.Invoke(options) ?? options, CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        return host;
    }

    private static async Task UntilReadyAsync(ApiClient api)
    {
        var waited = Stopwatch.StartNew();
        while ((await api.GetAsync("/health/ready")).Status != 200)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "It does not become ready again.");
            await Task.Delay(50);
        }
    }
}
