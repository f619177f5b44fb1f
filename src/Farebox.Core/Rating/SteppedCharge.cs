using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Each event pays a first block, then begun blocks of another size and price: the first megapixel dearer than the next.</summary>
public sealed record SteppedCharge(SteppedBlock First, SteppedBlock Then) : ChargeModel
{
    public override string? Arrears => null;

    public override bool IsPerEvent => true;

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        if (quantity == 0m) return 0m;

        working?.Add("first", Math.Min(quantity, First.Size), 0m, First.Amount);
        if (quantity <= First.Size) return First.Amount;

        var blocks = Packages.Count(quantity - First.Size, Then.Size, PackageRounding.Up);
        var further = Exact.Multiply(Then.Amount, blocks);
        working?.Add("then", blocks, Then.Amount, further);
        return Exact.Add(First.Amount, further);
    }
}
