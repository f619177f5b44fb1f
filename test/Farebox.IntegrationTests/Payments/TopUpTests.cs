using Farebox.Http;
using Farebox.IntegrationTests.Support;
using Farebox.IntegrationTests.Webhooks;
using Farebox.Payments;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Verification;
using Npgsql;

namespace Farebox.IntegrationTests.Payments;

/// <summary>From little left to credit that was paid for: by the provider, by a person, and past every crash in between.</summary>
public sealed class TopUpTests
{
    private const string Rule = """{"asset":"credit","threshold":"50","up_to":"500","price":{"asset":"USD","amount":"0.1","per":"1"}}""";

    [Fact]
    public async Task Little_left_is_paid_for_and_granted_at_its_cost()
    {
        var payments = new ScriptedPayments(request => new PaymentMade($"pay_{request.TopUp}"));
        await using var server = await StartAsync(payments);
        await BuyAsync(server, "acme", "50");
        await UntilAsync(server, "acme", "paid");

        var request = Assert.Single(payments.Asked);
        Assert.Equal(("450 credit", "45 USD", true), ($"{request.Credit}", $"{request.Charge}", request.IsSandbox));
        var balances = (await server.Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0];
        Assert.Equal("500", balances.GetProperty("available").GetString());
        var topUp = (await server.Api.GetAsync("/v1/accounts/acme/top-ups")).Json.GetProperty("top_ups")[0];
        Assert.Equal(("pay_top-up-credit-1", "45"), (topUp.GetProperty("reference").GetString(), topUp.GetProperty("charge").GetProperty("amount").GetString()));
        await AssertToldAsync(server, "top_up.requested, top_up.paid");
        await AssertSoundAsync(server);
    }

    [Fact]
    public async Task A_crash_between_payment_and_grant_pays_once_and_loses_nothing()
    {
        // The money moves, and the server that asked dies before it can say so; the lease ends, and another asks.
        var payments = new ScriptedPayments(static _ => new PaymentMade("pay_1"));
        var deaths = 0;
        payments.BeforeAnswer = _ =>
        {
            if (Interlocked.Increment(ref deaths) <= 3) throw new IOException("The connection is gone.");
        };
        await using var server = await StartAsync(payments);
        await BuyAsync(server, "acme", "50");
        await WebhookScene.UntilAsync(async () =>
        {
            await Sql.RunAsync(server.Database.OwnerConnectionString, "UPDATE top_up SET next_at = clock_timestamp()");
            return (await StateAsync(server, "acme")) == "paid";
        });

        Assert.InRange(payments.Asked.Count, 4, 100);
        Assert.Equal((1, 1), (payments.MadeCount, payments.Asked.Select(request => request.Key).Distinct().Count()));
        Assert.Equal(2, await Sql.ReadAsync<long>(server.Database.OwnerConnectionString, "SELECT count(*) FROM grant_terms"));
        await AssertSoundAsync(server);
    }

