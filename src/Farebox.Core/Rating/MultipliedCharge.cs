using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Another model's price times factors, each with the name it goes by in the working.</summary>
/// <remarks>
/// Made by a card from its multipliers and derived classes. Factors multiply, so their order does not matter. A price per unit is
/// multiplied as such where the product is a unit price, so that what stands in the working is what a unit costs.
/// </remarks>
public sealed record MultipliedCharge : ChargeModel
{
    // Per unit with all factors; the name of its step says which.
    private readonly decimal? _unitPrice;
    private readonly string _step = "";

    /// <exception cref="ArgumentException">There is no factor, or a model inside rounds each event.</exception>
    public MultipliedCharge(ChargeModel inner, ImmutableArray<PriceFactor> factors)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (factors.IsDefaultOrEmpty) throw new ArgumentException("There is at least one factor.", nameof(factors));
        (Model, Factors) = (inner, factors);
        Key = string.Concat(factors.Select(factor => $"&&{DimensionMatch.Escaped(factor.Name)}|{factor.Where}"));
        if (inner.UnitPriceOrNull is not { } price || !TryMultiply(price, factors, out var product)) return;

        _unitPrice = product;
        _step = string.Concat(factors.Select(factor => $" × {DecimalText.Format(factor.Factor)} {factor.Name}").Prepend("per unit"));
    }

    public ChargeModel Model { get; }

    public ImmutableArray<PriceFactor> Factors { get; }

    /// <summary>
    /// Which factors they are, whatever they amount to: <c>&amp;&amp;service_tier|service_tier=batch</c>. Use with other factors counts by itself, so that
    /// neither order nor mixture of the two changes what either costs.
    /// </summary>
    public string Key { get; }

    public override decimal? UnitPriceOrNull => _unitPrice;

    public override string? Arrears => Model.Arrears;

    public override bool IsPerEvent => Model.IsPerEvent;

    internal override ImmutableArray<string> RequestClasses => Model.RequestClasses;

    public override ImmutableArray<string> LevelUnits => Model.LevelUnits;

    public override decimal Counted(decimal quantity) => Model.Counted(quantity);

    // Factors apply to what discounts and a maximum leave.
    internal override decimal Gross(decimal quantity, in PriceContext context) => Model.Gross(quantity, context);

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        _unitPrice is null ? Model.Refusal(quantity, context) : base.Refusal(quantity, context);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        if (_unitPrice is { } unitPrice)
        {
            var product = Exact.Multiply(unitPrice, quantity);
            working?.Add(_step, quantity, unitPrice, product);
            return product;
        }

        var price = Model.Compute(quantity, context, working);
        foreach (var factor in Factors)
        {
            var multiplied = Exact.Multiply(price, factor.Factor);
            working?.Add(factor.Name, 0m, 0m, Exact.Subtract(multiplied, price));
            price = multiplied;
        }

        return price;
    }

    public bool Equals(MultipliedCharge? other) => other is not null && Model.Equals(other.Model) && Factors.SequenceEqual(other.Factors);

    public override int GetHashCode() => HashCode.Combine(Model, Factors.Length, Factors[0]);

    private static bool TryMultiply(decimal price, ImmutableArray<PriceFactor> factors, out decimal product)
    {
        product = price;
        foreach (var factor in factors)
        {
            if (!Exact.TryMultiply(product, factor.Factor, out product)) return false;
        }

        return UnitPrice.IsValid(product);
    }
}
