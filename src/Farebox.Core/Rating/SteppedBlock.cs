namespace Farebox.Rating;

/// <summary>So many units for one amount.</summary>
/// <param name="Size">Above zero.</param>
/// <param name="Amount">Within the bounds of a unit price.</param>
public sealed record SteppedBlock(decimal Size, decimal Amount)
{
    public decimal Size { get; } = Packages.Checked(Size, nameof(Size));

    public decimal Amount { get; } = UnitPrice.Checked(Amount, nameof(Amount));
}
