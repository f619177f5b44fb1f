using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Units are sold in packages of one size; so much per package.</summary>
/// <remarks>Packages are counted on the running total of the period: after 17 of 10 each, 5 more need one package more.</remarks>
public sealed record PackageCharge : ChargeModel
{
    /// <param name="amount">The price of one package, within the bounds of a unit price.</param>
    /// <param name="size">Units in a package, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A term is outside its bounds.</exception>
    public PackageCharge(decimal amount, decimal size, PackageRounding rounding = PackageRounding.Up) =>
        (Amount, Size, Rounding) = (UnitPrice.Checked(amount, nameof(amount)), Packages.Checked(size, nameof(size)), rounding);

    public decimal Amount { get; }

    public decimal Size { get; }

    public PackageRounding Rounding { get; }

    public override string? Arrears => null;

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var packages = Count(Exact.Add(context.Before, quantity)) - Count(context.Before);
        var price = Exact.Multiply(Amount, packages);
        working?.Add("packages", packages, Amount, price);
        return price;
    }

    internal override decimal InWholePackages(decimal quantity) => Exact.Multiply(Count(quantity), Size);

    private decimal Count(decimal quantity) => Packages.Count(quantity, Size, Rounding);
}
