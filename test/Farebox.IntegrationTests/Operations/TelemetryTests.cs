using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Farebox.Http.Telemetry;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Journal;

namespace Farebox.IntegrationTests.Operations;

public sealed partial class TelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_collector_receives_every_metric_of_the_reference_and_nothing_about_anybody()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var harness = await JournalHarness.OnAsync(database.AppConnectionString, database.OwnerConnectionString);
        using var server = new ServerProcess(database.OwnerConnectionString)
        {
            Settings = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_METRIC_EXPORT_INTERVAL"] = "300", ["OTEL_BSP_SCHEDULE_DELAY"] = "200", ["OTEL_TRACES_SAMPLER"] = "always_on" },
        };
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Key);
        await PostAsync(http, "/v1/accounts", """{"id":"marker-account"}""");
        await PostAsync(http, "/v1/events", """{"specversion":"1.0","id":"marker-event","source":"/s","type":"llm.used","subject":"marker-account","data":{"model":"small","tokens":5}}""");
        using (await http.GetAsync("/v1/accounts/marker-account/balances")) { }

        var expected = Named().Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "reference", "metrics.md")))
            .Select(match => match.Groups[1].Value).Where(name => name != "farebox.journal.faults").ToList();
        await UntilAsync(() => expected.All(collector.Metrics.ContainsKey) && collector.Spans.ContainsKey("POST /v1/events") && collector.Spans.ContainsKey("journal.batch"),
            () => $"metrics: {string.Join(' ', collector.Metrics.Keys)}; spans: {string.Join(' ', collector.Spans.Keys)}");
        Assert.Equal(0, await server.TerminateAsync());

        Assert.True(expected.Count >= 9);
        Assert.Contains("farebox.event.status", collector.Text, StringComparison.Ordinal);
        Assert.Contains("/v1/accounts/{account}/balances", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ServerProcess.Key, collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_measured()
    {
        Assert.Null(TelemetryExport.Start(null));
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));
        Assert.Empty(harness.Faults);
    }

    [Fact]
    public async Task Counting_a_batch_allocates_nothing_for_its_events()
    {
        await using var harness = await JournalHarness.CreateAsync();
        using var meter = new JournalMeter();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        var heard = 0L;
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => heard += value);
        listener.Start();
        var batch = Enumerable.Range(0, 1_000).Select(i => new Pending(harness.Use("acme", $"e{i}", 1), null!)).ToList();
        meter.Settled(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) meter.Settled(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(heard >= 101_000);
        Assert.True(allocated < 1_000, $"{allocated} bytes for 100,000 events");
    }

    [Fact]
    public async Task A_fault_is_counted_by_its_class()
    {
        var classes = new List<string?>();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Name == "farebox.journal.faults") listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => { lock (classes) classes.Add(tags[0].Value as string); });
        listener.Start();
        await using var harness = await JournalHarness.CreateAsync();
        var journal = harness.Start();
        await JournalHarness.DoneAsync(journal, harness.Open("acme"));

        var server = await PostgresFixture.ServerAsync();
        var database = new Npgsql.NpgsqlConnectionStringBuilder(harness.OwnerConnectionString).Database;
        await Sql.RunAsync(server.SuperuserConnectionString, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND application_name = 'farebox writer'");

        // Each lane of the writer notices when it next has a batch.
        for (var i = 0; i < 20; i++) await JournalHarness.DoneAsync(journal, harness.Grant("acme", $"g{i}", 1));

        lock (classes) Assert.Contains("unknown", classes);
    }

    private static async Task PostAsync(HttpClient http, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using var answer = await http.SendAsync(request);
    }

    private static async Task UntilAsync(Func<bool> isSo, Func<string> instead)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), instead());
            await Task.Delay(50);
        }
    }

    [GeneratedRegex(@"^\| `([a-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex Named();
}
