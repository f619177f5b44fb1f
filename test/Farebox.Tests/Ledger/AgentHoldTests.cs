using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>Holds of a run: shares of its budget, work whose result is not known, and work that was cancelled.</summary>
public sealed class AgentHoldTests
{
    private readonly Till _till = new();

    public AgentHoldTests()
    {
        _till.Member("alice");
        _till.Grant("g", 1000);
        _till.Hold("run", 100, "alice");
    }

    [Fact]
    public void A_share_is_drawn_from_the_run_and_moves_nothing()
    {
        var entry = Share("step", 30);

        Assert.Empty(entry.Transfers);
        Assert.Equal((100, 30, 70, 30), (Open("run").Remaining, Open("run").HandedOut, Open("run").Free, Open("step").Remaining));
        Assert.Equal((900, "alice"), (_till.Balance("wallet/g"), Open("step").Member.Id));
    }

    [Fact]
    public void More_than_the_run_has_left_to_hand_out_is_refused()
    {
        Share("step", 80);
        var refused = (HoldDecided)Share("more", 21).Body;

        Assert.Equal(("budget_exhausted", 20), (refused.Refusal!.Code, refused.Refusal.Available));
        Assert.Null(((HoldDecided)Share("fits", 20).Body).Refusal);
    }

    [Fact]
    public void What_is_captured_through_a_share_is_captured_of_the_run()
    {
        Share("step", 30);
        _till.Use(12, "alice", "step");

        Assert.Equal((88, 18, 18), (Open("run").Remaining, Open("run").HandedOut, Open("step").Remaining));
        Assert.Equal((12, 88), (_till.Book.Grants["g"].Spent, _till.Balance("held/g")));
    }

    [Fact]
    public void An_event_above_its_share_takes_what_the_run_has_free_and_then_other_credit()
    {
        Share("step", 30);
        Share("other", 50);
        var usage = (UsageReported)_till.Use(60, "alice", "step").Body;

        Assert.Equal(UsageMarks.None, usage.Marks);
        Assert.Equal((50, 50, 0, 50), (Open("run").Remaining, Open("run").HandedOut, Open("step").Remaining, Open("other").Remaining));
        Assert.Equal((60, 890), (_till.Book.Grants["g"].Spent, _till.Balance("wallet/g")));
    }

    [Fact]
    public void A_bare_capture_takes_no_more_than_the_share_has()
    {
        Share("step", 30);

        Assert.Equal("capture_exceeds_hold", ((HoldCaptured)_till.Capture("step", 31).Body).Code);
        Assert.Equal("capture_exceeds_hold", ((HoldCaptured)_till.Capture("run", 71).Body).Code);
        Assert.Null(((HoldCaptured)_till.Capture("run", 70).Body).Code);
        Assert.Null(((HoldCaptured)_till.Capture("step", 30, final: true).Body).Code);
        Assert.Equal((0, 0), (Open("run").Remaining, Open("run").HandedOut));
    }

    [Fact]
    public void A_share_that_ends_gives_its_rest_back_to_the_run()
    {
        Share("a", 30);
        Share("b", 30);
        Share("c", 30, lasts: TimeSpan.FromMinutes(10));
        _till.Use(5, "alice", "a", final: true);
        _till.Release("b");
        _till.Advance(Till.Noon.AddMinutes(10));

        Assert.Equal((95, 0), (Open("run").Remaining, Open("run").HandedOut));
        Assert.Equal([HoldEnd.Settled, HoldEnd.Released, HoldEnd.Lapsed], _till.Book.EndedHolds.Select(ended => ended.End));
        Assert.Equal(95, _till.Balance("held/g"));
    }

    [Fact]
    public void Settling_the_run_ends_what_draws_from_it_and_frees_the_rest()
    {
        Share("a", 30);
        Share("deep", 10, "a");
        _till.Use(5, "alice", "deep");
        _till.Capture("run", 1, final: true);

        Assert.Empty(_till.Book.Holds);
        Assert.Equal((6, 994, 0), (_till.Book.Grants["g"].Spent, _till.Balance("wallet/g"), _till.Balance("held/g")));
        Assert.Equal(["a", "deep", "run"], _till.Book.EndedHolds.Select(ended => ended.Id).Order(StringComparer.Ordinal));
        Assert.Null(_till.Book.NextDueAt);
    }

    [Fact]
    public void A_tree_of_shares_adds_up_at_every_level()
    {
        Share("a", 60);
        Share("deep", 40, "a");
        _till.Use(25, "alice", "deep");
        Assert.Equal((75, 35, 15), (Open("run").Remaining, Open("a").Remaining, Open("deep").Remaining));
        Assert.Equal((35, 15), (Open("run").HandedOut, Open("a").HandedOut));

        _till.Release("a");
        Assert.Equal((75, 0), (Open("run").Remaining, Open("run").HandedOut));
        Assert.False(_till.Book.Holds.ContainsKey("deep"));
    }

    [Fact]
    public void A_share_grows_out_of_the_run()
    {
        Share("step", 30);
        Assert.Null(((HoldGrown)_till.Grow("step", 70).Body).Refusal);
        Assert.Equal("budget_exhausted", ((HoldGrown)_till.Grow("step", 1).Body).Refusal!.Code);

        Assert.Equal((100, 0), (Open("step").Remaining, Open("run").Free));
    }

