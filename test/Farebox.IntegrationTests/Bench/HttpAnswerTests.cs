using System.Text;
using Farebox.Bench.Http;

namespace Farebox.IntegrationTests.Bench;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: x\r\n\r\n{}", 200, 2)]
    [InlineData("HTTP/1.1 402 Payment Required\r\nDate: x\r\ncontent-length:17\r\n\r\n", 402, 17)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, 0)]
    public void The_head_gives_the_status_and_the_length_of_the_body(string answer, int status, int length)
    {
        var parsed = HttpAnswer.Parse(Encoding.ASCII.GetBytes(answer))!.Value;

        Assert.Equal((status, length), (parsed.Status, parsed.BodyLength));
        Assert.Equal(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4, parsed.BodyStart);
    }

    [Fact]
    public void A_head_that_has_not_arrived_whole_is_no_answer_yet() =>
        Assert.Null(HttpAnswer.Parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"u8));

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("SMTP ready\r\n\r\n")]
    public void An_answer_in_another_framing_is_an_error(string answer) =>
        Assert.Throws<FormatException>(() => HttpAnswer.Parse(Encoding.ASCII.GetBytes(answer)));

    [Theory]
    [InlineData("""{"results":[{"status":"recorded"},{"status":"recorded"}]}""", true)]
    [InlineData("""{"results":[{"status":"recorded"}]}""", false)]
    [InlineData("""{"results":[{"status":"recorded"},{"status":"unrated"}]}""", false)]
    [InlineData("""{"results":[{"status":"recorded"},{"status":"duplicate","first":{"status":"recorded"}}]}""", false)]
    [InlineData("""{"results":[{"status":"recorded"},{"status":"recorded"},{"status":"recorded"}]}""", false)]
    public void Only_an_answer_whose_every_item_is_recorded_counts(string body, bool counts) =>
        Assert.Equal(counts, RecordedItems.AreAll(Encoding.UTF8.GetBytes(body), 2));
}
