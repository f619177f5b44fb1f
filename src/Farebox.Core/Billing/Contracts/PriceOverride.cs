using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Billing.Contracts;

/// <summary>A price that a contract changes: written anew, or multiplied, for some charges, and perhaps only while a commitment is used.</summary>
/// <remarks>
/// One applies, and they never stack: the one of a commitment before the contract's; a price written anew before a factor; of two factors the
/// one with the lower priority, then the lower factor.
/// </remarks>
public sealed record PriceOverride
{
    /// <param name="price">The price in place of the list's.</param>
    public PriceOverride(ChargeModel price)
    {
        ArgumentNullException.ThrowIfNull(price);
        Price = price;
    }

    /// <param name="factor">On the list's price; zero or more.</param>
    public PriceOverride(decimal factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        Factor = factor;
    }

    /// <summary>Null where it is a factor.</summary>
    public ChargeModel? Price { get; }

    /// <summary>Null where the price is written anew.</summary>
    public decimal? Factor { get; }

    /// <summary>The charges it is for; none: all.</summary>
    public ImmutableArray<string> Charges { get; init; } = [];

    /// <summary>The commitment while which is used it applies; null: always.</summary>
    public string? Commitment { get; init; }

    /// <summary>The lower goes first.</summary>
    public int Priority { get; init; }

    /// <summary>The price of a charge under the overrides of a contract.</summary>
    /// <param name="charge">The charge's id.</param>
    /// <param name="list">What it costs on the list.</param>
    /// <param name="committed">What it costs while a commitment is used, where the list says so; null: as on the list.</param>
    /// <param name="commitment">The commitment that is used; null: none.</param>
    public static ChargeModel PriceOf(ImmutableArray<PriceOverride> overrides, string charge, ChargeModel list, ChargeModel? committed = null, string? commitment = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        var basis = commitment is null ? list : committed ?? list;
        var found = overrides
            .Where(item => (item.Charges.IsEmpty || item.Charges.Contains(charge)) && (item.Commitment is null || item.Commitment == commitment))
            .OrderBy(item => item.Commitment is null ? 1 : 0)
            .ThenBy(item => item.Price is null ? 1 : 0)
            .ThenBy(item => item.Priority)
            .ThenBy(item => item.Factor ?? 0m)
            .FirstOrDefault();
        return found is null ? basis : found.Price ?? new MultipliedCharge(basis, [new("override", found.Factor!.Value, "")]);
    }
}
