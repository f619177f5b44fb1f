using System.Net.Http.Headers;
using System.Text;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

/// <summary><c>POST /v1/events</c> with an event per line.</summary>
public sealed class EventLinesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl")]
    [InlineData("application/jsonl; charset=utf-8")]
    public async Task Each_line_is_an_event_and_the_last_one_may_lack_its_end(string mediaType)
    {
        var account = await shop.AccountAsync("10");

        var answer = await PostAsync(mediaType, $"{Shop.Event(account, "a", 1000)}\r\n\n \t\n{Shop.Event(account, "b", 1000)}");

        Assert.Equal(["recorded", "recorded"], Statuses(answer));
        Assert.Equal("8", await AvailableAsync(account));
    }

    [Fact]
    public async Task A_broken_line_is_an_invalid_item_that_names_it_and_spoils_no_neighbour()
    {
        var account = await shop.AccountAsync("10");
        var good = Shop.Event(account, "a", 1000);
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"{good}\n{good[..30]}\n\n{good} {good}\n[]\n"), 0xC0, 0x80,
            .. Encoding.UTF8.GetBytes($"\n{Shop.Event(account, "z", 1000)}\n"),
        ];

        var answer = await PostAsync("application/x-ndjson", body);

        Assert.Equal(
            ["recorded", "invalid malformed_json", "invalid malformed_json", "invalid invalid_type", "invalid invalid_utf8", "recorded"],
            Statuses(answer));
        var details = answer.Json.GetProperty("results").EnumerateArray().Where(item => item.TryGetProperty("detail", out _));
        Assert.Equal(
            ["Line 2 ", "Line 4 ", "An even", "Line 6 "], details.Select(item => item.GetProperty("detail").GetString()![..7]));
        Assert.Equal("8", await AvailableAsync(account));
    }

    [Fact]
    public async Task Lines_are_under_the_limits_of_every_batch()
    {
        var account = await shop.AccountAsync("10");
        string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => Shop.Event(account, $"m{i}", 1)));

        var tooMany = await PostAsync("application/x-ndjson", Lines(1001));
        var none = await PostAsync("application/x-ndjson", "\n \n");
        var marked = await PostAsync("application/x-ndjson", "\uFEFF" + Lines(1));

        Assert.Equal((413, "batch_too_large"), (tooMany.Status, tooMany.Code));
        Assert.Equal((400, "batch_empty"), (none.Status, none.Code));
        Assert.Equal((400, "malformed_json"), (marked.Status, marked.Code));
        Assert.Equal("10", await AvailableAsync(account));
        Assert.Equal(1000, Statuses(await PostAsync("application/x-ndjson", Lines(1000))).Count(status => status == "recorded"));
    }

    [Fact]
    public async Task The_same_lines_as_plain_JSON_are_refused_whole()
    {
        var account = await shop.AccountAsync("10");

        var answer = await PostAsync("application/json", $"{Shop.Event(account, "a", 1)}\n{Shop.Event(account, "b", 1)}");

        Assert.Equal((400, "malformed_json"), (answer.Status, answer.Code));
    }

    private Task<ApiAnswer> PostAsync(string mediaType, string body) => PostAsync(mediaType, Encoding.UTF8.GetBytes(body));

    private async Task<ApiAnswer> PostAsync(string mediaType, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return await shop.Api.SendAsync(request);
    }

    private async Task<string> AvailableAsync(string account) =>
        (await shop.Api.GetAsync($"/v1/accounts/{account}/balances")).Json.GetProperty("wallets")[0].GetProperty("available").GetString()!;

    private static string[] Statuses(ApiAnswer answer) =>
    [
        .. answer.Json.GetProperty("results").EnumerateArray()
            .Select(item => item.TryGetProperty("code", out var code) ? $"{item.GetProperty("status")} {code}" : $"{item.GetProperty("status")}"),
    ];
}
