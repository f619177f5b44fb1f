using Farebox.Client;

namespace Farebox.Demo.Plan;

/// <summary>Everything that must stand before the first request. Each step may be repeated and then changes nothing.</summary>
internal sealed class DemoSetup(FareboxClient client)
{
    public const string EventType = "llm.request";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SetClockAsync(cancellationToken);
        await CreateCatalogAsync(cancellationToken);
        await CreateCompanyAsync(cancellationToken);
    }

    /// <summary>Somebody may have moved the clock on since the last run; it never goes back, and the duplicates do not mind.</summary>
    private async Task SetClockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.Configuration.SetClockAsync(new() { Now = DemoTime.Now }, cancellationToken);
        }
        catch (FareboxProblemException problem) when (problem.Code == "clock_backwards")
        {
            // It stands later than this run needs.
        }
    }

    private async Task CreateCatalogAsync(CancellationToken cancellationToken)
    {
        await client.Configuration.CreateAssetAsync(new() { Code = Prices.Credit }, cancellationToken);
        await client.Configuration.CreateAssetAsync(new() { Code = Prices.Dollar }, cancellationToken);
        await client.Configuration.CreateMeterAsync(TokenMeter, cancellationToken);
        await client.Configuration.CreateCardAsync(Prices.RateCard, cancellationToken);
        await client.Configuration.CreateCardAsync(Prices.CostCard, cancellationToken);
    }

    private async Task CreateCompanyAsync(CancellationToken cancellationToken)
    {
        await client.Accounts.CreateAsync(new() { Id = Company.Account }, cancellationToken);
        foreach (var team in Company.Teams)
            await client.Accounts.CreateMemberAsync(Company.Account, new() { Id = team.Name }, cancellationToken);
        foreach (var person in Company.People)
            await client.Accounts.CreateMemberAsync(Company.Account, new() { Id = person.Name, Parent = person.Team.Name }, cancellationToken);
        foreach (var grant in Pool.Grants)
            await client.Accounts.CreateGrantAsync(Company.Account, grant, cancellationToken);
        foreach (var (member, max) in Company.Limits)
        {
            var limit = new Limit { Member = member, Asset = Prices.Credit, Max = max };
            await client.Accounts.SetLimitAsync(Company.Account, limit, $"limit-{member}", cancellationToken);
        }
    }

    /// <summary>Five classes, of which this trace reports two: what it does not report is optional, and then there is none of it.</summary>
    private static Meter TokenMeter => new()
    {
        Id = Prices.Meter,
        EventType = EventType,
        Aggregation = "sum",
        Dimensions = ["model"],
        Components =
        [
            .. Prices.Classes.Select(name => new MeterComponent
            {
                Class = name,
                Field = $"{name}_tokens",
                Optional = name is "input" or "output" ? null : true,
            }),
        ],
    };
}
