using Farebox.Billing.Invoices;

namespace Farebox.Tests.Billing.Invoices;

public sealed class InvoiceMakerTests
{
    private static readonly TaxTerms Vat = new() { Rates = [new("vat", 10m)] };

    [Fact]
    public void The_steps_are_taken_in_one_order_and_say_what_they_did()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(80m, 20m) with
        {
            Coupons = [Coupon.OfPercent("tenth", 10m), Coupon.OfAmount("ten", 10m)],
            Minimum = 90m,
            Commitments = [new(new("year", 50m) { IsPrepaid = true })],
            Credits = [new("gift", 15m)],
            Taxes = Vat,
            Balance = 4m,
        });

        Assert.Equal(
            ["lines 100", "discounts -19", "minimum 9", "commitments -50", "credits -15", "tax 9", "balance -4"],
            invoice.Steps.Select(step => $"{step.Name} {step.Change:0.##}"));
        Assert.Equal(30m, invoice.Due);
        Assert.Equal(invoice.Due, invoice.Steps[^1].Total);
    }

    [Fact]
    public void Amounts_before_percentages_and_the_other_way_round_are_two_discounts()
    {
        var draft = Drafted.Of(100m) with { Coupons = [Coupon.OfPercent("percent", 10m), Coupon.OfAmount("amount", 50m)] };

        Assert.Equal(55m, InvoiceMaker.Make(draft).DiscountTotal);
        Assert.Equal(60m, InvoiceMaker.Make(draft with { Policy = new() { CouponOrder = CouponOrder.PercentFirst } }).DiscountTotal);
    }

    [Fact]
    public void Credit_pays_the_net_and_not_what_is_given_back_on_another_line()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(120m, -40m) with { Credits = [new("gift", 100m)] });

        Assert.Equal((80m, 0m), (invoice.CreditTotal, invoice.Due));
    }

    [Theory]
    [InlineData(TaxBase.BeforeCredits, 10, 10)]
    [InlineData(TaxBase.AfterCredits, 0, 0)]
    public void Tax_is_of_what_was_served_or_of_what_credit_leaves(TaxBase taxBase, int tax, int due)
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(100m) with { Credits = [new("paid", 200m)], Taxes = Vat, Policy = new() { TaxBase = taxBase } });

        Assert.Equal(((decimal)tax, (decimal)due), (invoice.TaxTotal, invoice.Due));
    }

    [Fact]
    public void Prices_that_include_tax_are_not_taxed_again()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(119m) with { Taxes = new() { Rates = [new("vat", 19m) { IsInclusive = true }] } });

        Assert.Equal((19m, 19m, 119m), (invoice.TaxTotal, invoice.IncludedTax, invoice.Due));
    }

    [Fact]
    public void The_most_exact_place_and_category_decides()
    {
        var terms = new TaxTerms
        {
            Rates = [new("world", 1m), new("us", 5m) { Country = "US" }, new("ca", 7.25m) { Country = "US", Region = "CA" }, new("ca-books", 2m) { Country = "US", Region = "CA", Category = "books" }],
            Country = "US",
            Region = "CA",
        };

        Assert.Equal("ca", Assert.Single(terms.Of(Drafted.Line("a", 1m))).Code);
        Assert.Equal("ca-books", Assert.Single(terms.Of(Drafted.Line("a", 1m) with { TaxCategory = "books" })).Code);
        Assert.Equal("us", Assert.Single((terms with { Region = "NY" }).Of(Drafted.Line("a", 1m))).Code);
        Assert.Equal("world", Assert.Single((terms with { Country = "DE", Region = "" }).Of(Drafted.Line("a", 1m))).Code);
        Assert.Empty((terms with { IsExempt = true }).Of(Drafted.Line("a", 1m)));
    }

    [Fact]
    public void What_is_above_a_commitment_costs_more_and_says_so()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(130m) with { Commitments = [new(new("year", 100m) { IsPrepaid = true, OverageFactor = 1.5m })] });

        Assert.Equal((100m, 45m), (invoice.CommitmentTotal, invoice.Due));
        Assert.Equal("overage", invoice.Lines[^1].Line.Charge);
    }

    [Fact]
    public void A_maximum_is_shared_out_so_that_taxes_are_of_what_is_left()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(60m, 60m) with { Maximum = 100m, Taxes = Vat });

        Assert.Equal((20m, 10m, 110m), (invoice.DiscountTotal, invoice.TaxTotal, invoice.Due));
    }

    [Fact]
    public void What_rounding_adds_is_a_step_of_its_own()
    {
        var invoice = InvoiceMaker.Make(Drafted.Of(100m) with { Coupons = [Coupon.OfAmount("third", 33.333m)], Policy = new() { ShareDecimals = 3 } });

        Assert.Equal((66.67m, 0.003m), (invoice.Due, invoice.Rounding));
    }
}
