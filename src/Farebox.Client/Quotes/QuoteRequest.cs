using System.Text.Json.Nodes;

namespace Farebox.Client;

/// <summary>Asks what data for meters would cost. Nothing is moved or kept.</summary>
public sealed record QuoteRequest
{
    /// <summary>Whose cards price it, unless cards are named; the only account that may hold it.</summary>
    public string? Account { get; init; }

    public string? RateCard { get; init; }

    public string? CostCard { get; init; }

    /// <summary>When the use would happen; absent: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How long a hold may be made of it; absent: 15 minutes.</summary>
    public long? ValidSeconds { get; init; }

    /// <summary>1 to 16 of them.</summary>
    public required IReadOnlyList<QuoteItemRequest> Items { get; init; }
}

/// <summary>Data for one meter, as an event would carry it.</summary>
public sealed record QuoteItemRequest(string Meter, JsonObject Data);
