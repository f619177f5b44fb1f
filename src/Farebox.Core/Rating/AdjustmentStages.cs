using Farebox.Money;

namespace Farebox.Rating;

/// <summary>What an adjusted charge does to the price of its model, stage by stage on running totals.</summary>
internal static class AdjustmentStages
{
    /// <summary>The line in money, with a step for what rounding changed.</summary>
    public static decimal Rounded(decimal line, int places, Working? working)
    {
        var rounded = Quotient.Round(line, places, RoundingRule.HalfAwayFromZero);
        if (rounded != line) working?.Add("rounded", 0m, 0m, Exact.Subtract(rounded, line));
        return rounded;
    }

    /// <summary>Less the percentage, which needs no totals.</summary>
    public static decimal Discounted(AdjustedCharge charge, decimal line, Working? working)
    {
        var off = Exact.Multiply(line, Percent.Rate(charge.DiscountPercent));
        if (off != 0m) working?.Add("discount percent", line, Percent.Rate(charge.DiscountPercent), -off);
        return Exact.Subtract(line, off);
    }

    /// <param name="before">What the model priced before; null: nothing has been priced, not even a minimum.</param>
    /// <param name="line">What it prices now.</param>
    public static decimal Price(AdjustedCharge charge, decimal? before, decimal line, Working? working)
    {
        var now = Of(charge, Exact.Add(before ?? 0m, line));
        var then = before is { } gross ? Of(charge, gross) : default;
        if (working is not null)
        {
            Explain(working, "discount amount", (then.Gross, now.Gross), (then.LessAmount, now.LessAmount));
            Explain(working, "discount percent", (then.LessAmount, now.LessAmount), (then.LessPercent, now.LessPercent));
            Explain(working, "minimum", (then.LessPercent, now.LessPercent), (then.AtLeast, now.AtLeast));
            Explain(working, "maximum", (then.AtLeast, now.AtLeast), (then.AtMost, now.AtMost));
        }

        return Exact.Subtract(now.AtMost, then.AtMost);
    }

    private static Totals Of(AdjustedCharge charge, decimal gross)
    {
        var lessAmount = Math.Max(0m, Exact.Subtract(gross, charge.DiscountAmount));
        var lessPercent = Exact.Subtract(lessAmount, Exact.Multiply(lessAmount, Percent.Rate(charge.DiscountPercent)));
        var atLeast = charge.Minimum is { } least && lessPercent < least ? least : lessPercent;
        var atMost = charge.Maximum is { } most && atLeast > most ? most : atLeast;
        return new(gross, lessAmount, lessPercent, atLeast, atMost);
    }

    private static void Explain(Working working, string reason, (decimal Then, decimal Now) from, (decimal Then, decimal Now) to)
    {
        var change = Exact.Subtract(Exact.Subtract(to.Now, from.Now), Exact.Subtract(to.Then, from.Then));
        if (change != 0m) working.Add(reason, 0m, 0m, change);
    }

    private readonly record struct Totals(decimal Gross, decimal LessAmount, decimal LessPercent, decimal AtLeast, decimal AtMost);
}
