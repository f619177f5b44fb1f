using System.Collections.Immutable;
using Farebox.Billing.Contracts;
using Farebox.Money;

namespace Farebox.Billing.Invoices;

/// <summary>Computes an invoice in one order: lines, discounts, minimum, maximum, commitments, credits, tax, rounding, balance.</summary>
/// <remarks>Quantities, charges and their own discounts come before: they make the lines. Every step leaves what it did.</remarks>
public static class InvoiceMaker
{
    /// <exception cref="OverflowException">An amount does not fit.</exception>
    public static Invoice Make(InvoiceDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var steps = new StepList();
        var work = draft.Lines.Select(line => new LineWork(line)).ToList();
        var gross = Sum(work, line => line.Line.Amount);
        steps.Add("lines", gross);

        var discounts = new DiscountStage(draft).Take(work);
        steps.Add("discounts", -Total(discounts));
        if (Missing(draft, work) is { } minimum) work.Add(new(minimum));
        steps.Add("minimum", Sum(work.Skip(draft.Lines.Length), line => line.Line.Amount));
        var above = TakeMaximum(draft, work);
        steps.Add("maximum", -above);

        var drawdown = new Drawdown(draft.Commitments);
        var (commitments, surcharge) = Draw(draft, work, drawdown);
        if (surcharge is not null) work.Add(new(surcharge));
        steps.Add("commitments", Exact.Subtract(surcharge?.Amount ?? 0m, Total(commitments)));
        var credits = Pay(draft.Credits, work);
        steps.Add("credits", -Total(credits.Select(credit => credit.Named)));

        var tax = new TaxStage(draft).Of(work, credits);
        steps.Add("tax", Exact.Subtract(Total(tax.Taxes), tax.Included));
        var due = draft.Rounding.Round(steps.Total);
        var rounding = Exact.Subtract(due, steps.Total);
        steps.Add("rounding", rounding);
        var balance = Math.Clamp(due, 0m, draft.Balance);
        steps.Add("balance", -balance);
        return new()
        {
            Lines = [.. work.Select(line => line.Done(tax.OfLine(line)))],
            Gross = gross,
            Discounts = above > 0m ? discounts.Add(new("maximum", above)) : discounts,
            Commitments = commitments,
            CommitmentsAfter = drawdown.Balances,
            Credits = [.. credits.Select(credit => credit.Named)],
            Taxes = tax.Taxes,
            IncludedTax = tax.Included,
            Steps = steps.Steps,
            Rounding = rounding,
            BalanceUsed = balance,
            Due = Exact.Subtract(due, balance),
        };
    }

    private static BillLine? Missing(InvoiceDraft draft, List<LineWork> work)
    {
        if (draft.Minimum is not { } minimum) return null;

        var reached = Sum(work, line => draft.Policy.MinimumBase == MinimumBase.BeforeDiscounts ? line.Line.Amount : line.Net);
        var missing = draft.Rounding.Round(Exact.Subtract(minimum, reached));
        return missing <= 0m ? null : new()
        {
            Charge = "minimum",
            Kind = LineKind.TrueUp,
            Quantity = 1m,
            Exact = missing,
            Amount = missing,
            Steps = [new("minimum", 1m, minimum, minimum), new("reached", 1m, -reached, -reached)],
        };
    }

    // What is above the maximum is a discount of the lines, shared out as any other, so that taxes are of what is left.
    private static decimal TakeMaximum(InvoiceDraft draft, List<LineWork> work)
    {
        var net = Sum(work, line => line.Net);
        if (draft.Maximum is not { } maximum || net <= maximum) return 0m;

        var above = Exact.Subtract(net, maximum);
        DiscountStage.Share(above, [.. work.Where(line => line.Net > 0m)], draft);
        return above;
    }

    private static (ImmutableArray<NamedAmount> Drawn, BillLine? Surcharge) Draw(InvoiceDraft draft, List<LineWork> work, Drawdown drawdown)
    {
        var (drawn, surcharge, above) = (new NamedSums(), 0m, 0m);
        foreach (var line in work)
        {
            var taken = drawdown.Take(line.Line, line.Net);
            foreach (var draw in taken.Draws.Where(draw => draw.Commitment.IsPrepaid && !draw.Commitment.IsNested))
            {
                line.Covered = Exact.Add(line.Covered, draw.Amount);
                drawn.Add(draw.Commitment.Id, draw.Amount);
            }

            (surcharge, above) = (Exact.Add(surcharge, taken.Surcharge), Exact.Add(above, taken.Above));
        }

        if (surcharge == 0m) return (drawn.All, null);
        return (drawn.All, new()
        {
            Charge = "overage",
            Quantity = above,
            Exact = surcharge,
            Amount = draft.Rounding.Round(surcharge),
            Steps = [new("above the commitment", above, 0m, surcharge)],
        });
    }

    private static List<PaidCredit> Pay(ImmutableArray<InvoiceCredit> credits, List<LineWork> work)
    {
        var paid = new List<PaidCredit>();
        foreach (var credit in credits)
        {
            // A line below zero makes less to be paid of the others, so that credit is not used up by what is given back.
            var below = work.Where(line => credit.Scope.Admits(line.Line)).Aggregate(0m, (sum, line) => Exact.Add(sum, Math.Min(0m, line.Left)));
            var (left, used) = (credit.Available, 0m);
            foreach (var line in work.Where(line => line.Left > 0m && credit.Scope.Admits(line.Line)))
            {
                var spared = Math.Min(-below, line.Left);
                below = Exact.Add(below, spared);
                var part = Math.Min(left, Exact.Subtract(line.Left, spared));
                line.Credited = Exact.Add(line.Credited, part);
                (left, used) = (Exact.Subtract(left, part), Exact.Add(used, part));
            }

            if (used > 0m) paid.Add(new(credit, used));
        }

        return paid;
    }

    internal static decimal Sum(IEnumerable<LineWork> lines, Func<LineWork, decimal> amount) => lines.Aggregate(0m, (sum, line) => Exact.Add(sum, amount(line)));

    private static decimal Total(IEnumerable<NamedAmount> amounts) => amounts.Aggregate(0m, (sum, item) => Exact.Add(sum, item.Amount));

    private sealed class StepList
    {
        private readonly ImmutableArray<InvoiceStep>.Builder _steps = ImmutableArray.CreateBuilder<InvoiceStep>();

        public ImmutableArray<InvoiceStep> Steps => _steps.ToImmutable();

        public decimal Total { get; private set; }

        public void Add(string name, decimal change)
        {
            Total = Exact.Add(Total, change);
            if (change != 0m || _steps.Count == 0) _steps.Add(new(name, change, Total));
        }
    }
}
