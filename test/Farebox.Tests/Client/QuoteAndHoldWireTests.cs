using System.Net;
using Farebox.Client;

namespace Farebox.Tests.Client;

public sealed class QuoteAndHoldWireTests : IDisposable
{
    private readonly StubHandler _server = new();

    private FareboxClient Client => new(new HttpClient(_server) { BaseAddress = new("http://farebox.test/") }, RetryPolicy.None);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_quote_is_read_whole_and_its_name_makes_a_hold()
    {
        _server.Answer(HttpStatusCode.OK, """
            {"quote":"quote_x","account":"acme","at":"2026-07-01T12:00:00Z","valid_until":"2026-07-01T12:15:00Z","rate_card":{"id":"default","version":1},"cost_card":{"id":"default"},
             "complete":true,"asset":"credit","amount":"1.85","items":[{"meter":"llm","status":"priced","dimensions":{"model":"large"},"asset":"credit","exact":"1.85","amount":"1.85","quantity":"1850",
               "steps":[{"class":"input","reason":"input: per unit","quantity":"1850","unit_price":"0.001","total":"1.85"}]}]}
            """);
        _server.Answer(HttpStatusCode.Created, """{"id":"h","asset":"credit","amount":"1.85","remaining":"1.85","status":"open"}""");

        var quote = await Client.Quotes.QuoteAsync(new() { Account = "acme", Items = [new("llm", new() { ["input_tokens"] = 1850 })] }, CancellationToken.None);
        var held = await Client.Holds.AuthoriseAsync("acme", new() { Id = "h", Quote = quote.Id }, null, CancellationToken.None);

        Assert.Equal(("quote_x", "1.85", 1, null), (quote.Id, quote.Amount, quote.RateCard.Version, quote.CostCard.Version));
        Assert.Equal("1.85", Assert.Single(Assert.Single(quote.Items).Steps!).Total);
        Assert.Equal("""{"account":"acme","items":[{"meter":"llm","data":{"input_tokens":1850}}]}""", _server.Requests[0].Body);
        Assert.Equal(("1.85", """{"id":"h","quote":"quote_x"}"""), (held.Hold!.Amount, _server.Requests[1].Body));
    }

    [Fact]
    public async Task Holds_grow_are_extended_and_listed()
    {
        const string Hold = """{"id":"h","asset":"credit","amount":"15","remaining":"15","status":"open"}""";
        _server.Answer(HttpStatusCode.OK, $$"""{"hold":{{Hold}},"grown":"5"}""");
        _server.Answer(HttpStatusCode.Conflict, """{"type":"/problems/hold_not_open","title":"t","status":409,"code":"hold_not_open"}""");
        _server.Answer(HttpStatusCode.OK, $$"""{"as_of":"2026-07-01T12:00:00Z","holds":[{{Hold}}],"next_cursor":"c"}""");

        var grown = await Client.Holds.GrowAsync("acme", "h", new() { Amount = "5" }, "k1", CancellationToken.None);
        var extended = await Client.Holds.ExtendAsync("acme", "h", new(600), "k2", CancellationToken.None);
        var page = await Client.Holds.ListAsync("acme", new() { Status = "open", Member = "ann", Limit = 1 }, CancellationToken.None);

        Assert.Equal(("5", "15"), (grown.Grow!.Grown, grown.Grow.Hold.Amount));
        Assert.Equal(("hold_not_open", """{"ttl_seconds":600}"""), (extended.Refusal!.Code, _server.Requests[1].Body));
        Assert.Equal(("/v1/accounts/acme/holds?status=open&member=ann&limit=1", "c", "h"), (_server.Requests[2].Path, page.NextCursor, Assert.Single(page.Holds).Id));
    }
}
