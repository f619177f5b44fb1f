using Farebox.Money;

namespace Farebox.Rating;

/// <summary>A stretch of quantity with prices of its own.</summary>
/// <param name="UpTo">Where it ends; null for the last one that never does.</param>
/// <param name="UnitPrice">What a unit in it costs, or a package where it has a <see cref="Size"/>, or the part of its value for percentages.</param>
public sealed record Tier(decimal? UpTo, decimal UnitPrice)
{
    /// <summary>Charged once when the tier is entered.</summary>
    public decimal Flat { get; init; }

    /// <summary>The most that its units and its flat fee cost together; null: no limit.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Units are counted in packages of this size inside the tier, begun ones whole; null: unit by unit.</summary>
    public decimal? Size { get; init; }

    /// <summary>What so many units in this tier cost once it has been entered, its flat fee included.</summary>
    internal decimal Amount(decimal units)
    {
        var amount = Exact.Multiply(UnitPrice, Billed(units));
        if (Flat != 0m) amount = Exact.Add(amount, Flat);
        return Maximum is { } most && amount > most ? most : amount;
    }

    /// <summary>Units, or packages where the tier has a size.</summary>
    internal decimal Billed(decimal units) => Size is { } size ? Packages.Count(units, size, PackageRounding.Up) : units;

    internal void Check()
    {
        if (UpTo is { } bound && bound <= 0m) throw new ArgumentException("A tier ends above zero.", nameof(UpTo));
        Rating.UnitPrice.Checked(UnitPrice, nameof(UnitPrice));
        Rating.UnitPrice.Checked(Flat, nameof(Flat));
        if (Maximum is { } most) Rating.UnitPrice.Checked(most, nameof(Maximum));
        if (Size is { } size) Packages.Checked(size, nameof(Size));
    }
}
