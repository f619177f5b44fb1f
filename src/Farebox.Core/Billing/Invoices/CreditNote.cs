using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Invoices;

/// <summary>What is given back of an invoice that is final: parts of its lines, the discounts they had, and their taxes.</summary>
/// <remarks>Shares of tax are taken from the running total of what has been credited, so that notes on all of an invoice add up to it.</remarks>
public sealed record CreditNote
{
    // What a line's discount is of what is credited of it is a quotient, and kept to as many places as a price has.
    private const int SharePlaces = 12;

    /// <summary>Without tax, rounded once.</summary>
    public required decimal SubTotal { get; init; }

    /// <summary>What the credited parts had been discounted by, rounded.</summary>
    public required decimal DiscountTaken { get; init; }

    /// <summary>The tax of each code; together <see cref="TaxTotal"/>.</summary>
    public required ImmutableArray<NamedAmount> Taxes { get; init; }

    public required decimal TaxTotal { get; init; }

    /// <summary>How many percent the taxes are on average, weighted by what is credited; rounded to five decimal places.</summary>
    public required decimal EffectivePercent { get; init; }

    public decimal Total => Exact.Add(SubTotal, TaxTotal);

    /// <param name="lines">At least one.</param>
    /// <param name="rounding">How the invoice rounds its lines.</param>
    /// <param name="noteRounding">Whether the parts or the total are rounded as they are.</param>
    /// <exception cref="OverflowException">An amount does not fit.</exception>
    public static CreditNote Of(ImmutableArray<CreditedLine> lines, LineRounding rounding, NoteRounding noteRounding = NoteRounding.Parts)
    {
        ArgumentNullException.ThrowIfNull(rounding);
        var (net, discount, exact, before) = (0m, 0m, new NamedSums(), 0m);
        foreach (var line in lines)
        {
            var taken = DiscountOf(line, line.Credit);
            var own = Exact.Subtract(line.Credit, taken);
            (net, discount) = (Exact.Add(net, own), Exact.Add(discount, taken));
            var earlier = Exact.Subtract(line.CreditedBefore, DiscountOf(line, line.CreditedBefore));
            foreach (var (code, percent) in line.Taxes)
            {
                var factor = Exact.Multiply(percent, 0.01m);
                exact.Add(code, Exact.Multiply(own, factor));
                before = Exact.Add(before, Exact.Multiply(earlier, factor));
            }
        }

        var taxes = exact.All;
        var sum = taxes.Aggregate(0m, (total, tax) => Exact.Add(total, tax.Amount));
        var subTotal = rounding.Round(net);
        var taxTotal = noteRounding == NoteRounding.Total
            ? Exact.Subtract(rounding.Round(Exact.Add(net, sum)), subTotal)
            : Exact.Subtract(rounding.Round(Exact.Add(before, sum)), rounding.Round(before));
        return new()
        {
            SubTotal = subTotal,
            DiscountTaken = rounding.Round(discount),
            Taxes = sum == 0m ? taxes : [.. taxes.Zip(LargestRemainder.Split(taxTotal, [.. taxes.Select(tax => tax.Amount)], rounding.Decimals), (tax, share) => tax with { Amount = share })],
            TaxTotal = taxTotal,
            EffectivePercent = EffectiveOf(lines),
        };
    }

    /// <summary>What may be credited of something that was paid: never more than that, less what has been credited before, and never below zero.</summary>
    public static decimal Bounded(decimal computed, decimal paid, decimal creditedBefore) => Math.Max(0m, Math.Min(computed, Exact.Subtract(paid, creditedBefore)));

    private static decimal DiscountOf(CreditedLine line, decimal credited) =>
        line.Discount == 0m || line.Amount == 0m ? 0m : Quotient.Round(Exact.Multiply(line.Discount, credited), line.Amount, SharePlaces, RoundingRule.HalfAwayFromZero);

    private static decimal EffectiveOf(ImmutableArray<CreditedLine> lines)
    {
        var credited = lines.Aggregate(0m, (sum, line) => Exact.Add(sum, line.Credit));
        var weighted = lines.Aggregate(0m, (sum, line) => Exact.Add(sum, Exact.Multiply(line.Credit, line.Taxes.Aggregate(0m, (percent, tax) => Exact.Add(percent, tax.Percent)))));
        return credited == 0m ? 0m : Quotient.Round(weighted, credited, 5, RoundingRule.HalfAwayFromZero);
    }
}

/// <summary>A part of a line that is credited.</summary>
/// <param name="Credit">Of the line's amount as it was priced, without tax.</param>
/// <param name="Amount">The line's whole amount, before discounts.</param>
/// <param name="Discount">What had been taken off the whole line.</param>
/// <param name="CreditedBefore">What earlier notes have credited of it.</param>
/// <param name="Taxes">Its taxes: code and percent.</param>
public sealed record CreditedLine(decimal Credit, decimal Amount, decimal Discount, decimal CreditedBefore, ImmutableArray<(string Code, decimal Percent)> Taxes);

/// <summary>What of a credit note is rounded as it is.</summary>
public enum NoteRounding
{
    /// <summary>Its parts; the total is their sum.</summary>
    Parts,

    /// <summary>Its total; the tax takes what is left.</summary>
    Total,
}
