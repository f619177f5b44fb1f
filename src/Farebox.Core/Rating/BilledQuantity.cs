using Farebox.Money;

namespace Farebox.Rating;

/// <summary>How a measured quantity becomes the one that is billed: first at least the minimum and up to whole steps, then converted, then rounded.</summary>
public sealed record BilledQuantity
{
    /// <summary>Places that a quotient is rounded to where none are given.</summary>
    public const int QuotientPlaces = 12;

    /// <summary>Above zero.</summary>
    public decimal MultiplyBy { get; init => field = Positive(value, nameof(MultiplyBy)); } = 1m;

    /// <summary>Above zero. A quotient keeps <see cref="QuotientPlaces"/> places unless <see cref="Decimals"/> says otherwise.</summary>
    public decimal DivideBy { get; init => field = Positive(value, nameof(DivideBy)); } = 1m;

    /// <summary>How it is rounded; null: from the middle away from zero, and only where <see cref="Decimals"/> or a quotient demands it.</summary>
    public RoundingRule? Round { get; init; }

    /// <summary>Places kept, -12 to 12; null: none where <see cref="Round"/> is given.</summary>
    public int? Decimals { get; init => field = value is null or (>= -12 and <= 12) ? value : throw new ArgumentOutOfRangeException(nameof(Decimals), value, "From -12 to 12."); }

    /// <summary>The least that anything above zero counts as, in measured units; null: no least.</summary>
    public decimal? Minimum { get; init => field = value is null ? null : Positive(value.Value, nameof(Minimum)); }

    /// <summary>Begun steps count whole, in measured units; null: none.</summary>
    public decimal? Step { get; init => field = value is null ? null : Positive(value.Value, nameof(Step)); }

    public BilledScope Scope { get; init; }

    /// <param name="quantity">Zero or more. Zero stays zero.</param>
    /// <exception cref="OverflowException">The exact product does not fit in a <see cref="decimal"/>.</exception>
    public decimal Of(decimal quantity)
    {
        if (quantity == 0m) return 0m;

        if (Minimum is { } least && quantity < least) quantity = least;
        if (Step is { } step) quantity = Exact.Multiply(Packages.Count(quantity, step, PackageRounding.Up), step);
        if (MultiplyBy != 1m) quantity = Exact.Multiply(quantity, MultiplyBy);
        if (DivideBy == 1m && Round is null && Decimals is null) return quantity;

        var places = Decimals ?? (Round is null ? QuotientPlaces : 0);
        return Quotient.Round(quantity, DivideBy, places, Round ?? RoundingRule.HalfAwayFromZero);
    }

    private static decimal Positive(decimal value, string name) =>
        value > 0m ? value : throw new ArgumentOutOfRangeException(name, value, "It is above zero.");
}
