namespace Farebox.Client;

/// <summary>A billing customer. Its cards, where named, replace the tenant's default ones.</summary>
public sealed record Account
{
    public required string Id { get; init; }

    public string? RateCard { get; init; }

    public string? CostCard { get; init; }

    /// <summary>The zone of its calendar, by its IANA name; absent: UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>How long its holds may last at most; absent: a day.</summary>
    public long? HoldSecondsMax { get; init; }

    /// <summary>Rate cards that pay in turn, each in an asset of its own: what one asset cannot pay for is priced on the next one's card. The first is the <see cref="RateCard"/>.</summary>
    public IReadOnlyList<string>? PayWith { get; init; }
}
