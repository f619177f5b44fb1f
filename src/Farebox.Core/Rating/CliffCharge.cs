using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>A request above a size is priced as a whole by another model; one of exactly that size is not yet.</summary>
/// <remarks>What the request's size is made of is named by classes, so that input decides on the price of output too.</remarks>
public sealed record CliffCharge : ChargeModel
{
    /// <param name="above">Zero or more.</param>
    /// <param name="counts">Classes of the event whose quantities add up to the size; none: the quantity itself.</param>
    /// <exception cref="ArgumentException">A term is outside its bounds, or a model inside rounds each event.</exception>
    public CliffCharge(decimal above, ImmutableArray<string> counts, ChargeModel below, ChargeModel beyond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(above);
        (Above, Counts) = (above, counts.IsDefault ? [] : counts);
        (Below, Beyond) = (Inner.Checked(below, nameof(below)), Inner.Checked(beyond, nameof(beyond)));
    }

    public decimal Above { get; }

    public ImmutableArray<string> Counts { get; }

    public ChargeModel Below { get; }

    public ChargeModel Beyond { get; }

    public override string? Arrears => Below.Arrears ?? Beyond.Arrears;

    public override bool IsPerEvent => true;

    internal override ImmutableArray<string> RequestClasses => Counts;

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        base.Refusal(quantity, context) ?? Chosen(quantity, context).Refusal(quantity, context);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        if (IsBeyond(quantity, context)) working?.Add("request above the cliff", context.Request ?? quantity, 0m, 0m);
        return Chosen(quantity, context).Compute(quantity, context, working);
    }

    public bool Equals(CliffCharge? other) =>
        other is not null && Above == other.Above && Counts.SequenceEqual(other.Counts) && Below.Equals(other.Below) && Beyond.Equals(other.Beyond);

    public override int GetHashCode() => HashCode.Combine(Above, Counts.Length, Below, Beyond);

    private ChargeModel Chosen(decimal quantity, in PriceContext context) => IsBeyond(quantity, context) ? Beyond : Below;

    private bool IsBeyond(decimal quantity, in PriceContext context) => (context.Request ?? quantity) > Above;
}
