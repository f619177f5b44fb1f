namespace Farebox.Client;

/// <summary>Asks for units of one asset to become a new grant of another.</summary>
public sealed record ExchangeRequest
{
    /// <summary>The id of the new grant.</summary>
    public required string Id { get; init; }

    /// <summary>The asset that is given.</summary>
    public required string From { get; init; }

    public required string Amount { get; init; }

    /// <summary>The exchange card, which says the asset that is received; absent: <c>default</c>.</summary>
    public string? Card { get; init; }

    /// <summary>The grant it is taken from; absent: those of the pool that pay for anything, in burn order.</summary>
    public string? Grant { get; init; }

    public string? Model { get; init; }

    public string? Product { get; init; }

    /// <summary>Of the new grant; absent: 0.</summary>
    public int? Priority { get; init; }

    /// <summary>When the new grant expires; absent: with the first of those that were given.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>An amount of an asset.</summary>
public sealed record ExchangeSide(string Asset, string Amount);

/// <summary>What was exchanged.</summary>
public sealed record Exchange
{
    public required string Account { get; init; }

    public required ExchangeSide Given { get; init; }

    public required ExchangeSide Received { get; init; }

    /// <summary>What stayed where it was, because it would have bought nothing more.</summary>
    public required string Residue { get; init; }

    public required Grant Grant { get; init; }
}

/// <summary>What an exchange comes to at an instant, with the steps that the exact amount is the sum of.</summary>
public sealed record PricedExchange
{
    public required DateTimeOffset At { get; init; }

    public required QuotedCard Card { get; init; }

    public required ExchangeSide Given { get; init; }

    public required ExchangeSide Received { get; init; }

    public required string Residue { get; init; }

    public required IReadOnlyList<QuotedStep> Steps { get; init; }
}
