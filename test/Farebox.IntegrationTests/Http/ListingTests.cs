using Farebox.Files;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary>What was made can be listed, as it was answered, page by page.</summary>
public sealed class ListingTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly ApiClient _api = fixture.Api;

    [Theory]
    [InlineData("assets", """{"code":"la{n}"}""")]
    [InlineData("meters", """{"id":"lm{n}","event_type":"t","components":[{"class":"a","field":"b"}],"dimensions":["d"],"filter":{"r":["x"]}}""")]
    [InlineData("cards", """{"kind":"rate","id":"lc{n}","version":1,"effective_from":"2026-01-01T00:00:00Z","asset":"lasset","rows":[{"meter":"lmeter","class":"count","unit_price":"0.10"}]}""")]
    [InlineData("accounts", """{"id":"lacc{n}"}""")]
    [InlineData("accounts/lowner/members", """{"id":"m{n}"}""")]
    [InlineData("accounts/lowner/limits", """{"member":"lteam","asset":"llim{n}","max":"{n}.50"}""")]
    public async Task What_was_made_is_listed_page_by_page(string list, string body)
    {
        await _api.PostAsync("/v1/assets", """{"code":"lasset"}""");
        await _api.PostAsync("/v1/meters", """{"id":"lmeter","event_type":"t","aggregation":"count"}""");
        await _api.PostAsync("/v1/accounts", """{"id":"lowner"}""");
        await _api.PostAsync("/v1/accounts/lowner/members", """{"id":"lteam"}""");
        var made = new List<string>();
        for (var n = 1; n <= 5; n++)
        {
            await _api.PostAsync("/v1/assets", $$"""{"code":"llim{{n}}"}""");
            var answer = await _api.PostAsync($"/v1/{list}", body.Replace("{n}", $"{n}", StringComparison.Ordinal), $"{list.Replace('/', '-')}-{n}");
            Assert.Equal(201, answer.Status);
            made.Add(answer.Text);
        }

        var listed = await ReadAllAsync(list, limit: 2);

        Assert.All(made, item => Assert.Contains(item, listed));
        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal(listed, await ReadAllAsync(list, limit: 1000));
    }

    [Fact]
    public async Task A_member_is_listed_with_who_is_above_it_and_a_limit_as_it_is_now()
    {
        await _api.PostAsync("/v1/assets", """{"code":"now"}""");
        await _api.PostAsync("/v1/accounts", """{"id":"tree"}""");
        await _api.PostAsync("/v1/accounts/tree/members", """{"id":"team"}""");
        var alice = await _api.PostAsync("/v1/accounts/tree/members", """{"id":"alice","parent":"team"}""");
        await _api.PostAsync("/v1/accounts/tree/limits", """{"asset":"now","max":"1"}""", "tree-1");
        var raised = await _api.PostAsync("/v1/accounts/tree/limits", """{"asset":"now","max":"2"}""", "tree-2");

        Assert.Equal([alice.Text, """{"id":"team","account":"tree","path":"team"}"""], await ReadAllAsync("accounts/tree/members", 10));
        Assert.Equal([raised.Text], await ReadAllAsync("accounts/tree/limits", 10));
        Assert.Equal("""{"id":"tree","rate_card":"default","cost_card":"default"}""", (await _api.GetAsync("/v1/accounts/tree")).Text);
    }

    [Theory]
    [InlineData("/v1/assets?limit=0", 400, "limit_out_of_range")]
    [InlineData("/v1/accounts?limit=1001", 400, "limit_out_of_range")]
    [InlineData("/v1/cards?cursor=abc", 400, "invalid_cursor")]
    [InlineData("/v1/meters?cursor=%00", 400, "invalid_cursor")]
    [InlineData("/v1/accounts?account=a", 400, "unknown_parameter")]
    [InlineData("/v1/accounts/nobody", 404, "not_found")]
    [InlineData("/v1/accounts/nobody/members", 404, "not_found")]
    [InlineData("/v1/accounts/nobody/limits", 404, "not_found")]
    public async Task A_list_that_cannot_be_shown_is_refused(string target, int status, string code)
    {
        var answer = await _api.GetAsync(target);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_cursor_fits_its_own_list_and_no_other()
    {
        foreach (var account in (string[])["ca", "cb"])
        {
            await _api.PostAsync("/v1/accounts", $$"""{"id":"{{account}}"}""");
            await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"one"}""");
            await _api.PostAsync($"/v1/accounts/{account}/members", """{"id":"two"}""");
        }

        var cursor = (await _api.GetAsync("/v1/accounts/ca/members?limit=1"))["next_cursor"];

        Assert.Equal(200, (await _api.GetAsync($"/v1/accounts/ca/members?limit=1&cursor={cursor}")).Status);
        Assert.Equal("invalid_cursor", (await _api.GetAsync($"/v1/accounts/cb/members?limit=1&cursor={cursor}")).Code);
        Assert.Equal("invalid_cursor", (await _api.GetAsync($"/v1/accounts?cursor={cursor}")).Code);
        Assert.Equal("invalid_cursor", (await _api.GetAsync($"/v1/accounts/ca/members?cursor=A{cursor}")).Code);
    }

    [Theory]
    [InlineData("assets", "abc", 400)]
    [InlineData("cards", "99999999999999999999", 400)]
    [InlineData("accounts", "a\0b", 400)]
    [InlineData("accounts", "zzzz", 200)]
    public async Task A_cursor_that_somebody_made_up_does_no_harm(string list, string position, int status) =>
        Assert.Equal(status, (await _api.GetAsync($"/v1/{list}?cursor={ListCursor.Write(list, 1, position)}")).Status);

    [Fact]
    public async Task The_schema_of_price_files_asks_for_no_key()
    {
        using var anybody = new ApiClient(fixture.Server.Host.Address, null);
        var answer = await anybody.GetAsync("/schemas/pricing.json");

        Assert.Equal((200, PricingSchema.Text.TrimEnd()), (answer.Status, answer.Text.TrimEnd()));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", answer["$schema"]);
    }

    private async Task<List<string>> ReadAllAsync(string list, int limit)
    {
        var items = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await _api.GetAsync($"/v1/{list}?limit={limit}{cursor}");
            Assert.Equal(200, page.Status);
            var shown = page.Json.GetProperty(list.Split('/')[^1]).EnumerateArray().Select(item => item.GetRawText()).ToArray();
            Assert.InRange(shown.Length, 0, limit);
            items.AddRange(shown);
            if (!page.Json.TryGetProperty("next_cursor", out var next)) return items;
            cursor = $"&cursor={next.GetString()}";
        }
    }
}
