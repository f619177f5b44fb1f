using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

public sealed class UsageDecisionTests
{
    [Fact]
    public void A_meter_that_leaves_a_debt_records_a_shortfall_and_one_that_rejects_refuses_it()
    {
        var till = Granted(5);

        var refused = till.Use(6, type: "strict");
        Assert.Equal((EntryStatus.Refused, "insufficient_credit"), (refused.Status, refused.Usage().Code));
        Assert.Empty(refused.Transfers);
        Assert.Equal(EntryStatus.Recorded, till.Use(5, type: "strict").Status);
        Assert.Equal((EntryStatus.Recorded, UsageMarks.Debt), (till.Use(1).Status, till.Entries[^1].Usage().Marks));
    }

    [Fact]
    public void An_event_of_several_meters_is_debited_in_meter_order()
    {
        var till = Granted(100);

        Assert.Equal(["wallet/g→spent/cheap 10", "wallet/g→spent/dear 10"], Moves.Of(till.Use(10, type: "mixed")));
    }

    [Fact]
    public void An_event_of_several_meters_is_refused_whole_when_one_of_them_rejects()
    {
        var till = Granted(15);

        var entry = till.Use(10, type: "mixed");

        Assert.Equal((EntryStatus.Refused, "insufficient_credit"), (entry.Status, entry.Usage().Code));
        Assert.Empty(entry.Transfers);
        Assert.Equal((15, 0), (till.Balance("wallet/g"), till.Balance("debt/credit")));
    }

    [Fact]
    public void An_event_that_is_refused_leaves_its_hold_as_it_was()
    {
        var till = Granted(20);
        till.Hold("h", 10);

        Assert.Equal(EntryStatus.Refused, till.Use(25, hold: "h", final: true, type: "strict").Status);
        Assert.Equal(10, till.Book.Holds["h"].Remaining);
    }

    [Theory]
    [InlineData("nothing.meters.this", 0, "meter_unknown")]
    [InlineData("llm", -2, "price_missing")]
    public void An_event_without_a_price_is_kept_unrated_and_its_hold_is_untouched_also_when_final(string type, int years, string expected)
    {
        var till = Granted(20);
        till.Hold("h", 10);

        var entry = till.Use(5, hold: "h", final: true, type: type, at: Till.Noon.AddYears(years));

        Assert.Equal((EntryStatus.Unrated, expected), (entry.Status, entry.Usage().Code));
        Assert.Empty(entry.Transfers);
        Assert.Equal(10, till.Book.Holds["h"].Remaining);
    }

    [Fact]
    public void The_price_is_that_of_when_it_happened()
    {
        var till = Granted(100);

        Assert.Equal(EntryStatus.Recorded, till.Use(1, at: Till.Noon.AddYears(-1)).Status);
        Assert.Equal(EntryStatus.Unrated, till.Use(1, at: Till.Noon.AddYears(-1).AddTicks(-10)).Status);
    }

    [Fact]
    public void An_unknown_member_is_recorded_on_the_account_and_marked()
    {
        var till = Granted(10);

        var entry = till.Use(5, "nobody");

        Assert.Equal((UsageMarks.MemberUnknown, ""), (entry.Usage().Marks, entry.Member));
        Assert.Equal(5, till.Book.Root.UsedOf(Till.Credit));
    }

    [Theory]
    [InlineData(-35 * 24 * 60, UsageMarks.None)]
    [InlineData((-35 * 24 * 60) - 1, UsageMarks.Late)]
    [InlineData(5, UsageMarks.None)]
    [InlineData(6, UsageMarks.Future)]
    public void Use_of_long_ago_or_of_the_future_is_recorded_and_marked(int minutes, UsageMarks expected) =>
        Assert.Equal(expected, Granted(10).Use(1, at: Till.Noon.AddMinutes(minutes)).Usage().Marks);

    [Fact]
    public void An_event_that_is_only_counted_takes_nothing_from_its_hold_and_may_settle_it()
    {
        var till = Granted(20);
        till.Hold("h", 10);

        Assert.Equal((UsageMarks.None, 10), (till.Use(0, hold: "h", type: "seat").Usage().Marks, till.Book.Holds["h"].Remaining));
        Assert.Equal(["held/g→wallet/g 10"], Moves.Of(till.Use(0, hold: "h", final: true, type: "seat")));
        Assert.Equal(HoldEnd.Settled, till.Book.EndOf("h"));
    }

    [Fact]
    public void An_account_that_was_never_opened_decides_nothing()
    {
        var till = new Till();
        var decider = new Decider(new(Till.Prices), Till.Tenant);

        Assert.Equal("account_unknown", decider.Decide(till.Using(1), new(till.Book.Id, "acme"), Till.Noon, till).Rejection!.Code);
        Assert.Equal("already_exists", till.Reject(new OpenAccount(Till.Tenant, "acme", "other", "default")));
    }

    private static Till Granted(long units)
    {
        var till = new Till();
        till.Grant("g", units);
        return till;
    }
}
