using System.Collections.Immutable;
using Farebox.Billing.Outcomes;
using Farebox.Billing.Subscriptions;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Invoices;

/// <summary>Makes lines of an invoice of what was computed elsewhere: use, fees and outcomes.</summary>
public static class DraftLines
{
    /// <summary>The use of a bill with what its plan adjusts; its fees are left to the subscription.</summary>
    public static ImmutableArray<BillLine> OfUse(Bill bill)
    {
        ArgumentNullException.ThrowIfNull(bill);
        return
        [
            .. bill.Lines.Where(line => line.Kind != LineKind.Fee),
            .. bill.Adjustments.Select(adjustment => Line(adjustment.Charge ?? "bill", LineKind.Adjustment, 1m, adjustment.Exact, adjustment.Amount, adjustment.Reason)),
        ];
    }

    /// <summary>What a subscription is charged and credited on the invoice, without what goes to the account.</summary>
    public static ImmutableArray<BillLine> OfFees(FeeStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return
        [
            .. statement.Lines.Where(line => !line.ToAccount).Select(line => Line(
                line.Piece.Item, LineKind.Fee, line.Piece.Quantity, line.Amount, line.Amount, $"{(line.IsCredit ? "credit of" : "charge for")} {line.Piece.Share} of a cycle at {DecimalText.Format(line.Piece.Full)}")),
        ];
    }

    /// <summary>What outcomes come to, one line for what was achieved and one for what was reversed.</summary>
    /// <param name="charge">What the line is called.</param>
    /// <param name="outcomes">Those of the period.</param>
    /// <param name="price">What so many cost; it prices those that are achieved and those that are reversed, each together.</param>
    /// <param name="rounding">How a line is rounded.</param>
    public static ImmutableArray<BillLine> OfOutcomes(string charge, ImmutableArray<OutcomeLine> outcomes, ChargeModel price, LineRounding rounding)
    {
        ArgumentNullException.ThrowIfNull(price);
        ArgumentNullException.ThrowIfNull(rounding);
        var lines = ImmutableArray.CreateBuilder<BillLine>();
        foreach (var group in outcomes.GroupBy(outcome => outcome.Change).OrderByDescending(group => group.Key))
        {
            var quantity = (decimal)group.Count();
            var exact = Exact.Multiply(price.Price(quantity, new(group.First().At), null), group.Key);
            lines.Add(Line(charge, LineKind.Outcome, quantity * group.Key, exact, rounding.Round(exact), group.Key > 0 ? "achieved" : "reversed"));
        }

        return lines.ToImmutable();
    }

    private static BillLine Line(string charge, LineKind kind, decimal quantity, decimal exact, decimal amount, string reason) => new()
    {
        Charge = charge,
        Kind = kind,
        Quantity = quantity,
        Exact = exact,
        Amount = amount,
        Steps = [new(reason, quantity, 0m, exact)],
    };
}
