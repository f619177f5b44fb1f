using System.Net;
using Farebox.Client;
using Farebox.Files;

namespace Farebox.Apply;

/// <summary>What the server has of what the files define.</summary>
internal sealed class ServerState
{
    public required IReadOnlyDictionary<string, Asset> Assets { get; init; }

    public required IReadOnlyDictionary<string, Meter> Meters { get; init; }

    /// <summary>By kind and id, each card's versions in their order.</summary>
    public required ILookup<(string Kind, string? Id), Card> Cards { get; init; }

    /// <summary>Only those that the files name: there may be very many.</summary>
    public required IReadOnlyDictionary<string, AccountState> Accounts { get; init; }

    public static async Task<ServerState> ReadAsync(FareboxClient client, PricingFolder prices, CancellationToken cancellationToken)
    {
        var cards = await ListAsync(client.Configuration.ListCardsAsync(cancellationToken));
        var accounts = new Dictionary<string, AccountState>(StringComparer.Ordinal);
        foreach (var account in prices.Accounts)
        {
            if (await FindAsync(client, account.Value.Id, cancellationToken) is { } state) accounts.Add(account.Value.Id, state);
        }

        return new()
        {
            Assets = (await ListAsync(client.Configuration.ListAssetsAsync(cancellationToken))).ToDictionary(asset => asset.Code, StringComparer.Ordinal),
            Meters = (await ListAsync(client.Configuration.ListMetersAsync(cancellationToken))).ToDictionary(meter => meter.Id, StringComparer.Ordinal),
            Cards = cards.OrderBy(card => card.Version).ToLookup(card => (card.Kind, card.Id)),
            Accounts = accounts,
        };
    }

    private static async Task<AccountState?> FindAsync(FareboxClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            var account = await client.Accounts.ReadAsync(id, cancellationToken);
            return new(
                account,
                (await ListAsync(client.Accounts.ListMembersAsync(id, cancellationToken))).ToDictionary(member => member.Id, StringComparer.Ordinal),
                (await ListAsync(client.Accounts.ListLimitsAsync(id, cancellationToken))).Where(limit => limit.Id is null).ToDictionary(limit => (limit.Member, limit.Asset!)));
        }
        catch (FareboxProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> pages)
    {
        var items = new List<T>();
        await foreach (var item in pages) items.Add(item);
        return items;
    }
}

/// <summary>An account of the server, with its members by id and its limits by member and asset.</summary>
internal sealed record AccountState(Account Account, IReadOnlyDictionary<string, Member> Members, IReadOnlyDictionary<(string? Member, string Asset), Limit> Limits);
