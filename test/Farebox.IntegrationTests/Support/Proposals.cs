namespace Farebox.IntegrationTests.Support;

/// <summary>A limit with a change that another administrator proposed, for somebody to decide on.</summary>
internal static class Proposals
{
    public static async Task MakeAsync(TestServer server, string account, string asset, string limit, bool isSure = true)
    {
        var (_, secret) = await TenantPair.MakeKeyAsync(server.Api, "admin");
        using var other = new ApiClient(server.Host.Address, secret);
        foreach (var max in (string[])["1", "2"])
        {
            var set = await other.PostAsync($"/v1/accounts/{account}/limits", $$"""{"id":"{{limit}}","asset":"{{asset}}","max":"{{max}}","hard":false,"approve_above":"1"}""", $"{limit}-to-{max}");
            if (isSure) Assert.Equal((201, max == "1" ? "set" : "proposed"), (set.Status, set["status"]));
        }
    }
}
