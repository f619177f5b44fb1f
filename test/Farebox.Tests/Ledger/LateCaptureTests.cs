using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class LateCaptureTests
{
    [Theory]
    [InlineData(LateCapture.Unknown)]
    [InlineData(LateCapture.Lapsed)]
    [InlineData(LateCapture.Released)]
    [InlineData(LateCapture.Settled)]
    [InlineData(LateCapture.AssetMismatch)]
    public void An_event_never_fails_because_of_its_hold_and_says_why_it_was_debited_directly(LateCapture reason)
    {
        var till = After(reason);

        var entry = till.Use(10, hold: "h", final: true);

        Assert.Equal((EntryStatus.Recorded, UsageMarks.LateCapture, reason), (entry.Status, entry.Usage().Marks, entry.Usage().Late));
        Assert.Equal(["wallet/g→spent/llm 10"], Moves.Of(entry));
        Assert.Equal(reason == LateCapture.AssetMismatch, till.Book.Holds.ContainsKey("h"));
    }

    [Fact]
    public void An_event_from_an_open_hold_is_not_late() =>
        Assert.Equal(LateCapture.None, After(LateCapture.None).Use(10, hold: "h").Usage().Late);

    [Theory]
    [InlineData(LateCapture.Unknown, "hold_unknown")]
    [InlineData(LateCapture.Released, "hold_not_open")]
    [InlineData(LateCapture.Settled, "hold_not_open")]
    public void The_holds_own_route_insists_on_a_hold_that_could_be_captured(LateCapture reason, string expected)
    {
        var till = After(reason);

        Assert.Equal(expected, till.Reject(till.Using(10, hold: "h", byHoldRoute: true)));
        Assert.Equal(EntryStatus.Recorded, till.Use(10, hold: "h").Status);
    }

    [Fact]
    public void The_holds_own_route_takes_an_event_after_the_lapse_and_shows_an_open_hold_afterwards()
    {
        var late = After(LateCapture.Lapsed);
        Assert.Equal(LateCapture.Lapsed, late.Do(late.Using(10, hold: "h", byHoldRoute: true)).Usage().Late);

        var till = After(LateCapture.None);
        Assert.Equal(new HoldState("h", Till.Credit, 20, 10, null), till.Do(till.Using(10, hold: "h", byHoldRoute: true)).Usage().HoldAfter);
        Assert.Equal(new HoldState("h", Till.Credit, 20, 0, HoldEnd.Settled), till.Do(till.Using(5, hold: "h", final: true, byHoldRoute: true)).Usage().HoldAfter);
    }

    [Theory]
    [InlineData(LateCapture.Released)]
    [InlineData(LateCapture.Settled)]
    public void An_amount_cannot_be_captured_from_a_hold_that_was_ended_on_purpose(LateCapture reason)
    {
        var till = After(reason);

        var entry = till.Capture("h", 10);

        Assert.Equal((EntryStatus.Refused, "hold_not_open"), (entry.Status, entry.Captured().Code));
        Assert.Empty(entry.Transfers);
    }

    [Fact]
    public void An_amount_captured_after_the_lapse_is_debited_directly_and_charged_to_the_holds_member()
    {
        var till = After(LateCapture.Lapsed);

        var entry = till.Capture("h", 20);

        Assert.Equal(["wallet/g→spent/unmetered 20"], Moves.Of(entry));
        Assert.Equal((UsageMarks.LateCapture, LateCapture.Lapsed, "alice"), (entry.Captured().Marks, entry.Captured().Late, entry.Member));
        Assert.Equal(20, till.Book.Members["alice"].UsedOf(Till.Credit));
    }

    [Fact]
    public void After_the_lapse_too_nobody_captures_more_than_was_authorised()
    {
        var till = After(LateCapture.Lapsed);

        var entry = till.Capture("h", 21);

        Assert.Equal((EntryStatus.Refused, "capture_exceeds_hold"), (entry.Status, entry.Captured().Code));
        Assert.Empty(entry.Transfers);
    }

    [Fact]
    public void A_late_amount_says_when_it_leaves_a_debt_or_passes_a_limit()
    {
        var till = After(LateCapture.Lapsed);
        till.Limit("alice", 15);
        till.Use(92);

        var entry = till.Capture("h", 16);

        Assert.Equal(UsageMarks.LateCapture | UsageMarks.Debt | UsageMarks.OverLimit, entry.Captured().Marks);
        Assert.Equal(["wallet/g→spent/unmetered 8", "debt/credit→spent/unmetered 8"], Moves.Of(entry));
    }

    [Fact]
    public void Nothing_can_be_captured_from_or_released_of_a_hold_that_never_was()
    {
        var till = new Till();

        Assert.Equal("hold_unknown", till.Reject(till.Capturing("h", "1")));
        Assert.Equal("hold_unknown", till.Reject(new Farebox.Charging.ReleaseHold(Till.Tenant, "acme", "k", "h")));
    }

    [Fact]
    public void A_hold_that_is_gone_is_not_released_again()
    {
        var till = After(LateCapture.Lapsed);

        var entry = till.Release("h");

        Assert.Equal((EntryStatus.Refused, "hold_not_open"), (entry.Status, Assert.IsType<HoldReleased>(entry.Body).Code));
        Assert.Equal(new HoldState("h", Till.Credit, 20, 0, HoldEnd.Lapsed), Assert.IsType<HoldReleased>(entry.Body).Hold);
    }

    private static Till After(LateCapture reason)
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("g", 100);
        till.Grant("dollars", 100, terms => terms with { Asset = Till.Dollar });
        if (reason == LateCapture.AssetMismatch) till.Do(Till.Holding("h", 20, asset: Till.Dollar));
        else if (reason != LateCapture.Unknown) till.Hold("h", 20, "alice");

        if (reason == LateCapture.Released) till.Release("h");
        else if (reason == LateCapture.Settled) till.Use(0, hold: "h", final: true);
        else if (reason == LateCapture.Lapsed) till.Advance(Till.Noon.AddHours(1));
        return till;
    }
}
