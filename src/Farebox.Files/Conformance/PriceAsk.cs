using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>One question to a charge.</summary>
internal readonly record struct PriceAsk(ChargeModel Charge, decimal Quantity, PriceContext Context)
{
    /// <summary>Why it has no price; null where it has one.</summary>
    public string? Refused => Charge.Refuses(Quantity, Context);

    public decimal Price(Working working) => Charge.Price(Quantity, Context, working);
}
