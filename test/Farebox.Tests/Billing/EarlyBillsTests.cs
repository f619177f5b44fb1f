using System.Collections.Immutable;
using Farebox.Billing;
using Farebox.Ledger.Conventions;
using Farebox.Ledger.Thresholds;

namespace Farebox.Tests.Billing;

public sealed class EarlyBillsTests
{
    [Fact]
    public void A_bill_is_of_what_was_not_billed_before_and_each_threshold_brings_one()
    {
        var bills = new EarlyBills(Thresholds(200, 500), EarlyBilling.KeepsPeriod);

        Assert.Equal([200m, null, 400m, null], ((decimal[])[200, 200, 200, 1000]).Select(bills.Add));
        Assert.Equal((600m, 1600m), (bills.ToCredit, bills.Running));
    }

    [Fact]
    public void A_bill_that_ends_its_period_leaves_nothing_to_credit_and_the_threshold_stands_again()
    {
        var bills = new EarlyBills(Thresholds(10), EarlyBilling.EndsPeriod);

        Assert.Equal([null, 12m, null, 14m], ((decimal[])[5, 7, 5, 9]).Select(bills.Add));
        Assert.Equal((0m, 0m), (bills.ToCredit, bills.Running));
    }

    [Fact]
    public void Nothing_is_billed_below_the_threshold() => Assert.Null(new EarlyBills(Thresholds(10), EarlyBilling.KeepsPeriod).Add(9.99m));

    [Theory]
    [InlineData(500, 20, 20)]
    [InlineData(19, 20, 19)]
    [InlineData(0, 20, 0)]
    public void No_fee_is_credited_more_than_it_is(int fee, int early, int credit) =>
        Assert.Equal(credit, EarlyBills.Credit(Named(("calls", fee), ("storage", 7)), Named(("calls", early), ("other", 50))));

    private static ThresholdTerms Thresholds(params int[] levels) => new() { Levels = [.. levels.Select(level => new ThresholdLevel(level, false))] };

    private static ImmutableDictionary<string, decimal> Named(params (string Name, decimal Value)[] fees) => fees.ToImmutableDictionary(fee => fee.Name, fee => fee.Value);
}
