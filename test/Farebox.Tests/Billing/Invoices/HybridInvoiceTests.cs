using Farebox.Billing;
using Farebox.Billing.Contracts;
using Farebox.Billing.Invoices;
using Farebox.Billing.Outcomes;
using Farebox.Billing.Subscriptions;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Tests.Billing.Invoices;

/// <summary>One invoice with every kind of line: fee, seats added in mid-period, metered use, outcomes, a commitment, a coupon, credit and tax.</summary>
public sealed class HybridInvoiceTests
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_kind_of_line_stands_on_one_invoice_and_they_sum_to_it()
    {
        var invoice = InvoiceMaker.Make(Draft());

        Assert.Equal(
            ["tokens 300", "platform 99", "seats -60", "seats 100", "platform 99", "seats 100", "resolved 1.98", "resolved -0.99"],
            invoice.Lines.Select(line => $"{line.Line.Charge} {line.Line.Amount:0.##}"));
        Assert.Equal(200m, invoice.CommitmentTotal);
        Assert.Equal(invoice.Due, invoice.Lines.Sum(line => line.Left) + invoice.TaxTotal + invoice.Rounding);
        Assert.All(invoice.Lines, line => Assert.Equal(line.Line.Exact, line.Line.Steps.Sum(step => step.Total)));
    }

    [Fact]
    public void Without_the_commitment_more_is_due() =>
        Assert.Equal(200m, InvoiceMaker.Make(Draft() with { Commitments = [] }).Due - InvoiceMaker.Make(Draft()).Due);

    private static InvoiceDraft Draft()
    {
        var bill = Billed.One(Billed.Plan("""
            fees: {platform: 99}
            charges:
              tokens: {meter: llm, prices: [{class: input, unit_price: 3}]}
            """), "acme 2026-07-03 input=60", "acme 2026-07-20 input=40");
        var subscription = new Subscription(
            CycleAnchor.Calendar(new(CadenceUnit.Month, 1), TimeZoneInfo.Utc), July, [new("platform", new FlatCharge(99m)), new("seats", new PerUnitCharge(20m), 3m)], new() { Measure = ProrationMeasure.Day });
        var first = FeeStatement.Of(subscription, [], July, Drafted.Cents);
        var more = subscription.With(new QuantitySet(July, "seats", 5m));
        var fees = FeeStatement.Of(more, first.Standing, July.AddMonths(1), Drafted.Cents);
        var outcomes = new OutcomeCount(new()).Billed(
            [new("a", July.AddDays(2), OutcomeSignalKind.Confirmed), new("b", July.AddDays(3), OutcomeSignalKind.Confirmed), new("b", July.AddDays(9), OutcomeSignalKind.Reversed)], July.AddMonths(1), BillingCycle.Monthly.PeriodOf);
        return new()
        {
            Currency = "USD",
            Rounding = Drafted.Cents,
            Lines = [.. DraftLines.OfUse(bill), .. DraftLines.OfFees(first).Take(1), .. DraftLines.OfFees(fees), .. DraftLines.OfOutcomes("resolved", outcomes, new PerUnitCharge(0.99m), Drafted.Cents)],
            Coupons = [Coupon.OfPercent("start", 10m) with { Scope = new() { Charges = ["platform"] } }],
            Commitments = [new(new Commitment("year", 200m) { IsPrepaid = true, Scope = new() { Kinds = [LineKind.Usage] } })],
            Credits = [new("gift", 25m)],
            Taxes = new() { Rates = [new("vat", 19m)] },
        };
    }
}
