using System.Text.Json.Serialization;

namespace Farebox.Client;

/// <summary>What something would cost, with the working.</summary>
public sealed record Quote
{
    /// <summary>Names the quote to a hold of exactly this amount; absent when a part has no price or there is nothing to hold.</summary>
    [JsonPropertyName("quote")]
    public string? Id { get; init; }

    public string? Account { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required QuotedCard RateCard { get; init; }

    public required QuotedCard CostCard { get; init; }

    /// <summary>False: some item is unrated, and <see cref="Amount"/> is of the others alone.</summary>
    public required bool Complete { get; init; }

    public string? Asset { get; init; }

    public string? Amount { get; init; }

    public string? UpstreamCost { get; init; }

    public string? CostAsset { get; init; }

    public required IReadOnlyList<QuotedItem> Items { get; init; }

    /// <summary>What all of it would be on each further card that the account pays with; absent where there is none.</summary>
    public IReadOnlyList<QuotedNext>? Next { get; init; }
}

/// <summary>What a quote would be on another card of the account, in its asset.</summary>
public sealed record QuotedNext(QuotedCard RateCard, bool Complete, string? Asset, string? Amount);

/// <summary>A card and the version of it that applies; none when the card has none at that time.</summary>
public sealed record QuotedCard(string Id, int? Version);
