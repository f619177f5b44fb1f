using System.Text;
using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class EventsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly ApiClient _api = shop.Api;

    [Fact]
    public async Task An_event_is_recorded_once_and_then_a_duplicate_with_the_first_answer()
    {
        var account = await shop.AccountAsync("100");

        var first = await ResultAsync(Shop.Event(account, "e1", 1500));
        var again = await ResultAsync(Shop.Event(account, "e1", 1500));
        var other = await ResultAsync(Shop.Event(account, "e1", 1501));

        Assert.Equal("""{"id":"e1","source":"app","status":"recorded","debited":{"credit":"1.5"}}""", first.GetRawText());
        Assert.Equal("""{"id":"e1","source":"app","status":"duplicate","first":{"status":"recorded","debited":{"credit":"1.5"}}}""", again.GetRawText());
        Assert.Equal(("invalid", "id_conflict"), (Text(other, "status"), Text(other, "code")));
        Assert.Equal("98.5", await AvailableAsync(account));
    }

    [Fact]
    public async Task Each_item_of_a_batch_is_answered_in_its_place_and_a_bad_one_spoils_no_neighbour()
    {
        var account = await shop.AccountAsync("6");
        const string lateByGhost = ",\"member\":\"ghost\",\"time\":\"2026-01-01T00:00:00Z\"";
        var answer = await _api.PostAsync("/v1/events", $"""
            [{Shop.Event(account, "a", 1000)},
             {Shop.Event("nobody", "b", 1)},
             [],
             {Shop.Event(account, "a", 1000)},
             {Shop.Image(account, "c")},
             {Shop.Image(account, "d")},
             {Shop.Event(account, "e", 1).Replace("llm.call", "unheard.of", StringComparison.Ordinal)},
             {Shop.Event(account, "f", 1000, more: lateByGhost)}]
            """);

        var results = answer.Json.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(
            ["recorded", "invalid account_unknown", "invalid invalid_type", "duplicate", "recorded", "refused insufficient_credit", "unrated meter_unknown", "recorded"],
            results.Select(result => $"{Text(result, "status")} {Text(result, "code")}".TrimEnd()));
        Assert.Equal(["member_unknown", "debt", "late"], results[7].GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }

    [Fact]
    public async Task An_event_in_binary_mode_is_the_same_event_as_in_structured_mode()
    {
        var account = await shop.AccountAsync("10");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
        request.Content = new StringContent("""{"model":"small","input_tokens":2000}""", Encoding.UTF8, "application/json");
        foreach (var (name, value) in new[] { ("specversion", "1.0"), ("id", "bin"), ("source", "app"), ("type", Shop.EventType), ("subject", account) })
            request.Headers.Add($"ce-{name}", value);

        var binary = await _api.SendAsync(request);
        var structured = await ResultAsync(Shop.Event(account, "bin", 2000));

        Assert.Equal("recorded", Text(binary.Json.GetProperty("results")[0], "status"));
        Assert.Equal("duplicate", Text(structured, "status"));
    }

    [Fact]
    public async Task A_thousand_events_are_taken_and_one_more_is_too_many()
    {
        var account = await shop.AccountAsync("100");
        string Batch(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(i => Shop.Event(account, $"m{i}", 1)))}]";

        var tooMany = await _api.PostAsync("/v1/events", Batch(1001));
        var enough = await _api.PostAsync("/v1/events", Batch(1000));

        Assert.Equal((413, "batch_too_large"), (tooMany.Status, tooMany.Code));
        Assert.Equal(1000, enough.Json.GetProperty("results").EnumerateArray().Count(result => Text(result, "status") == "recorded"));
        Assert.Equal("99", await AvailableAsync(account));
    }

    private async Task<JsonElement> ResultAsync(string json) => (await _api.PostAsync("/v1/events", json)).Json.GetProperty("results")[0];

    private async Task<string> AvailableAsync(string account) =>
        (await _api.GetAsync($"/v1/accounts/{account}/balances")).Json.GetProperty("wallets")[0].GetProperty("available").GetString()!;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
