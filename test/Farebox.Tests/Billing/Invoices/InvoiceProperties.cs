using Farebox.Billing.Invoices;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Billing.Invoices;

/// <summary>What holds for every invoice, whatever its lines, discounts, commitments and credits are.</summary>
public sealed class InvoiceProperties
{
    private static readonly Arbitrary<InvoiceDraft> Drafts = Arb.From(
        from amounts in Gen.Choose(-2_000, 20_000).ListOf()
        from coupon in Gen.Choose(0, 30_000)
        from percent in Gen.Choose(0, 120)
        from commitment in Gen.Choose(0, 20_000)
        from credit in Gen.Choose(0, 20_000)
        from balance in Gen.Choose(0, 3_000)
        from rounding in Gen.Elements(TaxRounding.Once, TaxRounding.PerTax, TaxRounding.PerLine)
        from taxBase in Gen.Elements(TaxBase.BeforeCredits, TaxBase.AfterCredits)
        select Drafted.Of([.. amounts.Take(9).Select(amount => amount / 100m)]) with
        {
            Coupons = [Coupon.OfAmount("amount", coupon / 100m), Coupon.OfPercent("percent", percent)],
            Commitments = [new(new("first", commitment / 100m) { IsPrepaid = true }), new(new("second", 50m) { Priority = 1, IsPrepaid = true, OverageFactor = 1.2m })],
            Credits = [new("paid", credit / 100m) { TaxPercent = 5m }, new("gift", 10m)],
            Balance = balance / 100m,
            Taxes = new() { Rates = [new("vat", 19m), new("city", 1.5m)] },
            Policy = new() { TaxRounding = rounding, TaxBase = taxBase },
        });

    [Fact]
    public void An_invoice_is_the_sum_of_its_lines_its_taxes_and_its_rounding() => Prop.ForAll(Drafts, draft => IsSum(InvoiceMaker.Make(draft))).QuickCheckThrowOnFailure();

    [Fact]
    public void An_invoice_that_loses_a_cent_is_seen()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(10m, 20m));

        Assert.True(IsSum(invoice));
        Assert.False(IsSum(invoice with { Due = invoice.Due - 0.01m }));
    }

    [Fact]
    public void Nothing_takes_more_than_there_is() => Prop.ForAll(Drafts, draft =>
    {
        var invoice = InvoiceMaker.Make(draft);
        return invoice.Lines.All(line => line.Line.Amount < 0m || (line.Net >= 0m && line.Left >= 0m))
            && invoice.Credits.All(used => used.Amount <= draft.Credits.Single(credit => credit.Id == used.Id).Available)
            && invoice.Commitments.All(used => used.Amount <= draft.Commitments.Single(balance => balance.Commitment.Id == used.Id).Commitment.Amount);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_coupon_takes_off_is_what_the_lines_lose() => Prop.ForAll(Drafts, draft =>
    {
        var invoice = InvoiceMaker.Make(draft);
        return invoice.DiscountTotal == invoice.Lines.Sum(line => line.Discount);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Credit_notes_on_all_of_a_line_add_up_to_it_in_however_many_parts() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 9_999).ListOf().Select(parts => parts.Take(6).ToArray())), parts =>
        {
            var (amount, before, subTotal, tax) = (parts.Sum() / 100m, 0m, 0m, 0m);
            foreach (var part in parts)
            {
                var note = CreditNote.Of([new(part / 100m, amount, 0m, before, [("vat", 19m), ("city", 1.25m)])], Drafted.Cents);
                (before, subTotal, tax) = (before + (part / 100m), subTotal + note.SubTotal, tax + note.TaxTotal);
            }

            return subTotal == amount && tax == Drafted.Cents.Round(amount * 0.2025m);
        }).QuickCheckThrowOnFailure();

    private static bool IsSum(Invoice invoice) =>
        invoice.Due == invoice.Lines.Sum(line => line.Left) + invoice.TaxTotal - invoice.IncludedTax + invoice.Rounding - invoice.BalanceUsed;
}
