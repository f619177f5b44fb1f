using System.Text;
using System.Text.Json;
using Farebox.Bench.Http;
using Farebox.Bench.Load;

namespace Farebox.IntegrationTests.Bench;

public sealed class EventRequestsTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, "application/cloudevents+json")]
    [InlineData(100, "application/cloudevents-batch+json")]
    public void Each_request_is_well_formed_and_has_ids_of_its_own(int count, string type)
    {
        var requests = new EventRequests(AccountSet.Spread, count, "key", At, seed: 1);
        var ids = new HashSet<string>();

        for (var request = 0; request < 3; request++)
        {
            var text = Encoding.ASCII.GetString(requests.NextRequest().Span);
            var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            Assert.Contains($"\r\nContent-Type: {type}\r\n", text, StringComparison.Ordinal);
            Assert.Contains($"\r\nContent-Length: {text.Length - split}\r\n", text, StringComparison.Ordinal);

            using var body = JsonDocument.Parse(text[split..]);
            var events = count == 1 ? [body.RootElement] : body.RootElement.EnumerateArray().ToArray();
            Assert.Equal(count, events.Length);
            Assert.All(events, item => Assert.True(ids.Add(item.GetProperty("id").GetString()!)));
        }
    }

    [Fact]
    public void An_event_names_an_account_a_member_a_model_and_real_token_counts()
    {
        using var parsed = JsonDocument.Parse(EventBytes.Sample(At));
        var (item, data) = (parsed.RootElement, parsed.RootElement.GetProperty("data"));

        Assert.Equal(AccountSet.Hot.Account(0), item.GetProperty("subject").GetString());
        Assert.StartsWith("m-", item.GetProperty("member").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-07-01T12:00:00Z", item.GetProperty("time").GetString());
        Assert.Contains(data.GetProperty("model").GetString(), EventBytes.Models);
        Assert.Contains((data.GetProperty("input_tokens").GetInt32(), data.GetProperty("output_tokens").GetInt32()), TokenCounts.Pairs.ToArray());
    }

    [Fact]
    public void An_event_is_as_long_as_the_one_the_goals_were_set_with() =>
        Assert.InRange(EventBytes.Sample(At).Length, 220, 240);

    [Fact]
    public void All_sets_of_accounts_make_events_of_one_length() =>
        Assert.Single(
            new[] { AccountSet.Hot, AccountSet.Spread }
                .Select(set => new EventBytes(set, At).Length).Distinct());

    [Fact]
    public void An_answer_that_did_not_record_everything_stops_the_bench()
    {
        var requests = new EventRequests(AccountSet.Hot, 1, "key", At, seed: 1);

        Assert.Equal(1, requests.Accept(200, """{"results":[{"status":"recorded"}]}"""u8));
        Assert.Throws<InvalidOperationException>(() => requests.Accept(200, """{"results":[{"status":"refused"}]}"""u8));
        Assert.Throws<InvalidOperationException>(() => requests.Accept(503, """{"results":[{"status":"recorded"}]}"""u8));
    }
}
