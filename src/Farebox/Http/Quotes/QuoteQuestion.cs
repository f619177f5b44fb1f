using Farebox.Charging;

namespace Farebox.Http.Quotes;

/// <summary>What somebody wants to know the price of.</summary>
internal sealed record QuoteQuestion
{
    /// <summary>Whose cards, unless they are named; the only account that may make a hold of it.</summary>
    public string? Account { get; init; }

    public string? RateCard { get; init; }

    public string? CostCard { get; init; }

    /// <summary>When the use would happen; absent: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How long a hold may be made of it.</summary>
    public TimeSpan Valid { get; init; } = TimeSpan.FromMinutes(15);

    public required IReadOnlyList<QuoteAsk> Items { get; init; }
}
