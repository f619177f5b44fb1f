using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Tests.Ledger;

/// <summary>Credit that is bought by itself: once per need, never twice for one payment, and never lost.</summary>
public sealed class TopUpTests
{
    private const string First = "top-up-credit-1", Second = "top-up-credit-2";

    [Fact]
    public void Little_left_buys_a_fixed_amount_once_and_the_payment_grants_it()
    {
        var till = Low(units: 100);
        Assert.Equal(["top_up.requested top-up-credit-1 amount=100 charge=10"], till.Told);

        till.Use(1);
        till.Advance(Till.Noon.AddDays(1));
        Assert.Single(till.Told);

        till.Paid(First);
        var grant = till.Book.Grants[First];
        Assert.Equal((109, GrantSource.Purchased, 10m), (till.Balance("wallet/g") + till.Balance($"wallet/{First}"), grant.Terms.Source, grant.Terms.CostBasis!.Value.ToDecimal()));
        Assert.Equal("top_up.paid top-up-credit-1 amount=100 charge=10", till.Told[^1]);
    }

    /// <summary>Metronome: recharge to 20 when the balance reaches 5.</summary>
    [Fact]
    public void Up_to_a_target_buys_what_is_missing()
    {
        var till = new Till();
        till.Grant("g", 6);
        till.BuyAt(5, target: 20);
        till.Advance(Till.Noon);
        Assert.Empty(till.Told);

        till.Use(1);
        till.Advance(Till.Noon);
        Assert.Equal((15, TopUpState.Requested), (till.Book.FindTopUp(First)!.Units, till.Book.FindTopUp(First)!.State));
    }

    /// <summary>Metronome, in a unit of one's own: 1 token = 0.10 USD, 50 left, recharge to 500.</summary>
    [Fact]
    public void A_unit_of_ones_own_is_bought_at_its_price()
    {
        var till = new Till();
        till.Grant("g", 50);
        till.BuyAt(50, target: 500);
        till.Advance(Till.Noon);

        var topUp = till.Book.FindTopUp(First)!;
        Assert.Equal((450, 45.00m), (topUp.Units, topUp.Charge.ToDecimal()));
    }

    /// <summary>Metronome, with a discount: 2 credits for 1 USD, 100 credits, 10 % off.</summary>
    [Theory]
    [InlineData(0, 50)]
    [InlineData(10, 45)]
    public void A_discount_is_taken_off_the_price(int discount, int charge)
    {
        var rule = new TopUpRule { Asset = Till.Credit, Threshold = 0, Units = 100, Price = Amount.FromUnits(Till.Dollar, 1_000_000_000), PriceOf = 2, DiscountPercent = discount };
        Assert.Equal(charge, rule.ChargeOf(100)!.Value.ToDecimal());
    }

    [Theory]
    [InlineData("USD", 9, 3, 1, "0.33")]
    [InlineData("USD", 9, 200, 1, "0.01")]
    [InlineData("USD", 9, 201, 1, "0.01")]
    [InlineData("USD", 2, 8, 1, "0.13")]
    [InlineData("JPY", 6, 3, 5, "2")]
    [InlineData("KWD", 9, 3, 1, "0.333")]
    public void A_charge_is_exact_until_it_is_rounded_once_to_what_can_be_paid_and_never_nothing(string code, int scale, long per, long units, string charge)
    {
        var currency = new Asset(code, scale, AssetKind.Currency);
        var rule = new TopUpRule { Asset = Till.Credit, Threshold = 0, Units = units, Price = Amount.Round(currency, 1m, Amount.DefaultRounding), PriceOf = per };
        Assert.Equal(decimal.Parse(charge, System.Globalization.CultureInfo.InvariantCulture), rule.ChargeOf(units)!.Value.ToDecimal());
    }

    [Fact]
    public void What_does_not_fit_has_no_charge_and_stops_the_rule()
    {
        var rule = new TopUpRule { Asset = Till.Credit, Threshold = 0, Units = long.MaxValue, Price = Amount.FromUnits(Till.Dollar, long.MaxValue), PriceOf = 1 };
        Assert.Null(rule.ChargeOf(long.MaxValue));

        var till = new Till();
        till.BuyAt(0, units: long.MaxValue, change: usual => usual with { Price = rule.Price });
        till.Advance(Till.Noon);
        Assert.Equal(["top_up.disabled does_not_fit"], till.Told);
    }

    [Fact]
    public void Debt_is_bought_back_too()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.BuyAt(5, target: 100);
        till.Use(40);
        till.Advance(Till.Noon);
        Assert.Equal(130, till.Book.FindTopUp(First)!.Units);

