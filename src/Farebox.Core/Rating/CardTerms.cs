using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Time;

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

    public ImmutableArray<DerivedClass> Derived { get; init; } = [];

    public ImmutableArray<CardMultiplier> Multipliers { get; init; } = [];

    /// <exception cref="ArgumentException">Two rows name the same price, or a term is outside its bounds.</exception>
    public CardVersion Build(Asset asset) => Kind == CardKind.Exchange
        ? new(Version, EffectiveFrom, asset, [.. Rows.Select(row => (row with { Meter = ExchangeShape.MeterOf(row.Meter) }).Build())], Derived, [.. Multipliers.Select(ExchangeShape.Named)])
        : new(Version, EffectiveFrom, asset, [.. Rows.Select(row => row.Build())], Derived, Multipliers);
}

/// <summary>A price as it is quoted: so much per so many, or a charge model.</summary>
/// <param name="Per">A power of ten up to 10^9.</param>
public sealed record CardRowTerms(string Meter, string Class, DimensionMatch Where, decimal UnitPrice, long Per)
{
    /// <summary>Takes the place of the unit price; null: every unit costs it.</summary>
    public ChargeModel? Charge { get; init; }

    /// <inheritdoc cref="CardRow.Resets"/>
    public CounterReset Resets { get; init; }

    /// <inheritdoc cref="CardRow.DebitRounding"/>
    public DebitRounding DebitRounding { get; init; }

    /// <exception cref="ArgumentException">A term is outside its bounds.</exception>
    public CardRow Build() => new(Meter, Class, Where, Charge ?? PerUnit()) { Resets = Resets, DebitRounding = DebitRounding };

    private PerUnitCharge PerUnit() =>
        Rating.UnitPrice.TryCreate(UnitPrice, Per, out var price)
            ? new(price)
            : throw new ArgumentException($"The price {DecimalText.Format(UnitPrice)} per {Per} has no exact unit price of 12 decimal places.");
}
