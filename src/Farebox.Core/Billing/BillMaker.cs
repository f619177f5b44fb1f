using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>Makes a bill of what a period came to: lines, what is adjusted over a charge, what is adjusted over the bill, and the total.</summary>
internal static class BillMaker
{
    public static Bill Make(Plan plan, Statement statement)
    {
        var terms = statement.Version?.Terms ?? new PlanTerms();
        var pricer = new LinePricer(plan, new(terms, statement));
        var lines = ImmutableArray.CreateBuilder<BillLine>();
        var adjustments = ImmutableArray.CreateBuilder<BillAdjustment>();
        lines.AddRange(terms.Fees.Select(fee => FeeLine(plan, fee)));
        foreach (var charge in terms.Charges.Select(charge => charge.Id).Union(statement.Charges, StringComparer.Ordinal).ToArray())
        {
            var own = statement.Lines(charge).Select(pricer.Price).ToArray();
            lines.AddRange(own);
            var overall = terms.Charges.FirstOrDefault(known => known.Id == charge)?.Overall;
            if (Adjust(plan, overall, own.Sum(line => line.Exact), charge, statement) is { } adjustment) adjustments.Add(adjustment);
        }

        var sum = lines.Sum(line => line.Amount) + adjustments.Sum(adjustment => adjustment.Amount);
        if (Adjust(plan, terms.Overall, sum, null, statement) is { } whole) adjustments.Add(whole);
        return Finish(plan, statement, pricer, lines.ToImmutable(), adjustments.ToImmutable());
    }

    private static Bill Finish(Plan plan, Statement statement, LinePricer pricer, ImmutableArray<BillLine> lines, ImmutableArray<BillAdjustment> adjustments)
    {
        // What the costs refuse is no fault of the bill; it makes the cost unknown.
        var costPricer = new LinePricer(plan, new(new(), statement));
        var costs = statement.Costs.Order(StringComparer.Ordinal).SelectMany(cost => statement.Lines(cost, isCost: true)).Select(costPricer.Price).ToImmutableArray();
        var isCosted = plan.Versions.Any(version => version.Terms.Costs.Length > 0) && statement.Uncosted == 0 && costPricer.Refused.Events == 0;
        return new()
        {
            Account = statement.Account,
            Period = statement.Period,
            Lines = lines,
            Adjustments = adjustments,
            Total = lines.Sum(line => line.Amount) + adjustments.Sum(adjustment => adjustment.Amount),
            Costs = costs,
            Cost = isCosted ? costs.Sum(line => line.Amount) : null,
            Unrated = [.. statement.Unrated.Listed(), .. pricer.Refused.Listed()],
            RatedEvents = Math.Max(0, statement.RatedEvents - pricer.Refused.Events),
        };
    }

    private static BillLine FeeLine(Plan plan, RecurringFee fee) => new()
    {
        Charge = fee.Id,
        Kind = LineKind.Fee,
        Quantity = 1m,
        Exact = fee.Amount,
        Amount = plan.Rounding.Round(fee.Amount),
        Steps = [new("fee", 1m, fee.Amount, fee.Amount)],
    };

    // The terms price the amount as if it were a quantity at one each, so discounts, minimum and maximum have the one formula they have everywhere.
    private static BillAdjustment? Adjust(Plan plan, ChargeModel? overall, decimal amount, string? charge, Statement statement)
    {
        if (overall is null || overall.Refuses(amount, new(statement.Period.Start)) is not null) return null;

        var working = new Working();
        var difference = overall.Price(amount, new(statement.Period.Start), working) - amount;
        if (difference == 0m) return null;

        var reasons = working.Steps.Skip(1).Where(step => step.Total != 0m).Select(step => step.Reason);
        return new(charge, string.Join(", ", reasons), difference, plan.Rounding.Round(difference));
    }
}
