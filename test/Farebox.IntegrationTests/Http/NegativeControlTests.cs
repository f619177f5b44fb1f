using Farebox.Http;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>What must not happen, however many ask at once and whichever of two servers they ask: in a tree of depth four, with a limit at every level.</summary>
public sealed class NegativeControlTests
{
    private static readonly string[] Path = ["division", "department", "team", "agent"];

    [Theory]
    [InlineData("500", 2, "400", 1)]
    [InlineData("1000", 6, "200", 5)]
    [InlineData("500", 20, "75", 6)]
    public async Task No_more_is_granted_than_there_is(string credits, int requests, string amount, int granted)
    {
        // The credit binds: no limit does.
        Assert.Equal(granted, await RunAsync(credits, "100000", requests, amount, "insufficient_credit"));
    }

    [Theory]
    [InlineData("500", 2, "400", 1)]
    [InlineData("1000", 6, "200", 5)]
    [InlineData("500", 20, "75", 6)]
    public async Task No_more_is_granted_than_a_limit_in_the_middle_of_the_tree_allows(string limit, int requests, string amount, int granted)
    {
        Assert.Equal(granted, await RunAsync("100000", limit, requests, amount, "limit_exceeded"));
    }

    private static async Task<int> RunAsync(string credits, string limit, int requests, string amount, string code)
    {
        await using var server = await TestServer.StartAsync();
        var options = new FareboxHostOptions { ConnectionString = server.Database.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = TestServer.Key };
        await using var second = await FareboxHost.BuildAsync(options, CancellationToken.None);
        await second.StartAsync(CancellationToken.None);
        using var other = new ApiClient(second.Address, TestServer.Key);
        await OpenAsync(server.Api, credits, limit);

        ApiClient[] servers = [server.Api, other];
        var answers = await Task.WhenAll(Enumerable.Range(0, requests).Select(i =>
            servers[i % 2].PostAsync("/v1/accounts/acme/holds", $$"""{"id":"h{{i}}","asset":"credit","amount":"{{amount}}","member":"agent"}""")));

        Assert.All(answers, answer => Assert.True(answer.Status == 201 || (answer.Status, answer.Code) == (402, code), answer.Text));
        var granted = answers.Count(answer => answer.Status == 201);
        var held = (await other.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("held").GetString();
        Assert.Equal($"{granted * int.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)}", held);
        return granted;
    }

    private static async Task OpenAsync(ApiClient api, string credits, string limit)
    {
        await Shop.ConfigureAsync(api);
        await Shop.OpenAsync(api, "acme", credits);
        for (var i = 0; i < Path.Length; i++)
        {
            var parent = i == 0 ? "" : $",\"parent\":\"{Path[i - 1]}\"";
            Assert.Equal(201, (await api.PostAsync("/v1/accounts/acme/members", $$"""{"id":"{{Path[i]}}"{{parent}}}""")).Status);
            var max = Path[i] == "department" ? limit : "100000";
            Assert.Equal(201, (await api.PostAsync("/v1/accounts/acme/limits", $$"""{"id":"of-{{Path[i]}}","member":"{{Path[i]}}","asset":"credit","max":"{{max}}","window":"day"}""", $"l{i}")).Status);
            Assert.Equal(201, (await api.PostAsync("/v1/accounts/acme/limits", $$"""{"member":"{{Path[i]}}","asset":"credit","max":"100000"}""", $"t{i}")).Status);
        }
    }
}
