using Farebox.Http.Limits;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http;

public sealed class RateLimitTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public void A_bucket_gives_a_seconds_worth_at_once_and_then_what_it_earns()
    {
        var clock = new HandClock();
        var bucket = new TokenBucket(10, clock);

        for (var i = 0; i < 10; i++) Assert.Equal(TimeSpan.Zero, bucket.Take(1));
        Assert.Equal(TimeSpan.FromMilliseconds(100), bucket.Take(1));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1));
        clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 10; i++) Assert.Equal(TimeSpan.Zero, bucket.Take(1));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1));
    }

    [Fact]
    public void More_than_a_seconds_worth_at_once_is_given_and_paid_for_afterwards()
    {
        var clock = new HandClock();
        var bucket = new TokenBucket(10, clock);

        Assert.Equal(TimeSpan.Zero, bucket.Take(100));
        Assert.InRange(bucket.Take(1), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1));
    }

    [Fact]
    public void Many_threads_together_take_no_more_than_there_is()
    {
        var bucket = new TokenBucket(1000, new HandClock());
        var taken = 0;

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 1000; i++)
            {
                if (bucket.Take(1) == TimeSpan.Zero) Interlocked.Increment(ref taken);
            }
        });

        Assert.Equal(1000, taken);
    }

    [Fact]
    public void Taking_allocates_nothing()
    {
        var bucket = new TokenBucket(1, TimeProvider.System);
        bucket.Take(1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) bucket.Take(1);

        // The smallest object is 24 bytes, and the run-time may allocate something of its own once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        using var client = await ClientAsync("""{"scopes":["read"],"requests_per_second":2}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync("/v1/accounts/nobody/balances")));
        var refused = answers.First(answer => answer.Status == 429);

        Assert.InRange(answers.Count(answer => answer.Status == 404), 1, 11);
        Assert.Equal("rate_limited", refused.Code);
        Assert.Equal("1", refused.Response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("\"default\";q=2;w=1", refused.Response.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"default\";r=0;t=1", refused.Response.Headers.GetValues("RateLimit").Single());
        Assert.Equal(404, (await fixture.Api.GetAsync("/v1/accounts/nobody/balances")).Status);
    }

    [Fact]
    public async Task Events_are_counted_each_and_a_refused_batch_records_none()
    {
        var account = await fixture.AccountAsync("1000");
        using var client = await ClientAsync("""{"scopes":["ingest","read"],"events_per_second":2}""");
        string Batch(string name) => $"[{string.Join(',', Enumerable.Range(0, 20).Select(i => Shop.Event(account, $"{name}{i}", 1)))}]";

        Assert.Equal(200, (await client.PostAsync("/v1/events", Batch("a"))).Status);
        var refused = await client.PostAsync("/v1/events", Batch("b"));
        Assert.Equal((429, "rate_limited"), (refused.Status, refused.Code));
        Assert.InRange(int.Parse(refused.Response.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture), 2, 10);
        Assert.Equal(200, (await client.GetAsync($"/v1/accounts/{account}/entries")).Status);
        Assert.Equal(20, await Sql.ReadAsync<long>(
            fixture.Server.Database.OwnerConnectionString, $"SELECT count(*) FROM entry JOIN book USING (book_id) WHERE account = '{account}' AND kind = 5"));
    }

    [Fact]
    public async Task Lines_are_counted_each_as_the_events_of_an_array_are()
    {
        var account = await fixture.AccountAsync("1000");
        using var client = await ClientAsync("""{"scopes":["ingest"],"events_per_second":2}""");
        string Lines(string name) => string.Join('\n', Enumerable.Range(0, 20).Select(i => Shop.Event(account, $"{name}{i}", 1)));

        Assert.Equal(200, (await PostLinesAsync(client, Lines("a"))).Status);
        var refused = await PostLinesAsync(client, Lines("b"));
        Assert.Equal((429, "rate_limited"), (refused.Status, refused.Code));
    }

    private static async Task<ApiAnswer> PostLinesAsync(ApiClient client, string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
        request.Content = new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson");
        return await client.SendAsync(request);
    }

    private async Task<ApiClient> ClientAsync(string body)
    {
        var made = await fixture.Api.PostAsync("/v1/keys", body);
        Assert.True(made.Status == 201, made.Text);
        return new(fixture.Server.Host.Address, made["secret"]);
    }
}
