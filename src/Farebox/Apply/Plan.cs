using Farebox.Client;
using Farebox.Files;

namespace Farebox.Apply;

/// <summary>What has to be done so that the server has what the files define, in the order in which one thing needs another.</summary>
internal static class Plan
{
    public static List<Step> Of(PricingFolder prices, ServerState server, DateTimeOffset now) =>
    [
        .. prices.Assets.Select(asset => AssetStep(Wire.Of(asset.Value), asset.Place, server)),
        .. prices.Meters.Select(meter => MeterStep(Wire.Of(meter.Value), meter.Place, server)),
        .. CardSteps.Of(prices, server, now),
        .. prices.Accounts.SelectMany(account => AccountSteps.Of(account, server.Accounts.GetValueOrDefault(account.Value.Id))),
    ];

    private static Step AssetStep(Asset asset, Place place, ServerState server) => Compare(
        $"asset {asset.Code}", place, server.Assets.TryGetValue(asset.Code, out var known) ? Facts.Of(known) : null, Facts.Of(asset),
        "An asset is fixed when it is made: write what the server has, or give yours another code.") with
    {
        Do = (client, cancellationToken) => client.Configuration.CreateAssetAsync(asset, cancellationToken),
    };

    private static Step MeterStep(Meter meter, Place place, ServerState server) => Compare(
        $"meter {meter.Id}", place, server.Meters.TryGetValue(meter.Id, out var known) ? Facts.Of(known) : null, Facts.Of(meter),
        "A meter is fixed when it is made: write what the server has, or give yours another id.") with
    {
        Do = (client, cancellationToken) => client.Configuration.CreateMeterAsync(meter, cancellationToken),
    };

    /// <summary>Added, unchanged, or refused: the three cases of whatever is never edited.</summary>
    public static Step Compare(string what, Place place, Fact[]? server, Fact[] files, string remedy)
    {
        if (server is null) return new(StepKind.Added, what, place, [string.Join(", ", files.Where(fact => fact.Shown.Length > 0).Select(fact => $"{fact.Name}: {fact.Shown}"))]);

        var differences = Fact.Differences(server, files);
        return differences.Count == 0
            ? new(StepKind.Unchanged, what, place, [])
            : new(StepKind.Refused, what, place, differences) { Remedy = remedy };
    }
}