    [Fact]
    public void A_share_does_not_outlast_its_run()
    {
        Share("step", 30, lasts: TimeSpan.FromHours(20));
        Assert.Equal(Open("run").Terms.LapsesAt, Open("step").Terms.LapsesAt);
        _till.Extend("step", TimeSpan.FromHours(20));
        Assert.Equal(Open("run").Terms.LapsesAt, Open("step").Terms.LapsesAt);

        _till.Advance(Till.Noon.AddHours(1));
        Assert.Empty(_till.Book.Holds);
        Assert.Equal(1000, _till.Balance("wallet/g"));
    }

    [Fact]
    public void A_share_counts_in_limits_what_its_run_counted_and_no_more()
    {
        _till.Named("l", 150, LimitWindow.Total);
        _till.Hold("second", 50, "alice");
        Share("step", 30, "second");
        Assert.Equal(50, _till.Book.Limits["l"].UsedAt(_till.Now));
        _till.Use(20, "alice", "step");
        Assert.Equal(50, _till.Book.Limits["l"].UsedAt(_till.Now));
        _till.Capture("second", 5, final: true);

        Assert.Equal(25, _till.Book.Limits["l"].UsedAt(_till.Now));
    }

    [Fact]
    public void Work_that_may_still_be_billed_keeps_its_hold_and_all_it_draws_from()
    {
        Share("step", 30);
        _till.Do(new AwaitHold(Till.Tenant, "acme", "a1", "step", TimeSpan.FromHours(48)));
        _till.Advance(Till.Noon.AddHours(47));
        Assert.True(Open("step").Terms.IsAwaiting);
        _till.Use(30, "alice", "step", final: true);
        Assert.Equal(70, Open("run").Remaining);

        _till.Advance(Till.Noon.AddHours(48));
        Assert.Empty(_till.Book.Holds);
        Assert.Equal("hold_not_open", ((HoldAwaited)_till.Do(new AwaitHold(Till.Tenant, "acme", "a2", "run", TimeSpan.FromHours(1))).Body).Code);
    }

    [Theory]
    [InlineData(CancelPolicy.Nothing, null, null, 0)]
    [InlineData(CancelPolicy.Nothing, null, "9", 0)]
    [InlineData(CancelPolicy.Actual, null, null, 0)]
    [InlineData(CancelPolicy.Actual, null, "9", 9)]
    [InlineData(CancelPolicy.Actual, null, "99", 45)]
    [InlineData(CancelPolicy.Minimum, "20", null, 15)]
    [InlineData(CancelPolicy.Minimum, "20", "17", 17)]
    [InlineData(CancelPolicy.Minimum, "5", null, 0)]
    [InlineData(CancelPolicy.Minimum, "60", null, 45)]
    public void A_cancellation_captures_what_its_policy_says(CancelPolicy policy, string? minimum, string? actual, long captured)
    {
        _till.Do(Till.Holding("h", 50).With(new(null, policy, minimum)));
        _till.Capture("h", 5);
        var body = _till.Do(new CancelHold(Till.Tenant, "acme", "c", "h", actual)).Body;

        Assert.Equal(captured, body is HoldCaptured done ? done.Units : 0);
        Assert.Equal((5 + captured, 1000 - 100 - 5 - captured), (_till.Book.Grants["g"].Spent, _till.Balance("wallet/g")));
        Assert.False(_till.Book.Holds.ContainsKey("h"));
    }

    [Fact]
    public void What_a_share_cannot_be_is_said()
    {
        Assert.Equal("hold_unknown", _till.Reject(Till.Holding("s", 1).With(new("none", CancelPolicy.Actual, null))));
        Assert.Equal("asset_mismatch", _till.Reject(Till.Holding("s", 1, asset: Till.Dollar).With(new("run", CancelPolicy.Actual, null))));
        _till.Member("bob");
        Assert.Equal("invalid_rule", _till.Reject(Till.Holding("s", 1, "bob").With(new("run", CancelPolicy.Actual, null))));
        var above = "run";
        for (var i = 1; i <= Book.HoldDepthMax; i++) Share(above = $"d{i}", Book.HoldDepthMax - i + 1, i == 1 ? "run" : $"d{i - 1}");
        Assert.Equal("invalid_rule", _till.Reject(Till.Holding("s", 1).With(new(above, CancelPolicy.Actual, null))));
        _till.Release("run");
        Assert.Equal("hold_not_open", _till.Reject(Till.Holding("s", 1).With(new("run", CancelPolicy.Actual, null))));
    }

    [Fact]
    public void Holds_last_as_long_as_the_account_says_and_no_longer()
    {
        Assert.Equal(EntryStatus.Recorded, _till.Hold("month", 1, lasts: Book.HoldTimeLongest).Status);
        Assert.Equal("invalid_ttl", _till.Reject(Till.Holding("long", 1, lasts: Book.HoldTimeLongest + TimeSpan.FromSeconds(1))));
        Assert.Equal("invalid_ttl", _till.Reject(_till.Extending("run", Book.HoldTimeLongest + TimeSpan.FromSeconds(1))));
        Assert.Equal(TimeSpan.FromHours(24), new Book(1, "other").HoldTimeMax);
    }

    private Hold Open(string id) => _till.Book.Holds[id];

    private Entry Share(string id, long units, string parent = "run", TimeSpan? lasts = null) =>
        _till.Do(Till.Holding(id, units, lasts: lasts).With(new(parent, CancelPolicy.Actual, null)));
}
