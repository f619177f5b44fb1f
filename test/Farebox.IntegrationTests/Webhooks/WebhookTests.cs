using System.Text.Json;
using Farebox.Client;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Notices;

namespace Farebox.IntegrationTests.Webhooks;

/// <summary>Notices on their way to somebody's endpoint: signed, tried again, given up, and sent once more.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_notice_is_delivered_once_signed_and_as_the_feed_has_it()
    {
        await using var scene = await WebhookScene.StartAsync();
        var secret = await scene.HookAsync();
        var account = await scene.HappenAsync();
        await scene.UntilReceivedAsync(1);
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "delivered 1");

        var received = Assert.Single(scene.Receiver.Received);
        var feed = (await scene.Api.GetAsync("/v1/notices")).Json.GetProperty("notices")[0];
        Assert.Equal(WebhookCheck.Valid, new WebhookVerifier(secret).Verify(received.Id, received.Timestamp, received.Signature, System.Text.Encoding.UTF8.GetBytes(received.Body)));
        Assert.Equal(feed.GetRawText(), received.Body);
        var data = feed.GetProperty("data");
        Assert.Equal(("balance.low", account, "10", received.Id, "application/json"), (feed.GetProperty("type").GetString(), data.GetProperty("account").GetString(), data.GetProperty("available").GetString(), data.GetProperty("id").GetString(), received.ContentType));
    }

    [Fact]
    public async Task The_official_package_verifies_real_deliveries_also_in_the_middle_of_a_rotation()
    {
        await using var scene = await WebhookScene.StartAsync();
        var package = await NpmVerifier.InstallAsync();
        var old = await scene.HookAsync();
        await scene.HappenAsync();
        await scene.UntilReceivedAsync(1);
        var rotated = await scene.Api.PostAsync("/v1/webhooks/hook/rotate", "{}");
        await scene.HappenAsync();
        await scene.UntilReceivedAsync(2);

        var (first, second) = (scene.Receiver.Received[0], scene.Receiver.Received[1]);
        Assert.Equal("verified balance.low", await package.VerifyAsync(old, first));
        Assert.Equal("verified balance.low", await package.VerifyAsync(old, second));
        Assert.Equal("verified balance.low", await package.VerifyAsync(rotated["secret"], second));
        Assert.StartsWith("refused", await package.VerifyAsync(rotated["secret"], first), StringComparison.Ordinal);
        Assert.StartsWith("refused", await package.VerifyAsync(old, first with { Body = first.Body.Replace("10", "11", StringComparison.Ordinal) }), StringComparison.Ordinal);
        Assert.StartsWith("refused", await package.VerifyAsync(old, first with { Id = second.Id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_tried_again_under_the_same_id_with_a_new_time_until_it_is_dead_and_a_replay_delivers_it()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.HookAsync();
        scene.Receiver.Refuse(500);
        await scene.HappenAsync();
        for (var tries = 1; tries <= WebhookSchedule.TriesMax; tries++)
        {
            await scene.UntilReceivedAsync(tries);
            var expected = tries == WebhookSchedule.TriesMax ? $"dead {tries}" : $"pending {tries}";
            await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == expected && await NotLeasedAsync(scene));
            await scene.HurryAsync();
        }

        Assert.Single(scene.Receiver.Received.Select(received => received.Id).Distinct());
        var dead = (await scene.Api.GetAsync("/v1/webhooks/hook/deliveries?state=dead")).Json.GetProperty("deliveries")[0];
        Assert.Equal(WebhookSchedule.TriesMax, dead.GetProperty("log").GetArrayLength());
        Assert.Equal(500, dead.GetProperty("log")[0].GetProperty("status").GetInt32());
        Assert.NotNull((await scene.Api.GetAsync("/v1/webhooks")).Json.GetProperty("webhooks")[0].GetProperty("failing_since").GetString());

        scene.Receiver.Refuse(200);
        Assert.Equal("1", (await scene.Api.PostAsync("/v1/webhooks/hook/replay", """{"from":"2020-01-01T00:00:00Z","state":"dead"}"""))["queued"]);
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "delivered 11");
        Assert.Equal(dead.GetProperty("notice").GetString(), scene.Receiver.Received[^1].Id);
        Assert.False((await scene.Api.GetAsync("/v1/webhooks")).Json.GetProperty("webhooks")[0].TryGetProperty("failing_since", out _));
    }

    [Fact]
    public async Task One_notice_is_replayed_by_its_id_and_what_is_on_its_way_is_not_queued_twice()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.HookAsync(types: "\"debt.begun\"");
        await scene.HappenAsync();
        JsonElement notice = default;
        await WebhookScene.UntilAsync(async () => (await scene.Api.GetAsync("/v1/notices")).Json.GetProperty("notices") is { } notices && notices.GetArrayLength() == 1 && (notice = notices[0]).ValueKind == JsonValueKind.Object);
        Assert.Empty(scene.Receiver.Received);

        var id = notice.GetProperty("data").GetProperty("id").GetString();
        Assert.Equal("1", (await scene.Api.PostAsync("/v1/webhooks/hook/replay", $$"""{"notice":"{{id}}"}"""))["queued"]);
        await scene.UntilReceivedAsync(1);
        Assert.Equal(id, scene.Receiver.Received[0].Id);
        Assert.Equal("0", (await scene.Api.PostAsync("/v1/webhooks/hook/replay", """{"notice":"ntc_none"}"""))["queued"]);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_disabled_and_takes_up_again_what_waited()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.HookAsync();
        scene.Receiver.Refuse(410);
        await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "dead 1");
        Assert.Equal("gone", (await scene.Api.GetAsync("/v1/webhooks")).Json.GetProperty("webhooks")[0].GetProperty("disabled_reason").GetString());

        // What happens meanwhile passes it by; a replay of the span brings it.
        await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => (await scene.Api.GetAsync("/v1/notices")).Json.GetProperty("notices").GetArrayLength() == 2);
        scene.Receiver.Refuse(200);
        Assert.Equal(200, (await scene.Api.PostAsync("/v1/webhooks/hook/enable", "{}")).Status);
        Assert.Equal("2", (await scene.Api.PostAsync("/v1/webhooks/hook/replay", """{"from":"2020-01-01T00:00:00Z"}"""))["queued"]);
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "delivered 2, delivered 1");
    }

    [Fact]
    public async Task One_that_has_failed_for_days_is_disabled()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.HookAsync();
        scene.Receiver.Refuse(503);
        await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "pending 1" && await NotLeasedAsync(scene));
        await Sql.RunAsync(scene.Database, "UPDATE webhook_endpoint SET failing_since = clock_timestamp() - interval '6 days'");
        await scene.HurryAsync();
        await WebhookScene.UntilAsync(async () => await Sql.ReadAsync<string>(scene.Database, "SELECT disabled_reason FROM webhook_endpoint") == "failing");
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_leads_nowhere_and_a_slow_or_endless_answer_ends()
    {
        await using var scene = await WebhookScene.StartAsync();
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await scene.HookAsync();
        scene.Receiver.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (302, $"{elsewhere.Address}");
            return Task.CompletedTask;
        };
        await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "pending 1" && await NotLeasedAsync(scene));

        scene.Receiver.Answer = context => Task.Delay(-1, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        await scene.HurryAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "pending 2" && await NotLeasedAsync(scene));

        scene.Receiver.Answer = async context =>
        {
            var junk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(junk, context.RequestAborted);
        };
        await scene.HurryAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "delivered 3");

        var log = (await scene.Api.GetAsync("/v1/webhooks/hook/deliveries")).Json.GetProperty("deliveries")[0].GetProperty("log");
        Assert.Equal((302, "timeout"), (log[0].GetProperty("status").GetInt32(), log[1].GetProperty("error").GetString()));
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.HookAsync();
        scene.Receiver.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "1000");
            return Task.CompletedTask;
        };
        await scene.HappenAsync();
        await WebhookScene.UntilAsync(async () => await scene.StatesAsync() == "pending 1" && await NotLeasedAsync(scene));

        Assert.InRange(await Sql.ReadAsync<double>(scene.Database, "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 FROM webhook_delivery"), 900, 1001);
    }

    private static async Task<bool> NotLeasedAsync(WebhookScene scene) => await Sql.ReadAsync<long>(scene.Database, "SELECT count(*) FROM webhook_delivery WHERE lease IS NOT NULL") == 0;
}
