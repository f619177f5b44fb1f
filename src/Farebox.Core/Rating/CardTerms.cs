using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>One version of a card as its author writes it: prices as quoted, the asset by its code.</summary>
public sealed record CardTerms
{
    public required CardKind Kind { get; init; }

    public required string CardId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    public required string AssetCode { get; init; }

    public required ImmutableArray<CardRowTerms> Rows { get; init; }

    /// <exception cref="ArgumentException">Two rows name the same price, or a term is outside its bounds.</exception>
    public CardVersion Build(Asset asset) => new(Version, EffectiveFrom, asset, [.. Rows.Select(row => row.Build())]);
}

/// <summary>A price as it is quoted: so much per so many.</summary>
/// <param name="Per">A power of ten up to 10^9.</param>
public sealed record CardRowTerms(string Meter, string Class, ImmutableSortedDictionary<string, string> Dimensions, decimal UnitPrice, long Per)
{
    public CardRow Build() =>
        Rating.UnitPrice.TryCreate(UnitPrice, Per, out var price)
            ? new CardRow(Meter, Class, Dimensions, new PerUnitCharge(price))
            : throw new ArgumentException($"The price {DecimalText.Format(UnitPrice)} per {Per} has no exact unit price of 12 decimal places.");
}
