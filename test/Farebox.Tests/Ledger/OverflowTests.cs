using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class OverflowTests
{
    private const long Most = long.MaxValue;

    [Fact]
    public void All_grants_of_an_asset_together_fit_the_ledger_or_are_refused()
    {
        var till = new Till();
        till.Grant("g", Most - 1);

        Assert.Equal("amount_overflow", till.Reject(till.Granting("two", 2)));
        Assert.Equal("amount_overflow", till.Reject(till.Granting("bonus", 2, terms => terms with { Source = GrantSource.Bonus })));
        till.Grant("one", 1);
        till.Grant("dollars", Most, terms => terms with { Asset = Till.Dollar });
        Assert.Equal(Most, till.Hold("all", Most).Transfers.Sum(transfer => transfer.Units));
    }

    [Fact]
    public void Use_that_would_not_fit_is_refused_and_moves_nothing()
    {
        var till = Full();
        var seq = till.Book.Seq;

        Assert.Equal("amount_overflow", till.Reject(till.Using(1)));
        Assert.Equal("amount_overflow", till.Reject(till.Capturing("h", "2")));
        Assert.Equal(seq, till.Book.Seq);
        Assert.Equal(EntryStatus.Recorded, till.Capture("h", 1).Status);
    }

    [Fact]
    public void An_amount_that_does_not_fit_its_asset_is_refused()
    {
        var till = new Till(Till.PricesOf(1_000_000_000 - 1));

        Assert.Equal("amount_overflow", till.Reject(till.Using(999_999_999_999)));
        Assert.Equal(EntryStatus.Recorded, till.Use(9).Status);
    }

    [Fact]
    public void A_quantity_shared_by_two_grants_does_not_overflow_when_both_numbers_are_large()
    {
        // 999,999,999,999 tokens at 9,000,000 are 9×10¹⁸ units: their product is beyond a decimal.
        var till = new Till(Till.PricesOf(9_000_000));
        till.Grant("a", Most / 2);
        till.Grant("b", Most / 2);

        till.Use(999_999_999_999);

        Assert.Equal([512_409_557_603m, 487_590_442_395m], till.Book.RollUp.Lines.OrderBy(line => line.Key.Grant).Select(line => decimal.Truncate(line.Value.Quantity)));
        Assert.Equal(999_999_999_999m, till.Book.RollUp.Lines.Sum(line => line.Value.Quantity));
    }

    [Fact]
    public void A_limit_near_the_end_of_the_range_is_compared_without_wrapping()
    {
        var till = Full();
        till.Limit(null, Most);

        Assert.Equal("limit_exceeded", till.Hold("big", Most).Refusal().Code);
        Assert.True(till.Book.Root.WouldPass(Till.Credit, Most));
        Assert.False(till.Book.Root.WouldPass(Till.Credit, 1));
    }

    // All but one unit of the range are used, and a hold of two has lapsed.
    private static Till Full()
    {
        var till = new Till(Till.PricesOf(715_827_883m));
        till.Grant("g", Most);
        till.Hold("h", 2, lasts: TimeSpan.FromSeconds(1));
        till.Advance(Till.Noon.AddMinutes(1));
        till.Use(12_884_901_882);
        Assert.Equal(Most - 1, till.Balance("spent/llm"));
        return till;
    }
}
