using System.Text;
using System.Text.Json;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Operations;

/// <summary>The log of a whole run, at its most talkative, with people in it: not one of them may be found there.</summary>
public sealed class LogTests
{
    private static readonly string[] Markers = ["marker-account", "marker-member", "marker-hold", "marker-event", "marker-prompt", "marker-key", ServerProcess.Key];

    [Fact]
    public async Task The_log_of_a_run_is_lines_of_JSON_and_tells_of_nobody()
    {
        var lines = await RunAsync();

        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains(lines, line => line.Contains("POST /v1/accounts/{account}/holds answered 201", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("did not answer request", StringComparison.Ordinal) || line.Contains("it is tried again", StringComparison.Ordinal));
        Assert.Empty(Found(lines));
    }

    [Fact]
    public void A_line_that_tells_of_somebody_is_seen() =>
        Assert.Equal(["marker-member"], Found(["""{"Message":"Request 7 of marker-member failed."}"""]));

    private static IEnumerable<string> Found(IEnumerable<string> lines) =>
        Markers.Where(marker => lines.Any(line => line.Contains(marker, StringComparison.OrdinalIgnoreCase)));

    private static async Task<List<string>> RunAsync()
    {
        await using var database = await PostgresFixture.CreateDatabaseAsync();
        using var server = new ServerProcess(database.OwnerConnectionString) { Settings = { ["FAREBOX_LOG_FORMAT"] = "json", ["FAREBOX_LOG_LEVEL"] = "debug" } };
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Key);
        await PostAsync(http, "/v1/assets", """{"code":"credit"}""");
        await PostAsync(http, "/v1/meters", """{"id":"llm","event_type":"llm.used","components":[{"class":"input","field":"tokens"}]}""");
        await PostAsync(http, "/v1/accounts", """{"id":"marker-account"}""");
        await PostAsync(http, "/v1/accounts/marker-account/members", """{"id":"marker-member"}""");
        await PostAsync(http, "/v1/accounts/marker-account/grants", """{"id":"g","asset":"credit","amount":"10","source":"purchased"}""");
        await PostAsync(http, "/v1/accounts/marker-account/holds", """{"id":"marker-hold","asset":"credit","amount":"1","member":"marker-member"}""");
        await PostAsync(http, "/v1/events", Event("marker-event"));
        await PostAsync(http, "/v1/events", Event("marker-event").Replace("marker-prompt", "marker-prompt\\u0000", StringComparison.Ordinal));
        await PostAsync(http, "/v1/events", "{\"marker-prompt\":");
        using (await http.GetAsync("/v1/accounts/marker-account/balances?marker-account=1")) { }

        // What goes wrong in the database is where a message with somebody's data in it would come from.
        await Sql.RunAsync(database.OwnerConnectionString, "ALTER TABLE entry ADD CHECK (command NOT LIKE '%poison%') NOT VALID");
        await PostAsync(http, "/v1/events", Event("marker-event-poison"));
        await Sql.RunAsync(database.OwnerConnectionString, "ALTER TABLE config RENAME TO config_away");
        await PostAsync(http, "/v1/accounts/marker-account/holds", """{"id":"marker-hold-2","asset":"credit","amount":"1"}""");
        await PostAsync(http, "/v1/assets", """{"code":"token"}""");
        await server.TerminateAsync();
        return server.Lines;
    }

    private static string Event(string id) =>
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/marker-key","type":"llm.used","subject":"marker-account","member":"marker-member","data":{"tokens":5,"prompt":"marker-prompt"}}""";

    private static async Task PostAsync(HttpClient http, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(path, content);
    }
}
