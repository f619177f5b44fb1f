using Farebox.Client;

namespace Farebox.IntegrationTests.Client;

/// <summary>The part of the tour that moves credit, takes it back, and lets it come again.</summary>
internal static class GrantTour
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    public static async Task RunAsync(FareboxClient client)
    {
        var grants = client.Grants;
        await client.Accounts.CreateGrantAsync("acme", new() { Id = "owed", Asset = "credit", Amount = "20", Source = "purchased", Payment = "awaited" }, Stop);
        Assert.Equal("owed", (await grants.PayAsync("acme", "owed", new("invoice 1"), Stop)).Grant);
        var moved = await grants.MoveAsync("acme", "owed", new() { Id = "alice-own", Reason = "reallocation", Amount = "5", Owner = "alice" }, Stop);
        var removed = await grants.RemoveAsync("acme", "owed", new() { As = "void", Amount = "1" }, "remove-1", Stop);
        Assert.Equal(("owed", "alice", "1"), (moved.From, moved.Owner, removed.Amount));

        await grants.SetBurnOrderAsync("acme", new() { Asset = "credit", Keys = [new("owner"), new("expires_at")] }, "order-1", Stop);
        await grants.CreateScheduleAsync("acme", new() { Id = "pro", Asset = "credit", Amount = "10", Source = "included", Every = new("month"), Seats = 2 }, Stop);
        Assert.Equal(3, (await grants.SetSeatsAsync("acme", "pro", new(3), "seats-1", Stop)).Seats);
        Assert.Equal("pro", (await grants.EndScheduleAsync("acme", "pro", new(null, "keep"), "end-1", Stop)).Schedule);
        var schedules = new List<Schedule>();
        await foreach (var schedule in grants.ListSchedulesAsync("acme", Stop)) schedules.Add(schedule);
        Assert.NotNull(Assert.Single(schedules).EndsAt);

        var balances = await client.Accounts.ReadBalancesAsync("acme", Stop);
        Assert.Equal(("custom", "5"), (balances.Wallets.Single(wallet => wallet.Asset == "credit").BurnOrder, balances.Members.Single(member => member.Id == "alice").Wallets![0].Available));
    }
}
