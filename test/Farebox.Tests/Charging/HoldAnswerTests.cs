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
    public void A_capture_says_the_model_of_its_hold_and_a_late_one_settles_nothing()
    {
        _till.Hold("m", 5, model: "large", lasts: TimeSpan.FromMinutes(1));
        _till.Hold("n", 5, lasts: TimeSpan.FromMinutes(1));
        Assert.Equal(("large", true, 2), Captured(_till.Capture("m", 2, final: true)));
        Assert.Equal(("", false, 1), Captured(_till.Capture("h", 1)));
        _till.Release("h");
        Assert.Equal(("", false, 0), Captured(_till.Capture("h", 1, final: true)));

        _till.Hold("k", 5, model: "large", lasts: TimeSpan.FromMinutes(1));
        _till.Advance(Till.Noon.AddHours(1));
        Assert.Equal(("large", false, 2), Captured(_till.Capture("k", 2, final: true)));
        Assert.Equal(("large", true, 6), Captured(_till.Capture("k", 6, final: true)));
        Assert.Equal(("", true, 9), Captured(_till.Capture("n", 9, final: true)));
        Assert.Equal(("", false, 1), Captured(_till.Capture("n", 1)));
    }

    [Fact]
    public void What_falls_due_without_a_hold_is_nobodys()
    {
        _till.Member("alice");
        _till.Hold("hers", 1, member: "alice", lasts: TimeSpan.FromMinutes(1));
        _till.Grant("short", 5, terms => terms with { ExpiresAt = Till.Noon.AddMinutes(2), Grace = TimeSpan.Zero });
        _till.BuyAt(1_000, units: 100);
        _till.Advance(Till.Noon.AddMinutes(10));

        Assert.Equal(
            [("alice", EntryKind.Due), ("", EntryKind.Due), ("", EntryKind.TopUp)],
            _till.Entries.Where(entry => entry.Kind is EntryKind.Due or EntryKind.TopUp && entry.Body is not TopUpRuleSet).Select(entry => (entry.Member, entry.Kind)).Distinct().OrderByDescending(one => one.Member).ThenBy(one => one.Kind));
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

    private static (string Model, bool Final, long Units) Captured(Entry entry) => entry.Captured() is var captured ? (captured.Model, captured.Final, captured.Units) : default;

    private static (long Units, long Remaining, long Asked) State(Entry entry)
    {
        var grown = Assert.IsType<HoldGrown>(entry.Body);
        return (grown.Hold.Units, grown.Hold.Remaining, grown.Units);
    }
}
