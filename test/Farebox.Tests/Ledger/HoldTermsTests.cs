using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Ledger;

/// <summary>Holds that grow and are extended.</summary>
public sealed class HoldTermsTests
{
    [Fact]
    public void A_hold_grows_by_what_a_hold_of_that_much_would_reserve()
    {
        var till = Held();

        Assert.Equal(["wallet/a→held/a 3", "wallet/b→held/b 4"], Moves.Of(till.Grow("h", 7)));
        Assert.Equal((12, 12), (till.Book.Holds["h"].Terms.Units, till.Book.Holds["h"].Remaining));
        Assert.Equal(["held/a→spent/unmetered 8", "held/b→spent/unmetered 1"], Moves.Of(till.Capture("h", 9)));
    }

    [Fact]
    public void A_growth_that_cannot_be_paid_for_is_refused_and_leaves_the_hold_as_it_was()
    {
        var till = Held();

        var entry = till.Grow("h", 14);

        var grown = Assert.IsType<HoldGrown>(entry.Body);
        Assert.Equal((EntryStatus.Refused, "insufficient_credit", 13), (entry.Status, grown.Refusal!.Code, grown.Refusal.Available));
        Assert.Empty(entry.Transfers);
        Assert.Equal((5, 5), (till.Book.Holds["h"].Terms.Units, till.Book.Holds["h"].Remaining));
    }

    [Fact]
    public void A_growth_counts_against_limits_and_a_debt_stops_it()
    {
        var till = Held();
        till.Limit(null, 6);

        Assert.Equal("limit_exceeded", ((HoldGrown)till.Grow("h", 2).Body).Refusal!.Code);
        Assert.Null(((HoldGrown)till.Grow("h", 1).Body).Refusal);
        till.Use(99);
        Assert.Equal("debt_outstanding", ((HoldGrown)till.Grow("h", 1).Body).Refusal!.Code);
    }

    [Fact]
    public void A_hold_grows_by_what_data_comes_to_in_its_own_asset()
    {
        var till = Held();
        till.Hold("metered", 1, meter: "llm");

        Assert.Equal(4, ((HoldGrown)till.Do(ByData("metered", null)).Body).Units);
        Assert.Equal(4, ((HoldGrown)till.Do(ByData("h", "llm")).Body).Units);
        Assert.Equal("meter_unknown", till.Reject(ByData("h", null)));
        Assert.Equal("price_missing", till.Reject(ByData("h", "seats")));
    }

    [Fact]
    public void An_extension_puts_the_lapse_off_and_never_forward()
    {
        var till = Held();
        till.Now = Till.Noon.AddMinutes(30);

        Assert.Equal(Till.Noon.AddMinutes(90), ((HoldExtended)till.Extend("h", TimeSpan.FromHours(1)).Body).LapsesAt);
        Assert.Equal(Till.Noon.AddMinutes(90), ((HoldExtended)till.Extend("h", TimeSpan.FromMinutes(1)).Body).LapsesAt);
        Assert.Equal(0, till.Advance(Till.Noon.AddMinutes(90).AddTicks(-1)));
        Assert.Equal(1, till.Advance(Till.Noon.AddMinutes(90)));
        Assert.Equal(HoldEnd.Lapsed, till.Book.EndOf("h"));
    }

    [Fact]
    public void What_a_hold_had_become_bounds_its_late_capture()
    {
        var till = Held();
        till.Grow("h", 7);
        till.Extend("h", TimeSpan.FromHours(5));
        till.Advance(Till.Noon.AddHours(6));

        Assert.Equal("capture_exceeds_hold", till.Capture("h", 13).Captured().Code);
        Assert.Equal(LateCapture.Lapsed, till.Capture("h", 12).Captured().Late);
        Assert.Equal(new HoldChange(12, Till.Noon.AddHours(5)), till.Book.ChangeOf("h"));
    }

    [Fact]
    public void Only_an_open_hold_changes()
    {
        var till = Held();
        till.Release("h");

        Assert.Equal("hold_not_open", ((HoldGrown)till.Grow("h", 1).Body).Refusal!.Code);
        Assert.Equal((EntryStatus.Refused, "hold_not_open"), (till.Extend("h", TimeSpan.FromHours(1)).Status, ((HoldExtended)till.Entries[^1].Body).Code));
        Assert.Equal("hold_unknown", till.Reject(till.Growing("none", "1")));
        Assert.Equal("hold_unknown", till.Reject(till.Extending("none", TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData("0", "amount_not_positive")]
    [InlineData("0.5", "too_many_decimals")]
    public void A_growth_is_of_an_amount_above_zero(string amount, string expected) => Assert.Equal(expected, Held() is { } till ? till.Reject(till.Growing("h", amount)) : null);

    private static GrowHold ByData(string hold, string? meter) =>
        GrowHold.OfData(Till.Tenant, "acme", $"data-{hold}-{meter}", hold, meter, Events.WithData("""{"tokens":4}""").Data, Guid.Empty);

    // 5 of a; 3 of a and 10 of b are left.
    private static Till Held()
    {
        var till = new Till();
        till.Grant("a", 8);
        till.Grant("b", 10, terms => terms with { Priority = 1 });
        till.Hold("h", 5);
        return till;
    }
}
