using System.Collections.Immutable;
using Farebox.Billing.Contracts;
using Farebox.Money;

namespace Farebox.Billing.Invoices;

/// <summary>The bill of a period, computed: what each line comes to, and what is taken off, added and paid over all of them.</summary>
public sealed record Invoice
{
    /// <summary>Those of the draft in their order, then the line of a minimum.</summary>
    public required ImmutableArray<InvoiceLine> Lines { get; init; }

    /// <summary>The lines before anything is taken off.</summary>
    public required decimal Gross { get; init; }

    /// <summary>What each coupon takes off, without those that take nothing.</summary>
    public required ImmutableArray<NamedAmount> Discounts { get; init; }

    /// <summary>What each commitment covers.</summary>
    public required ImmutableArray<NamedAmount> Commitments { get; init; }

    /// <summary>What is left of the commitments.</summary>
    public required ImmutableArray<CommitmentBalance> CommitmentsAfter { get; init; }

    /// <summary>What each credit pays.</summary>
    public required ImmutableArray<NamedAmount> Credits { get; init; }

    /// <summary>What each tax comes to, and what is taken off for tax that was paid with credit.</summary>
    public required ImmutableArray<NamedAmount> Taxes { get; init; }

    /// <summary>What of the taxes is in the prices already.</summary>
    public required decimal IncludedTax { get; init; }

    /// <summary>The order of computation with the total after each step.</summary>
    public required ImmutableArray<InvoiceStep> Steps { get; init; }

    /// <summary>What rounding added or took off, over everything: a line of its own, so that the invoice is the sum of what it shows.</summary>
    public required decimal Rounding { get; init; }

    /// <summary>What the customer was owed from before and pays with.</summary>
    public required decimal BalanceUsed { get; init; }

    /// <summary>What is left to pay; below zero where the customer is owed.</summary>
    public required decimal Due { get; init; }

    public decimal DiscountTotal => Discounts.Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));

    public decimal TaxTotal => Taxes.Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));

    public decimal CreditTotal => Credits.Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));

    /// <summary>The lines as a customer reads them.</summary>
    public IEnumerable<ShownLine> Shown() => Lines.SelectMany(ShownLine.Of);

    /// <summary>How many percent the taxes are on average, weighted by what the lines come to; the plain mean where they come to nothing. Rounded to five decimal places.</summary>
    public decimal EffectivePercent(TaxTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (Lines.IsEmpty) return 0m;

        var isWeighted = Lines.Any(line => line.Net != 0m);
        var (sum, weight) = (0m, 0m);
        foreach (var line in Lines)
        {
            var own = isWeighted ? line.Net : 1m;
            weight = Exact.Add(weight, own);
            sum = Exact.Add(sum, Exact.Multiply(own, terms.Of(line.Line).Aggregate(0m, (percent, rate) => Exact.Add(percent, rate.Percent))));
        }

        return weight == 0m ? 0m : Quotient.Round(sum, weight, 5, RoundingRule.HalfAwayFromZero);
    }

    public decimal CommitmentTotal => Commitments.Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));
}

/// <summary>A line of an invoice with what became of it.</summary>
/// <param name="Line">As it is priced.</param>
/// <param name="Discount">What coupons take off.</param>
/// <param name="Covered">What commitments cover.</param>
/// <param name="Credited">What credit pays.</param>
/// <param name="Taxes">What each tax comes to, exactly; those that prices include, too.</param>
public sealed record InvoiceLine(BillLine Line, decimal Discount, decimal Covered, decimal Credited, ImmutableArray<NamedAmount> Taxes)
{
    public decimal Net => Exact.Subtract(Line.Amount, Discount);

    /// <summary>What is still to be paid of it, without tax.</summary>
    public decimal Left => Exact.Subtract(Exact.Subtract(Net, Covered), Credited);
}

/// <summary>An amount with the id of what it is of.</summary>
public readonly record struct NamedAmount(string Id, decimal Amount);

/// <summary>One step of the computation of an invoice.</summary>
/// <param name="Name">One of <c>lines</c>, <c>discounts</c>, <c>minimum</c>, <c>maximum</c>, <c>commitments</c>, <c>credits</c>, <c>tax</c>, <c>rounding</c>, <c>balance</c>.</param>
/// <param name="Change">What it adds; below zero for what it takes off.</param>
/// <param name="Total">What is due after it.</param>
public readonly record struct InvoiceStep(string Name, decimal Change, decimal Total);
