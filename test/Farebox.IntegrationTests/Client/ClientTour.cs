using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Client;

namespace Farebox.IntegrationTests.Client;

/// <summary>Calls every method of the client once, as a program would, against a sandbox that is empty.</summary>
internal static class ClientTour
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    public static async Task RunAsync(FareboxClient client)
    {
        await ConfigureAsync(client.Configuration);
        await OpenAsync(client.Accounts);
        await UseAsync(client);
        await TellAsync(client);
        await AskAsync(client);
        await GrantTour.RunAsync(client);
        await AdministerAsync(client.Administration);
    }

    private static async Task ConfigureAsync(ConfigurationClient configuration)
    {
        await configuration.CreateAssetAsync(new() { Code = "credit" }, Stop);
        await configuration.CreateMeterAsync(
            new() { Id = "llm", EventType = "llm.request", Components = [new() { Class = "input", Field = "input_tokens" }, new() { Class = "output", Field = "output_tokens", Optional = true }], Dimensions = ["model"] }, Stop);
        await configuration.CreateCardAsync(
            new()
            {
                Kind = "rate", Version = 1, EffectiveFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Asset = "credit",
                Rows = [new() { Meter = "llm", Class = "input", Dimensions = new() { ["model"] = ["small", "tiny"] }, UnitPrice = "1", Per = 1000 }],
                Derived = [new() { Meter = "llm", Class = "output", From = "input", Factor = "4" }],
                Multipliers = [new() { Meter = "llm", Group = "service_tier", Factor = "1", Dimensions = new() { ["model"] = ["tiny"] }, Classes = ["input"] }],
            },
            Stop);
        await configuration.CreateAssetAsync(new() { Code = "USD" }, Stop);
        await configuration.CreateCardAsync(
            new()
            {
                Kind = "exchange", Version = 1, EffectiveFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Asset = "credit",
                Rows = [new() { Meter = "USD", Class = "amount", UnitPrice = "100" }],
            },
            Stop);
        Assert.Equal("100", (await configuration.ReadCardAsync("default", "exchange", new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Stop)).Rows[0].UnitPrice);
        Assert.True((await configuration.SetClockAsync(new() { Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero) }, Stop)).Frozen);
        Assert.NotNull((await configuration.ReadClockAsync(Stop)).Now);
    }

    private static async Task OpenAsync(AccountsClient accounts)
    {
        Assert.Equal("default", (await accounts.CreateAsync(new() { Id = "acme" }, Stop)).RateCard);
        Assert.Equal("alice", (await accounts.CreateMemberAsync("acme", new() { Id = "alice" }, Stop)).Path);
        await accounts.CreateGrantAsync("acme", new() { Id = "welcome", Asset = "credit", Amount = "100", Source = "bonus" }, Stop);
        await accounts.CreateGrantAsync("acme", new() { Id = "paid", Asset = "USD", Amount = "1", Source = "purchased" }, Stop);
        Assert.Equal("5", (await accounts.AskExchangeAsync(new() { Id = "swapped", From = "USD", Amount = "0.05" }, "acme", null, Stop)).Received.Amount);
        Assert.Equal("exchange", (await accounts.ExchangeAsync("acme", new() { Id = "swapped", From = "USD", Amount = "0.05", Priority = 9 }, Stop)).Grant.Source);
        await accounts.SetLimitAsync("acme", new() { Member = "alice", Asset = "credit", Max = "50" }, "limit-1", Stop);
    }

    private static async Task UseAsync(FareboxClient client)
    {
        var data = new JsonObject { ["model"] = "small", ["input_tokens"] = 1000 };
        var result = await client.Events.SendAsync(Usage("e1", data, hold: null), Stop);
        var hold = await client.Holds.AuthoriseAsync("acme", new() { Id = "h1", Asset = "credit", Amount = "10" }, null, Stop);
        var captured = await client.Holds.CaptureAsync("acme", "h1", new() { Amount = "2" }, "capture-1", Stop);
        var released = await client.Holds.ReleaseAsync("acme", "h1", "release-1", Stop);
        var late = await client.Holds.CaptureAsync("acme", "h1", new() { Event = Usage("e2", data, hold: "h1") }, null, Stop);

        await client.Quotes.QuoteAsync(new() { Account = "acme", Items = [new("llm", data.DeepClone().AsObject())] }, Stop);
        await client.Holds.AuthoriseAsync("acme", new() { Id = "h2", Asset = "credit", Amount = "1" }, null, Stop);
        await client.Holds.GrowAsync("acme", "h2", new() { Amount = "1" }, "grow-1", Stop);
        await client.Holds.ExtendAsync("acme", "h2", new(60), "extend-1", Stop);
        Assert.Equal("2", (await client.Holds.ReadAsync("acme", "h2", Stop)).Remaining);
        Assert.Single((await client.Holds.ListAsync("acme", new() { Status = "open" }, Stop)).Holds);
        await client.Holds.ReleaseAsync("acme", "h2", "release-2", Stop);

        Assert.Equal(("recorded", "1"), (result.Status, result.Debited!["credit"]));
        Assert.Equal(("10", "8", "8"), (hold.Hold!.Remaining, captured.Capture!.Hold!.Remaining, released.Release!.Released));
        Assert.Equal("hold_not_open", late.Refusal!.Code);
    }

    private static async Task TellAsync(FareboxClient client)
    {
        var rule = new AlertRule { Id = "low", Kind = "low_balance", Asset = "credit", Below = "1000", RecoveredAbove = "2000" };
        Assert.Equal("1000", (await client.Alerts.SetRuleAsync("acme", rule, "rule-1", Stop)).Below);
        Assert.Equal(1, await CountAsync(client.Alerts.ListRulesAsync("acme", Stop)));
        await client.Alerts.RemoveRuleAsync("acme", "low", "rule-2", Stop);
        Assert.NotEmpty((await client.Alerts.ReadNoticesAsync(null, 10, "acme", "balance.low", Stop)).Cursor);

        await client.Alerts.SetDefaultAsync(rule, Stop);
        Assert.Equal("2000", (await client.Alerts.ListDefaultsAsync(Stop))[0].RecoveredAbove);
        await client.Alerts.RemoveDefaultAsync("low", Stop);

        var made = await client.Webhooks.CreateAsync(new() { Id = "ops", Url = "https://hooks.example.com/farebox", Types = ["debt.begun"] }, Stop);
        var rotated = await client.Webhooks.RotateAsync("ops", new(null, null), Stop);
        Assert.NotEqual(made.Secret, rotated.Secret);
        Assert.Equal("asked", (await client.Webhooks.DisableAsync("ops", Stop)).DisabledReason);
        Assert.Null((await client.Webhooks.EnableAsync("ops", Stop)).DisabledReason);
        Assert.Equal(0, await client.Webhooks.ReplayAsync("ops", new() { Notice = "ntc_0" }, Stop));
        Assert.Empty((await client.Webhooks.ReadDeliveriesAsync("ops", "dead", null, 10, Stop)).Deliveries);
        Assert.Null((await client.Webhooks.ListAsync(Stop))[0].Secret);
        await BuyAsync(client);
    }

    private static async Task BuyAsync(FareboxClient client)
    {
        await client.Configuration.CreateAssetAsync(new() { Code = "USD" }, Stop);
        await client.Accounts.CreateAsync(new() { Id = "buyer" }, Stop);
        var rule = new TopUpRule { Asset = "credit", Threshold = "50", UpTo = "500", Price = new("USD", "0.1", "1"), MonthlyCap = "100" };
        Assert.Equal("500", (await client.TopUps.SetRuleAsync("buyer", rule, "top-up-1", Stop)).UpTo);
        while (await CountAsync(client.TopUps.ListAsync("buyer", Stop)) == 0) await Task.Delay(20, Stop);

        Assert.Equal("card_declined", (await client.TopUps.FailedAsync("buyer", "top-up-credit-1", "card_declined", Stop)).Reason);
        Assert.Equal(("paid", "50"), await client.TopUps.PaidAsync("buyer", "top-up-credit-1", "pay_1", Stop) is var paid ? (paid.State, paid.Charge.Amount) : default);
        Assert.Equal(1, await CountAsync(client.TopUps.ListRulesAsync("buyer", Stop)));
        await client.TopUps.RemoveRuleAsync("buyer", "credit", "top-up-2", Stop);
    }

    private static async Task AskAsync(FareboxClient client)
    {
        Assert.Equal("102", (await client.Accounts.ReadBalancesAsync("acme", Stop)).Wallets.Single(wallet => wallet.Asset == "credit").Available);
        Assert.Equal(4, (await client.Accounts.ReadEntriesAsync("acme", null, 4, Stop)).Entries.Count);
        Assert.Equal("3", (await client.Reports.ReadUsageAsync(new() { GroupBy = ["meter"] }, Stop)).Total[0].Credits);
        Assert.Empty((await client.Accounts.ClosePeriodAsync("acme", new() { Period = "2026-06" }, Stop)).Adjustments);
        Assert.Equal("3", (await client.Reports.ReadCreditsAsync(new() { Account = "acme" }, Stop)).Total.Single(total => total.Asset == "credit").Spent);
        Assert.Equal("3", (await client.Reports.ReadBurnDownAsync("acme", "credit", 7, Stop)).Assets[0].Days[^1].Spent);
        await CorrectAsync(client.Accounts);
        await ListAsync(client);
        var payload = JsonNode.Parse("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""").Deserialize<JsonElement>();
        Assert.Equal("15", (await client.Events.NormalizeAsync(payload, "openai.chat", Stop)).TotalTokens);
        Assert.True(await client.Service.IsLiveAsync(Stop));
        Assert.True(await client.Service.IsReadyAsync(Stop));
        Assert.Equal("Farebox", (await client.Service.ReadOpenApiAsync(Stop)).GetProperty("info").GetProperty("title").GetString());
    }

    private static async Task CorrectAsync(AccountsClient accounts)
    {
        var at = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("1", (await accounts.CorrectAsync("acme", new() { Id = "fix-1", Void = new("app", "e1") }, Stop)).Returned["credit"]);
        Assert.Equal(0, (await accounts.RerateAsync("acme", new() { From = at, To = at.AddDays(1) }, Stop)).Rated);
        Assert.Equal(0, (await accounts.BackfillAsync("acme", new() { Id = "fix-2", Source = "other", From = at, To = at.AddDays(1), Events = [] }, Stop)).Voided);
    }

    private static async Task AdministerAsync(AdministrationClient administration)
    {
        var made = await administration.CreateKeyAsync(new() { Name = "ingest", Scopes = ["ingest"] }, Stop);
        var rotated = await administration.RotateKeyAsync(made.Id, new(null), Stop);
        await administration.RevokeKeyAsync(rotated.Id, Stop);
        Assert.NotNull(made.Secret);
        Assert.Equal(made.Id, rotated.Replaces!.Id);
        Assert.Contains(await administration.ListKeysAsync(Stop), key => key.Id == rotated.Id && key.RevokedAt is not null);

        Assert.NotNull((await administration.CreateTenantAsync(new() { Id = "shop" }, Stop)).Key);
        Assert.Equal(100, (await administration.LimitTenantAsync("shop", new(null, 100, null), Stop)).RequestsPerSecond);
        Assert.Contains(await administration.ListTenantsAsync(Stop), tenant => tenant.Id == "shop");
        Assert.NotEmpty((await administration.ReadAuditAsync(null, 10, Stop)).Acts);
    }

    private static async Task ListAsync(FareboxClient client)
    {
        Assert.Equal("default", (await client.Accounts.ReadAsync("acme", Stop)).RateCard);
        Assert.Equal(2, await CountAsync(client.Accounts.ListAsync(Stop)));
        Assert.Equal(1, await CountAsync(client.Accounts.ListMembersAsync("acme", Stop)));
        Assert.Equal(1, await CountAsync(client.Accounts.ListLimitsAsync("acme", Stop)));
        Assert.Equal(2, await CountAsync(client.Configuration.ListAssetsAsync(Stop)));
        Assert.Equal(1, await CountAsync(client.Configuration.ListMetersAsync(Stop)));
        Assert.Equal(2, await CountAsync(client.Configuration.ListCardsAsync(Stop)));
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items) count++;
        return count;
    }

    private static CloudEvent Usage(string id, JsonObject data, string? hold) =>
        new() { Id = id, Source = "app", Type = "llm.request", Subject = "acme", Hold = hold, Data = data.DeepClone().AsObject() };
}
