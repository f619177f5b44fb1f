using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Invoices;

/// <summary>Takes coupons off lines, one after the other, each from what those before have left. Lines below zero take no discount.</summary>
internal sealed class DiscountStage(InvoiceDraft draft)
{
    public ImmutableArray<NamedAmount> Take(List<LineWork> work)
    {
        var taken = new NamedSums();
        foreach (var coupon in InOrder(draft.Coupons))
        {
            LineWork[] lines = coupon.Currency is null || coupon.Currency == draft.Currency ? [.. work.Where(line => line.Net > 0m && coupon.Scope.Admits(line.Line))] : [];
            if (lines.Length == 0) continue;

            var total = coupon.Percent is { } percent ? TakePercent(lines, percent) : Share(Math.Min(coupon.Amount!.Value, InvoiceMaker.Sum(lines, line => line.Net)), lines, draft);
            if (total > 0m) taken.Add(coupon.Id, total);
        }

        return taken.All;
    }

    /// <summary>Shares an amount out by what the lines come to, so that it is taken off in whole.</summary>
    /// <param name="amount">At most what the lines come to.</param>
    internal static decimal Share(decimal amount, LineWork[] lines, InvoiceDraft draft)
    {
        var places = draft.Policy.ShareDecimals ?? draft.Rounding.Decimals;
        var whole = Quotient.Round(amount, places, RoundingRule.HalfAwayFromZero);
        ImmutableArray<decimal> weights = [.. lines.Select(line => line.Net)];
        var shares = draft.Policy.ShareRest == ShareRest.Last ? LastShare.Split(whole, weights, places) : LargestRemainder.Split(whole, weights, places);
        for (var i = 0; i < lines.Length; i++) lines[i].Discount = Exact.Add(lines[i].Discount, shares[i]);
        return whole;
    }

    // Each line by itself: a percentage of a line is rounded as the line is.
    private decimal TakePercent(LineWork[] lines, decimal percent)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            var share = draft.Policy.ShareDecimals is { } places
                ? Quotient.Round(Exact.Multiply(line.Net, percent), 100m, places, RoundingRule.HalfAwayFromZero)
                : draft.Rounding.RoundPart(line.Net, percent, 100m);
            line.Discount = Exact.Add(line.Discount, share);
            sum = Exact.Add(sum, share);
        }

        return sum;
    }

    private IEnumerable<Coupon> InOrder(ImmutableArray<Coupon> coupons)
    {
        var policy = draft.Policy;
        return coupons.OrderBy(coupon => policy.IsNarrowFirst ? coupon.Scope.Breadth : 0).ThenBy(coupon => policy.CouponOrder switch
        {
            CouponOrder.AmountFirst => coupon.Percent is null ? 0 : 1,
            CouponOrder.PercentFirst => coupon.Percent is null ? 1 : 0,
            _ => 0,
        });
    }
}
