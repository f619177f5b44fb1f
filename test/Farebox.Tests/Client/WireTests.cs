using System.Net;
using Farebox.Client;

namespace Farebox.Tests.Client;

public sealed class WireTests : IDisposable
{
    private readonly StubHandler _server = new();

    private FareboxClient Client => new(new HttpClient(_server) { BaseAddress = new("http://farebox.test/") }, RetryPolicy.None);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("""{"status":"ok"}""")]
    [InlineData("""{"status":["ok"]}""")]
    public async Task A_filter_is_read_in_both_of_its_forms(string filter)
    {
        _server.Answer(HttpStatusCode.Created, $$"""{"id":"llm","event_type":"t","filter":{{filter}},"aggregation":"count"}""");

        var meter = await Client.Configuration.CreateMeterAsync(
            new() { Id = "llm", EventType = "t", Filter = new() { ["status"] = ["ok"] }, Aggregation = "count" }, CancellationToken.None);

        Assert.Equal(["ok"], meter.Filter!["status"]);
        Assert.Equal("""{"id":"llm","event_type":"t","filter":{"status":["ok"]},"aggregation":"count"}""", _server.Requests[0].Body);
    }

    [Fact]
    public async Task Balances_are_read_whole()
    {
        _server.Answer(HttpStatusCode.OK, """
            {"account":"acme","as_of":"2026-10-01T00:00:00Z","seq":7,
             "wallets":[{"asset":"credit","burn_order":"farebox","spendable":"1","moved_in":"0","available":"1","pending_expiry":"0","held":"2","granted":"6","spent":"3","expired":"0","revoked":"0","moved":"0","debt":"0",
               "grants":[{"id":"g","source":"bonus","priority":0,"effective_at":"2026-07-01T00:00:00Z","granted":"6","moved_in":"0","available":"1","pending_expiry":"0",
                          "held":"2","spent":"3","expired":"0","revoked":"0","moved":"0"}]}],
             "members":[{"id":"ada","path":"team-a/ada","used":{"credit":"5"},"limits":{"credit":"50"}}],"open_holds":1}
            """);

        var balances = await Client.Accounts.ReadBalancesAsync("acme", CancellationToken.None);

        Assert.Equal(7, balances.Seq);
        Assert.Equal("1", Assert.Single(Assert.Single(balances.Wallets).Grants).Available);
        Assert.Equal(("team-a/ada", "5", "50"), (balances.Members[0].Path, balances.Members[0].Used["credit"], balances.Members[0].Limits!["credit"]));
    }

    [Fact]
    public async Task The_journal_is_read_page_by_page()
    {
        _server.Answer(HttpStatusCode.OK, """
            {"entries":[{"seq":1,"kind":"grant","status":"done","recorded_at":"2026-10-01T00:00:00Z","occurred_at":"2026-10-01T00:00:00Z","command":{"id":"g"},
              "transfers":[{"n":0,"from":"issued/bonus","to":"wallet/g","asset":"credit","amount":"6","from_after":"-6","to_after":"6"}]}],"next_cursor":"abc"}
            """);

        var page = await Client.Accounts.ReadEntriesAsync("acme", "x y", 10, CancellationToken.None);

        Assert.Equal("/v1/accounts/acme/entries?limit=10&cursor=x%20y", _server.Requests[0].Path);
        Assert.Equal(("abc", "wallet/g"), (page.NextCursor, page.Entries[0].Transfers![0].To));
        Assert.Equal("g", page.Entries[0].Command!.Value.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_group_without_credits_has_no_blended_cost()
    {
        const string row = """{"team":"a","asset":"credit","quantity":"1","credits":"0","upstream_cost":"2","cost_asset":"USD","blended_cost_per_credit":null,"value_at_cost_basis":"0","margin":"-2"}""";
        _server.Answer(HttpStatusCode.OK, $$"""{"rows":[{{row}}],"total":[{{row}}]}""");

        var report = await Client.Reports.ReadUsageAsync(new() { GroupBy = ["team"] }, CancellationToken.None);

        Assert.Null(Assert.Single(report.Rows).BlendedCostPerCredit);
        Assert.Equal("-2", Assert.Single(report.Total).Margin);
    }

    [Fact]
    public async Task Captures_and_releases_say_what_is_left()
    {
        const string hold = """{"id":"h","asset":"credit","amount":"75","remaining":"0","status":"settled"}""";
        _server.Answer(HttpStatusCode.OK, $$"""{"hold":{{hold}},"captured":"50"}""")
            .Answer(HttpStatusCode.OK, $$"""{"hold":{{hold}},"released":"25"}""")
            .Answer(HttpStatusCode.Conflict, """{"code":"hold_not_open"}""");

        var captured = await Client.Holds.CaptureAsync("acme", "h", new() { Amount = "50", Final = true }, "k1", CancellationToken.None);
        var released = await Client.Holds.ReleaseAsync("acme", "h", "k2", CancellationToken.None);
        var refused = await Client.Holds.ReleaseAsync("acme", "h", "k3", CancellationToken.None);

        Assert.Equal(("50", "25", "hold_not_open"), (captured.Capture!.Captured, released.Release!.Released, refused.Refusal!.Code));
        Assert.Equal(("/v1/accounts/acme/holds/h/release", "{}"), (_server.Requests[1].Path, _server.Requests[1].Body));
    }
}
