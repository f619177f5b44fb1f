using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class JournalGateTests
{
    [Fact]
    public async Task A_full_queue_turns_callers_away_for_a_second_and_accepts_nothing()
    {
        await using var server = await TestServer.StartAsync(tune: options => options with { QueueMax = 0 });

        var answer = await server.Api.PostAsync("/v1/accounts", """{"id":"acme"}""");

        Assert.Equal((503, "overloaded"), (answer.Status, answer.Code));
        Assert.Equal("1", answer.Response.Headers.GetValues("Retry-After").Single());
        Assert.Equal(0L, await Sql.ReadAsync<long>(server.Database.OwnerConnectionString, "SELECT count(*) FROM entry"));
    }

    [Fact]
    public async Task What_is_not_known_in_time_is_said_to_be_unknown()
    {
        var gate = new JournalGate(_ => true, TimeSpan.FromMilliseconds(50));

        var refusal = await gate.DecideAsync([new Touch(1, "acme")]);

        Assert.Equal("outcome_unknown", refusal!.Code.Code);
    }
}
