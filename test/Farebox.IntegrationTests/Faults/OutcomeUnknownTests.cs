using System.Diagnostics;
using Farebox.Http;
using Farebox.IntegrationTests.Faults.Victims;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Faults;

[Collection(FaultGroup.Name)]
public sealed class OutcomeUnknownTests
{
    private const string Event = """
        {"specversion":"1.0","id":"e","source":"/tests","type":"llm.used","subject":"acme","data":{"model":"small","tokens":1000}}
        """;

    [Fact]
    public async Task A_server_whose_database_hangs_says_so_in_time_and_the_same_id_tells_the_outcome_later()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var harness = await JournalHarness.OnAsync(postgres.App, postgres.Owner);
        await JournalHarness.DoneAsync(harness.Start(), harness.Open("acme"));
        await using var host = await FareboxHost.BuildAsync(
            new() { ConnectionString = postgres.App, Urls = "http://127.0.0.1:0", AdminKey = ServerProcess.Key, Patience = TimeSpan.FromSeconds(1) },
            CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        using var api = new ApiClient(host.Address, ServerProcess.Key);
        Assert.Equal(200, (await api.GetAsync("/v1/accounts/acme/balances")).Status);

        postgres.Freeze();
        var waited = Stopwatch.StartNew();
        ApiAnswer unknown;
        try
        {
            unknown = await api.PostAsync("/v1/events", Event);
        }
        finally
        {
            postgres.Thaw();
        }

        Assert.Equal((503, "outcome_unknown"), (unknown.Status, unknown.Code));
        Assert.NotNull(unknown.Response.Headers.RetryAfter);
        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(4), $"It took {waited.Elapsed}.");
        var later = await api.PostAsync("/v1/events", Event);
        Assert.Equal("duplicate", later.Json.GetProperty("results")[0].GetProperty("status").GetString());
        Assert.Equal(1L, await Sql.ReadAsync<long>(postgres.Owner, "SELECT count(*) FROM entry WHERE kind = 5"));
    }
}
