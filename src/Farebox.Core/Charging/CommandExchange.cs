using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Exchanges units of one asset for a new grant of another, by an exchange card.</summary>
public sealed class ExchangeUnits(int tenantId, string account, string id, UnitsExchange exchange)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "grant", id), ContentOf(exchange))
{
    /// <summary>The id of the new grant.</summary>
    public string Id { get; } = id;

    /// <summary>What is asked for.</summary>
    public UnitsExchange Asked { get; } = exchange;

    private static Guid ContentOf(UnitsExchange exchange) => Identity.OfContent(
        "exchange", exchange.From.Code, $"{exchange.Units}", exchange.Card, exchange.Grant, exchange.Model, exchange.Product, $"{exchange.Priority}",
        exchange.ExpiresAt is { } at ? $"{at.UtcTicks}" : null);
}

/// <summary>What is to be exchanged.</summary>
/// <param name="From">The asset that is given.</param>
/// <param name="Units">How much of it, in smallest units; above zero.</param>
/// <param name="Card">The exchange card, which says the asset that is received.</param>
/// <param name="Grant">The grant it is taken from; absent: those of the account's pool that pay for anything, in burn order.</param>
/// <param name="Model">Chooses the rate; empty where it does not matter.</param>
/// <param name="Product">Likewise.</param>
/// <param name="Priority">Of the new grant.</param>
/// <param name="ExpiresAt">When the new grant expires; absent: with the first of those that were given.</param>
public sealed record UnitsExchange(Asset From, long Units, string Card, string? Grant, string Model, string Product, int Priority, DateTimeOffset? ExpiresAt);
