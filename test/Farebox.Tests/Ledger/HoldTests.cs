using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class HoldTests
{
    [Fact]
    public void Twenty_holds_of_75_on_500_give_six()
    {
        var till = new Till();
        till.Grant("g", 500);

        var entries = Enumerable.Range(0, 20).Select(i => till.Hold($"h{i}", 75)).ToArray();

        Assert.Equal(6, entries.Count(entry => entry.Status == EntryStatus.Recorded));
        Assert.Equal(14, entries.Count(entry => entry.Status == EntryStatus.Refused && entry.Refusal() is { Code: "insufficient_credit", Available: 50 }));
        Assert.Equal((450, 50), (till.Balance("held/g"), till.Balance("wallet/g")));
    }

    [Fact]
    public void A_refused_hold_holds_nothing()
    {
        var till = new Till();
        till.Grant("a", 5);
        till.Grant("b", 5);

        Assert.Equal(("insufficient_credit", 10), (till.Hold("h", 11).Refusal().Code, till.Hold("h2", 11).Refusal().Available));
        Assert.Empty(till.Book.Holds);
        Assert.Equal((5, 5, 0), (till.Balance("wallet/a"), till.Balance("wallet/b"), till.Balance("held/a")));
        Assert.Null(till.Book.NextDueAt);
    }

    [Fact]
    public void A_capture_in_parts_takes_grants_in_the_order_they_were_held()
    {
        var till = Held();

        Assert.Equal(["held/a→spent/unmetered 4"], Moves.Of(till.Capture("h", 4)));
        Assert.Equal(["held/a→spent/unmetered 1", "held/b→spent/unmetered 2"], Moves.Of(till.Capture("h", 3)));
        Assert.Equal(5, till.Book.Holds["h"].Remaining);
    }

    [Fact]
    public void A_release_unwinds_the_last_grant_first()
    {
        var till = Held();
        till.Capture("h", 2);

        var entry = till.Release("h");

        Assert.Equal(["held/b→wallet/b 7", "held/a→wallet/a 3"], Moves.Of(entry));
        Assert.Equal((10, HoldEnd.Released), (Assert.IsType<HoldReleased>(entry.Body).Units, till.Book.EndOf("h")));
        Assert.Empty(till.Book.Holds);
    }

    [Fact]
    public void A_final_capture_settles_and_frees_the_rest()
    {
        var till = Held();

        var entry = till.Capture("h", 6, final: true);

        Assert.Equal(["held/a→spent/unmetered 5", "held/b→spent/unmetered 1", "held/b→wallet/b 6"], Moves.Of(entry));
        Assert.Equal((HoldEnd.Settled, HoldEnd.Settled, 0), (till.Book.EndOf("h"), entry.Captured().Hold.End, entry.Captured().Hold.Remaining));
    }

    [Fact]
    public void An_event_captures_and_a_final_one_settles()
    {
        var till = Held();

        Assert.Equal(["held/a→spent/llm 3"], Moves.Of(till.Use(3, hold: "h")));
        Assert.Equal(9, till.Book.Holds["h"].Remaining);
        Assert.Equal(["held/a→spent/llm 2", "held/b→spent/llm 2", "held/b→wallet/b 5"], Moves.Of(till.Use(4, hold: "h", final: true)));
        Assert.Equal((HoldEnd.Settled, UsageMarks.None), (till.Book.EndOf("h"), till.Entries[^1].Usage().Marks));
    }

    [Fact]
    public void A_hold_at_zero_stays_open_until_it_is_ended()
    {
        var till = Held();
        till.Capture("h", 12);

        Assert.Equal(0, till.Book.Holds["h"].Remaining);
        Assert.Equal("capture_exceeds_hold", till.Capture("h", 1).Captured().Code);
        Assert.Empty(Moves.Of(till.Use(0, hold: "h", final: true)));
        Assert.Empty(till.Book.Holds);
    }

    [Fact]
    public void A_capture_of_more_than_remains_is_refused_and_moves_nothing()
    {
        var till = Held();
        till.Capture("h", 10);

        var entry = till.Capture("h", 3, final: true);

        Assert.Equal((EntryStatus.Refused, "capture_exceeds_hold", 2), (entry.Status, entry.Captured().Code, entry.Captured().Hold.Remaining));
        Assert.Empty(entry.Transfers);
        Assert.Equal(2, till.Book.Holds["h"].Remaining);
    }

    [Fact]
    public void An_event_above_the_hold_takes_the_hold_then_grants_then_leaves_a_debt()
    {
        var till = Held();

        Assert.Equal(
            ["held/a→spent/llm 5", "held/b→spent/llm 7", "wallet/b→spent/llm 3", "debt/credit→spent/llm 2"],
            Moves.Of(till.Use(17, hold: "h")));
        Assert.Equal(0, till.Book.Holds["h"].Remaining);
    }

    [Fact]
    public void A_hold_lapses_at_its_instant_and_not_before()
    {
        var till = Held();

        Assert.Equal(0, till.Advance(Till.Noon.AddHours(1).AddTicks(-1)));
        Assert.Equal(1, till.Advance(Till.Noon.AddHours(1)));
        Assert.Equal(["held/b→wallet/b 7", "held/a→wallet/a 5"], Moves.Of(till.Entries[^1]));
        Assert.Equal(HoldEnd.Lapsed, till.Book.EndOf("h"));
    }

    [Theory]
    [InlineData("0", "amount_not_positive")]
    [InlineData("-1", "amount_not_positive")]
    [InlineData("0.5", "too_many_decimals")]
    [InlineData("99999999999999999999", "amount_overflow")]
    [InlineData("one", "invalid_number")]
    public void A_capture_is_of_an_amount_above_zero(string amount, string expected) =>
        Assert.Equal(expected, Held() is { } till ? till.Reject(till.Capturing("h", amount)) : null);

    [Fact]
    public void An_id_that_is_held_already_is_rejected()
    {
        var till = Held();

        Assert.Equal("already_exists", till.Reject(Till.Holding("h", 1)));
        Assert.Equal("member_unknown", till.Reject(Till.Holding("h2", 1, member: "nobody")));
    }

    // 5 of a and 7 of b; 3 of b are left.
    private static Till Held()
    {
        var till = new Till();
        till.Grant("a", 5);
        till.Grant("b", 10, terms => terms with { Priority = 1 });
        till.Hold("h", 12);
        return till;
    }
}