    [Fact]
    public async Task A_server_that_is_killed_with_a_purchase_in_its_hands_is_followed_by_another()
    {
        await using var server = await StartAsync(new ManualPayments(), options => options with { TopUps = new() { Interval = TimeSpan.FromHours(1) } });
        await using var dataSource = NpgsqlDataSource.Create(server.Database.AppConnectionString);
        var leases = new TopUpLeases(dataSource);
        await BuyAsync(server, "acme", "50");
        IReadOnlyList<LeasedTopUp> dead = [];
        await WebhookScene.UntilAsync(async () => (dead = await leases.LeaseAsync(10, TimeSpan.FromSeconds(1), CancellationToken.None)).Count > 0);
        Assert.Empty(await leases.LeaseAsync(10, TimeSpan.FromSeconds(60), CancellationToken.None));

        IReadOnlyList<LeasedTopUp> next = [];
        await WebhookScene.UntilAsync(async () => (next = await leases.LeaseAsync(10, TimeSpan.FromSeconds(60), CancellationToken.None)).Count > 0);
        Assert.Equal((dead[0].Id, 2), (next[0].Id, next[0].Tries));

        // Both say that it was paid: the provider told them the same.
        foreach (var _ in next.Concat(dead)) Assert.Equal(200, (await server.Api.PostAsync("/v1/accounts/acme/top-ups/top-up-credit-1/paid", """{"reference":"pay_1"}""")).Status);
        Assert.Empty(await leases.LeaseAsync(10, TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Equal("500", (await server.Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("available").GetString());
    }

    [Fact]
    public async Task Refused_payments_are_tried_anew_and_then_no_more_with_a_notice()
    {
        var payments = new ScriptedPayments(static _ => new PaymentRefused("card_declined"));
        await using var server = await StartAsync(payments);
        await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2026-07-01T00:00:00Z"}""");
        await BuyAsync(server, "acme", "50", Rule.Replace("\"price\"", "\"retries\":1,\"price\"", StringComparison.Ordinal));
        await UntilAsync(server, "acme", "failed");
        await server.Api.PutAsync("/v1/sandbox/clock", """{"now":"2026-07-01T01:00:00Z"}""");
        await UntilAsync(server, "acme", "failed, failed");

        var rule = (await server.Api.GetAsync("/v1/accounts/acme/top-up-rules")).Json.GetProperty("top_up_rules")[0];
        Assert.True(rule.GetProperty("disabled").GetBoolean());
        Assert.Equal((2, 2), (payments.Asked.Count, payments.Asked.Select(request => request.Key).Distinct().Count()));
        await AssertToldAsync(server, "top_up.requested, top_up.failed, top_up.requested, top_up.failed, top_up.disabled");
        await AssertSoundAsync(server);
    }

    [Fact]
    public async Task A_person_says_how_it_ended_once_and_late_money_is_granted_too()
    {
        await using var server = await StartAsync(new ManualPayments());
        await BuyAsync(server, "acme", "50");
        const string path = "/v1/accounts/acme/top-ups/top-up-credit-1";
        var failed = await server.Api.PostAsync($"{path}/failed", """{"reason":"no_answer"}""");
        var paid = await server.Api.PostAsync($"{path}/paid", """{"reference":"wire 7"}""");
        var again = await server.Api.PostAsync($"{path}/paid", """{"reference":"wire 8"}""");
        var no = await server.Api.PostAsync($"{path}/failed", "{}");
        var other = await server.Api.PostAsync("/v1/accounts/acme/top-ups/top-up-credit-9/paid", "{}");
        var nothing = await server.Api.PostAsync("/v1/accounts/acme/top-up-rules/USD/remove", "{}", "remove");

        Assert.Equal((200, "failed", "no_answer"), (failed.Status, failed["state"], failed["reason"]));
        Assert.Equal((200, "paid", "wire 7"), (paid.Status, paid["state"], paid["reference"]));
        Assert.Equal((200, "wire 7"), (again.Status, again["reference"]));

        // That it failed was said before it was paid, so saying it again is a repetition.
        Assert.Equal((200, "paid"), (no.Status, no["state"]));
        Assert.Equal((404, "top_up_unknown"), (other.Status, other.Code));
        Assert.Equal((404, "top_up_rule_unknown"), (nothing.Status, nothing.Code));
        Assert.Equal("500", (await server.Api.GetAsync("/v1/accounts/acme/balances")).Json.GetProperty("wallets")[0].GetProperty("available").GetString());
    }

    [Fact]
    public async Task What_was_paid_cannot_fail()
    {
        await using var server = await StartAsync(new ManualPayments());
        await BuyAsync(server, "acme", "50");
        Assert.Equal(200, (await server.Api.PostAsync("/v1/accounts/acme/top-ups/top-up-credit-1/paid", "{}")).Status);
        var failed = await server.Api.PostAsync("/v1/accounts/acme/top-ups/top-up-credit-1/failed", "{}");

        Assert.Equal((409, "top_up_paid"), (failed.Status, failed.Code));
    }

    [Theory]
    [InlineData("acme", "paid")]
    [InlineData("acme-declined", "failed")]
    [InlineData("acme-pending", "requested")]
    public async Task The_test_provider_pays_for_a_sandbox_by_the_name_of_the_account(string account, string state)
    {
        await using var server = await StartAsync(new TestPayments(new ManualPayments()));
        await BuyAsync(server, account, "50");
        await UntilAsync(server, account, state);
    }

    [Fact]
    public async Task And_never_for_a_live_tenant()
    {
        var live = new ScriptedPayments(static _ => new PaymentMade("real"));
        var answer = await new TestPayments(live).PayAsync(
            new("key", false, "acme", "top-up-1", Money.Amount.Zero(new("USD", 9, Money.AssetKind.Currency)), Money.Amount.Zero(new("credit", 6, Money.AssetKind.Unit))), CancellationToken.None);

        Assert.Equal(new PaymentMade("real"), answer);
    }

    [Theory]
    [InlineData("""{"asset":"credit","threshold":"50","up_to":"50","price":{"asset":"USD","amount":"1","per":"1"}}""", "invalid_rule")]
    [InlineData("""{"asset":"credit","threshold":"50","up_to":"0","price":{"asset":"USD","amount":"1","per":"1"}}""", "amount_not_positive")]
    [InlineData("""{"asset":"credit","threshold":"50","price":{"asset":"USD","amount":"1","per":"1"}}""", "invalid_rule")]
    [InlineData("""{"asset":"credit","threshold":"50","amount":"1","up_to":"60","price":{"asset":"USD","amount":"1","per":"1"}}""", "invalid_rule")]
    [InlineData("""{"asset":"credit","threshold":"50","amount":"1","price":{"asset":"credit","amount":"1","per":"1"}}""", "invalid_rule")]
    [InlineData("""{"asset":"credit","threshold":"50","amount":"10","price":{"asset":"USD","amount":"1","per":"1"},"monthly_cap":"9"}""", "invalid_rule")]
    [InlineData("""{"asset":"credit","threshold":"50","amount":"100000000000","price":{"asset":"USD","amount":"1000000","per":"0.000001"}}""", "amount_overflow")]
    [InlineData("""{"asset":"credit","threshold":"50","amount":"10"}""", "missing_member")]
    public async Task A_rule_that_would_buy_for_ever_or_never_is_refused(string body, string code)
    {
        await using var server = await StartAsync(new ManualPayments());
        await Shop.OpenAsync(server.Api, "acme", "100");
        var answer = await server.Api.PostAsync("/v1/accounts/acme/top-up-rules", body, "rule");

        Assert.InRange(answer.Status, 400, 422);
        Assert.Contains($"\"{code}\"", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<TestServer> StartAsync(IPayments payments, Func<FareboxHostOptions, FareboxHostOptions>? change = null)
    {
        var server = await TestServer.StartAsync(options =>
        {
            var quick = options with
            {
                IsSandbox = true, Payments = payments, NoticeInterval = TimeSpan.FromMilliseconds(20),
                TopUps = new() { Interval = TimeSpan.FromMilliseconds(20), Lease = TimeSpan.FromSeconds(10) },
            };
            return change?.Invoke(quick) ?? quick;
        });
        await Shop.ConfigureAsync(server.Api);
        return server;
    }

    private static async Task BuyAsync(TestServer server, string account, string credits, string rule = Rule)
    {
        await Shop.OpenAsync(server.Api, account, credits);
        var set = await server.Api.PostAsync($"/v1/accounts/{account}/top-up-rules", rule, "rule");
        Assert.True(set.Status == 201, set.Text);
    }

    private static async Task<string> StateAsync(TestServer server, string account) => string.Join(
        ", ", (await server.Api.GetAsync($"/v1/accounts/{account}/top-ups")).Json.GetProperty("top_ups").EnumerateArray().Select(topUp => topUp.GetProperty("state").GetString()));

    private static Task UntilAsync(TestServer server, string account, string states) => WebhookScene.UntilAsync(async () => await StateAsync(server, account) == states);

    private static Task AssertToldAsync(TestServer server, string kinds) => WebhookScene.UntilAsync(async () => string.Join(
        ", ", (await server.Api.GetAsync("/v1/notices")).Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("type").GetString())) == kinds);

    private static async Task AssertSoundAsync(TestServer server)
    {
        var result = await Verifier.RunAsync(server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
