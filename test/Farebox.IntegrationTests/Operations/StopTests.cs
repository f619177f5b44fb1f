using System.Text;
using Farebox.IntegrationTests.Faults;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Operations;

/// <summary>A server that is asked to end says so first, and answers everything it has taken in.</summary>
[Collection(FaultGroup.Name)]
public sealed class StopTests
{
    private const int UnderWay = 50;

    [Fact]
    public async Task What_was_under_way_when_it_was_asked_to_end_is_done_answered_and_kept()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        await Scene.OpenAsync(harness, harness.Start());
        using var server = new ServerProcess(postgres.Owner);
        await server.StartAsync();
        using var http = Client(server);
        await PostAsync(http, "warm");

        // Nothing can be committed while they come in, so all of them are under way when the signal comes.
        postgres.Freeze();
        var answers = Enumerable.Range(0, UnderWay).Select(i => PostAsync(http, $"e{i}")).ToArray();
        await Task.Delay(500);
        var ended = server.TerminateAsync();
        await Task.Delay(500);
        Assert.False(ended.IsCompleted);
        await Assert.ThrowsAsync<HttpRequestException>(() => NewConnectionAsync(server));
        postgres.Thaw();

        Assert.All(await Task.WhenAll(answers), body => Assert.Contains("\"status\":\"recorded\"", body, StringComparison.Ordinal));
        Assert.Equal(0, await ended);
        Assert.Equal(UnderWay + 1, await Sql.ReadAsync<long>(postgres.Owner, "SELECT count(*) FROM event_body"));
    }

    [Fact]
    public async Task A_load_balancer_is_given_time_to_see_that_it_is_not_ready()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        await using var harness = await JournalHarness.OnAsync(database.AppConnectionString, database.OwnerConnectionString);
        await Scene.OpenAsync(harness, harness.Start());
        using var server = new ServerProcess(database.OwnerConnectionString) { Settings = { ["FAREBOX_STOP_DELAY_SECONDS"] = "3" } };
        await server.StartAsync();
        using var http = Client(server);

        var ended = server.TerminateAsync();
        await Task.Delay(700);
        using var ready = await http.GetAsync("/health/ready");
        var recorded = await PostAsync(http, "late");

        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("\"server\":\"stopping\"", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"recorded\"", recorded, StringComparison.Ordinal);
        Assert.Equal(0, await ended);
    }

    private static HttpClient Client(ServerProcess server)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Key);
        return http;
    }

    private static async Task<string> PostAsync(HttpClient http, string id)
    {
        var json = $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/stop","type":"llm.used","subject":"acme","data":{"model":"small","tokens":1000}}""";
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/v1/events", content);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task NewConnectionAsync(ServerProcess server)
    {
        using var other = Client(server);
        await other.GetAsync("/health/live");
    }
}
