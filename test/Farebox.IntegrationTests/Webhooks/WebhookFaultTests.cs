using System.Net;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Notices;
using Farebox.Webhooks;
using Npgsql;

namespace Farebox.IntegrationTests.Webhooks;

/// <summary>Servers that die between sending and noting it, several at once, and names that change where they lead.</summary>
public sealed class WebhookFaultTests
{
    [Fact]
    public async Task What_a_dead_server_had_taken_is_sent_by_another_when_its_lease_ends_and_not_before()
    {
        // No worker of its own comes in between.
        await using var scene = await WebhookScene.StartAsync(options => options with { Webhooks = new() { Interval = TimeSpan.FromHours(1) } });
        await scene.HookAsync();
        await scene.HappenAsync();
        await using var dataSource = NpgsqlDataSource.Create(scene.Server.Database.AppConnectionString);
        var leases = new WebhookLeases(dataSource);
        IReadOnlyList<LeasedDelivery> taken = [];
        await WebhookScene.UntilAsync(async () => (taken = await leases.LeaseAsync(10, 10, TimeSpan.FromSeconds(2), [], CancellationToken.None)).Count > 0);

        // It sends, and is killed before it can say so.
        using var sender = new WebhookSender(new("127.0.0.1"), TimeSpan.FromSeconds(5));
        var end = await sender.SendAsync(taken[0], CancellationToken.None);
        Assert.Empty(await leases.LeaseAsync(10, 10, TimeSpan.FromSeconds(60), [], CancellationToken.None));

        IReadOnlyList<LeasedDelivery> again = [];
        await WebhookScene.UntilAsync(async () => (again = await leases.LeaseAsync(10, 10, TimeSpan.FromSeconds(60), [], CancellationToken.None)).Count > 0);
        var secondEnd = await sender.SendAsync(again[0], CancellationToken.None);
        Assert.Equal((taken[0].NoticeId, 2), (again[0].NoticeId, again[0].Attempt));

        // The dead one comes back late: what it says of an attempt that is no longer its own changes nothing.
        await leases.EndAsync(taken[0], end, CancellationToken.None);
        Assert.Equal("pending 2", await scene.StatesAsync());
        await leases.EndAsync(again[0], secondEnd, CancellationToken.None);
        Assert.Equal("delivered 2", await scene.StatesAsync());
        Assert.Equal(2, scene.Receiver.Received.Count);
        Assert.Single(scene.Receiver.Received.Select(received => received.Id).Distinct());
    }

    [Fact]
    public async Task Several_servers_never_make_the_same_attempt()
    {
        await using var scene = await WebhookScene.StartAsync(options => options with { Webhooks = new() { Interval = TimeSpan.FromHours(1) } });
        await scene.HookAsync();
        for (var i = 0; i < 25; i++) await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => await Sql.ReadAsync<long>(scene.Database, "SELECT count(*) FROM webhook_delivery") == 25);

        await using var dataSource = NpgsqlDataSource.Create(scene.Server.Database.AppConnectionString);
        var faults = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = new WebhookWorkerOptions { Interval = TimeSpan.FromMilliseconds(5) };
        var workers = Enumerable.Range(0, 4)
            .Select(_ => new WebhookWorker(new(dataSource), new(new("127.0.0.1"), TimeSpan.FromSeconds(5)), options, (what, failure) => faults.Enqueue($"{what}: {failure}"))).ToArray();
        await WebhookScene.UntilAsync(async () => await Sql.ReadAsync<long>(scene.Database, "SELECT count(*) FROM webhook_delivery WHERE state = 'delivered'") == 25);
        foreach (var worker in workers) await worker.DisposeAsync();

        Assert.Equal((25, 25), (scene.Receiver.Received.Count, scene.Receiver.Received.Select(received => received.Id).Distinct().Count()));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task One_endpoint_that_hangs_does_not_hold_up_another()
    {
        await using var scene = await WebhookScene.StartAsync(options => options with { Webhooks = options.Webhooks with { Timeout = TimeSpan.FromSeconds(30), Lease = TimeSpan.FromSeconds(60) } });
        await using var slow = await WebhookReceiver.StartAsync();
        slow.Answer = context => Task.Delay(-1, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.Equal(201, (await scene.Api.PostAsync("/v1/webhooks", $$"""{"id":"a-slow","url":"{{slow.Address}}"}""")).Status);
        await scene.HookAsync("quick");
        for (var i = 0; i < 20; i++) await scene.HappenAsync();

        await scene.UntilReceivedAsync(20);
        Assert.InRange(slow.Received.Count, 1, 8);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fd00::1")]
    public async Task A_public_name_that_leads_inside_is_not_connected_to(string address)
    {
        using var sender = new WebhookSender(new(null), TimeSpan.FromSeconds(5), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse(address)]));
        var end = await sender.SendAsync(Delivery("https://rebound.example.com/"), CancellationToken.None);

        Assert.Equal("url_not_allowed", end.Error);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_was_checked_is_connected_to()
    {
        // The second answer is never asked for: between the look and the connection there is no other look.
        var asked = 0;
        await using var receiver = await WebhookReceiver.StartAsync();
        var policy = new WebhookPolicy($"rebound.example.com:{receiver.Address.Port}");
        using var sender = new WebhookSender(policy, TimeSpan.FromSeconds(5), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "10.255.255.1")]));
        var end = await sender.SendAsync(Delivery($"http://rebound.example.com:{receiver.Address.Port}/"), CancellationToken.None);

        Assert.Equal((204, 1), (end.Status, asked));
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:1");
        try
        {
            using var sender = new WebhookSender(new("127.0.0.0/8"), TimeSpan.FromSeconds(5));
            Assert.Equal(204, (await sender.SendAsync(Delivery($"{receiver.Address}"), CancellationToken.None)).Status);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }
    }

    [Fact]
    public void The_schedule_is_the_published_one_and_each_wait_is_near_it()
    {
        Assert.Equal(new TimeSpan(75, 35, 5), new TimeSpan(WebhookSchedule.All.Sum(wait => wait.Ticks)));
        for (var tries = 1; tries < WebhookSchedule.TriesMax; tries++)
        {
            var waits = Enumerable.Range(0, 200).Select(i => WebhookSchedule.After(tries, $"n-{i}", null)!.Value.Ticks).ToArray();
            var plain = WebhookSchedule.All[tries - 1].Ticks;
            Assert.All(waits, wait => Assert.InRange(wait, plain / 100 * 95, plain / 100 * 105));
            Assert.InRange(waits.Distinct().Count(), 50, 200);
        }

        Assert.Null(WebhookSchedule.After(WebhookSchedule.TriesMax, "n", TimeSpan.FromSeconds(1)));
        Assert.Equal(WebhookSchedule.RetryAfterMax, WebhookSchedule.After(1, "n", TimeSpan.FromDays(400)));
    }

    private static LeasedDelivery Delivery(string url) => new(1, "hook", 1, "ntc_1", 1, 1, url, new byte[32], null, "{}", 1, Guid.Empty);
}