        till.Paid(First);
        Assert.Equal((0, 100), (till.Book.WalletOf(Till.Credit).Debts.Count, till.Balance($"wallet/{First}")));
    }

    [Fact]
    public void A_fixed_amount_that_does_not_suffice_is_bought_again_but_not_before_the_first_is_paid()
    {
        var till = new Till();
        till.BuyAt(250, units: 100);
        for (var i = 1; i <= 3; i++)
        {
            till.Advance(Till.Noon);
            Assert.Equal(i, till.Book.TopUps.Count());
            till.Paid($"top-up-credit-{i}");
        }

        till.Advance(Till.Noon.AddDays(1));
        Assert.Equal(3, till.Book.TopUps.Count());
    }

    [Fact]
    public void Credit_that_comes_otherwise_makes_a_purchase_unneeded()
    {
        var till = Low(units: 100);
        till.Failed(First);
        till.Grant("gift", 500);
        till.Advance(Till.Noon.AddDays(3));

        Assert.Single(till.Book.TopUps);
        Assert.Equal(0, till.Book.FindTopUpRule("credit")!.Standing.Failures);
    }

    [Fact]
    public void A_failure_is_tried_anew_after_a_while_each_with_an_identity_of_its_own_until_the_rule_is_disabled()
    {
        var till = Low(units: 100, change: rule => rule with { Retries = 2 });
        till.Failed(First);
        till.Advance(Till.Noon.AddMinutes(59));
        Assert.Single(till.Book.TopUps);
        till.Advance(Till.Noon.AddHours(1));
        till.Failed(Second);
        till.Advance(Till.Noon.AddHours(7));
        till.Failed("top-up-credit-3");
        till.Use(1);
        till.Advance(Till.Noon.AddDays(60));

        Assert.Equal(
            ["top_up.requested", "top_up.failed", "top_up.requested", "top_up.failed", "top_up.requested", "top_up.failed", "top_up.disabled"], till.Told.Select(line => line.Split(' ')[0]));
        Assert.True(till.Book.FindTopUpRule("credit")!.Standing.IsDisabled);

        // Whoever sets it anew begins anew.
        till.BuyAt(20, units: 100);
        till.Advance(till.Now);
        Assert.Equal("top-up-credit-4", till.Book.FindTopUpRule("credit")!.Standing.InFlight);
    }

    [Fact]
    public void A_month_has_a_cap_that_is_told_of_on_the_way_and_ends_with_the_month()
    {
        // A hundred credits for ten dollars each time, and twenty-five dollars a month.
        var till = new Till();
        till.BuyAt(0, units: 100, change: rule => rule with { MonthlyCap = 25_000_000_000 });
        for (var i = 1; i <= 2; i++)
        {
            till.Advance(Till.Noon);
            till.Paid($"top-up-credit-{i}");
            till.Use(100);
        }

        till.Advance(Till.Noon.AddDays(20));
        Assert.Equal(2, till.Book.TopUps.Count());
        Assert.Equal(
            ["top_up.requested", "top_up.paid", "top_up.requested", "top_up.cap_reached", "top_up.paid", "top_up.cap_reached"], till.Told.Select(line => line.Split(' ')[0]));
        Assert.EndsWith("declined charged=20 monthly_cap=25", till.Told[^1], StringComparison.Ordinal);

        till.Advance(new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((3, "top-up-credit-4"), (till.Book.TopUps.Count(), till.Book.FindTopUpRule("credit")!.Standing.InFlight));
        Assert.Equal(10_000_000_000, till.Book.FindTopUpRule("credit")!.Standing.MonthCharged);
    }

    [Fact]
    public void A_payment_that_failed_does_not_count_against_the_cap_unless_it_turns_out_to_have_been_made()
    {
        var till = Low(units: 100, change: rule => rule with { MonthlyCap = 10_000_000_000 });
        Assert.Equal(10_000_000_000, till.Book.FindTopUpRule("credit")!.Standing.MonthCharged);
        till.Failed(First);
        Assert.Equal(0, till.Book.FindTopUpRule("credit")!.Standing.MonthCharged);

        till.Paid(First);
        Assert.Equal(10_000_000_000, till.Book.FindTopUpRule("credit")!.Standing.MonthCharged);
        Assert.Equal((100, TopUpState.Paid), (till.Balance($"wallet/{First}"), till.Book.FindTopUp(First)!.State));
    }

    [Fact]
    public void Money_that_comes_after_the_rule_is_gone_is_not_lost_and_what_is_paid_cannot_fail()
    {
        var till = Low(units: 100);
        till.BuyNoMore();
        till.Paid(First);

        Assert.Equal(100, till.Balance($"wallet/{First}"));
        Assert.Equal("top_up_paid", till.Reject(new SettleTopUp(Till.Tenant, "acme", First, false, "")));
        Assert.Equal("top_up_unknown", till.Reject(new SettleTopUp(Till.Tenant, "acme", "top-up-credit-9", true, "")));
        Assert.Equal("top_up_rule_unknown", till.Reject(new SetTopUpRule(Till.Tenant, "acme", "again", Till.Credit, null)));
    }

    [Fact]
    public void Nobody_can_take_the_name_of_a_purchase_or_lose_his_own()
    {
        var till = new Till();
        till.Grant(First, 10);
        till.BuyAt(20, units: 100);
        till.Advance(Till.Noon);
        Assert.Equal($"{First}x", till.Book.FindTopUpRule("credit")!.Standing.InFlight);
        Assert.Equal("already_exists", till.Reject(till.Granting($"{First}x", 1)));

        till.Paid($"{First}x");
        Assert.Equal((10, 100), (till.Balance($"wallet/{First}"), till.Balance($"wallet/{First}x")));
    }

    [Fact]
    public void What_is_bought_may_expire()
    {
        var till = Low(units: 100, change: rule => rule with { Lasts = TimeSpan.FromDays(30), Priority = 7 });
        till.Advance(Till.Noon.AddDays(1));
        till.Paid(First);

        Assert.Equal((Till.Noon.AddDays(31), 7), (till.Book.Grants[First].Terms.ExpiresAt, till.Book.Grants[First].Terms.Priority));
    }

    /// <summary>Ten credits are left of a hundred, and twenty call for more.</summary>
    private static Till Low(long? units = null, long? target = null, Func<TopUpRule, TopUpRule>? change = null)
    {
        var till = new Till();
        till.Grant("g", 100);
        till.BuyAt(20, units, target, change);
        till.Use(90);
        till.Advance(till.Now);
        return till;
    }
}
