using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Another model's price times factors, each with the name it goes by in the working.</summary>
/// <remarks>Made by a card from its multipliers and derived classes. Factors multiply, so their order does not matter.</remarks>
public sealed record MultipliedCharge : ChargeModel
{
    /// <exception cref="ArgumentException">There is no factor, or a model inside rounds each event.</exception>
    public MultipliedCharge(ChargeModel inner, ImmutableArray<PriceFactor> factors)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (factors.IsDefaultOrEmpty) throw new ArgumentException("There is at least one factor.", nameof(factors));
        (Model, Factors) = (inner, factors);
    }

    public ChargeModel Model { get; }

    public ImmutableArray<PriceFactor> Factors { get; }

    public override string? Arrears => Model.Arrears;

    public override bool IsPerEvent => Model.IsPerEvent;

    internal override ImmutableArray<string> RequestClasses => Model.RequestClasses;

    public override decimal Counted(decimal quantity) => Model.Counted(quantity);

    internal override string? Refusal(decimal quantity, in PriceContext context) => Model.Refusal(quantity, context);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
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
}
