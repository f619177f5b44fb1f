using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

/// <summary>An answer about a hold says what it is now: grown where it grew, and as it was where that was refused.</summary>
public sealed class HoldAnswerTests
{
    private readonly Till _till = new();

    public HoldAnswerTests()
    {
        _till.Grant("g", 20);
        _till.Hold("h", 5);
    }

    [Fact]
    public void A_growth_says_what_is_authorised_and_what_remains()
    {
        _till.Capture("h", 2);

        Assert.Equal((8, 6, 3), State(_till.Grow("h", 3)));
        Assert.Equal((8, 6, 100), State(_till.Grow("h", 100)));
        Assert.Equal((8, 6), (_till.Book.Holds["h"].Terms.Units, _till.Book.Holds["h"].Remaining));
    }

    [Fact]
    public void A_hold_may_authorise_all_that_the_ledger_can_say_and_no_more()
    {
        var till = new Till();
        till.Grant("g", long.MaxValue);
        till.Hold("h", long.MaxValue - 5);

        Assert.Equal(EntryStatus.Recorded, till.Grow("h", 5).Status);
        Assert.Equal(new("amount_overflow", "All that the hold would have authorised would not fit the ledger."), till.Decide(till.Growing("h", "1")).Rejection);
    }

    [Fact]
    public void A_hold_is_never_made_shorter()
    {
        Assert.Equal(Till.Noon.AddHours(1), Assert.IsType<HoldExtended>(_till.Extend("h", TimeSpan.FromMinutes(5)).Body).LapsesAt);
        Assert.Equal(Till.Noon.AddHours(2), Assert.IsType<HoldExtended>(_till.Extend("h", TimeSpan.FromHours(2)).Body).LapsesAt);
    }

    [Fact]
    public void A_limit_that_stops_an_event_is_named_with_the_member_it_is_for()
    {
        _till.Member("alice");
        _till.Limit("alice", 1);
        Assert.Contains("'alice'", _till.Use(5, member: "alice", type: "strict").Usage().Detail, StringComparison.Ordinal);

        _till.Limit(null, 1);
        Assert.Contains("'acme'", _till.Use(5, type: "strict").Usage().Detail, StringComparison.Ordinal);
    }

    private static (long Units, long Remaining, long Asked) State(Entry entry)
    {
        var grown = Assert.IsType<HoldGrown>(entry.Body);
        return (grown.Hold.Units, grown.Hold.Remaining, grown.Units);
    }
}
