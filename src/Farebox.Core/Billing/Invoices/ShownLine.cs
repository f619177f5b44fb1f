using Farebox.Money;

namespace Farebox.Billing.Invoices;

/// <summary>A line as a customer reads it: what a commitment covers is one line, what takes it off another, and what is left a third.</summary>
/// <param name="Name">The charge, or the commitment.</param>
/// <param name="Quantity">The part of the quantity; null where there is none, as of what is taken off.</param>
public readonly record struct ShownLine(string Name, decimal? Quantity, decimal Amount)
{
    // A part of a quantity is a quotient, and shown to as many places as a quantity has.
    private const int QuantityPlaces = 6;

    internal static IEnumerable<ShownLine> Of(InvoiceLine line)
    {
        var (body, covered) = (line.Line, line.Covered);
        if (covered == 0m)
        {
            yield return new(body.Charge, body.Quantity, body.Amount);
            yield break;
        }

        var part = Quotient.Round(Exact.Multiply(body.Quantity, covered), body.Amount, QuantityPlaces, RoundingRule.HalfAwayFromZero);
        yield return new(body.Charge, part, covered);
        yield return new("commitment", null, -covered);
        var left = Exact.Subtract(body.Amount, covered);
        if (left != 0m) yield return new(body.Charge, Exact.Subtract(body.Quantity, part), left);
    }
}
