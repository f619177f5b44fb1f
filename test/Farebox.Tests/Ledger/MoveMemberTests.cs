using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>A member goes below another: what was used stays, what is held goes along.</summary>
public sealed class MoveMemberTests
{
    private readonly Till _till = new();

    public MoveMemberTests()
    {
        foreach (var (id, parent) in new[] { ("team-a", (string?)null), ("team-b", null), ("squad", "team-a"), ("alice", "squad") }) _till.Member(id, parent);
        _till.Grant("g", 100);
    }

    [Fact]
    public void Paths_change_for_it_and_everyone_below()
    {
        _till.Move("squad", "team-b");

        Assert.Equal(("team-b/squad", "team-b/squad/alice"), (_till.Book.Members["squad"].Path, _till.Book.Members["alice"].Path));
        _till.Move("squad", null);
        Assert.Equal("squad/alice", _till.Book.Members["alice"].Path);
    }

    [Fact]
    public void What_was_used_stays_where_it_was_and_what_is_held_is_counted_above_it_now()
    {
        _till.Use(10, "alice");
        _till.Hold("h", 20, "alice");
        _till.Move("squad", "team-b");
        Assert.Equal((10, 20, 30), (Used("team-a"), Used("team-b"), Used("squad")));

        _till.Release("h");
        Assert.Equal((10, 0, 10), (Used("team-a"), Used("team-b"), Used("squad")));
    }

    [Fact]
    public void Reports_keep_past_use_under_the_old_path_also_what_is_paid_later()
    {
        _till.Use(150, "alice");
        _till.Move("squad", "team-b");
        _till.Grant("more", 60);
        _till.Use(1, "alice");

        var byPath = _till.Book.RollUp.Lines.GroupBy(line => line.Key.Member).ToDictionary(group => group.Key, group => (long)group.Sum(line => (decimal)line.Value.Units));
        Assert.Equal((150, 1), (byPath["team-a/squad/alice"], byPath["team-b/squad/alice"]));
        Assert.Equal(2, byPath.Count);
    }

    [Fact]
    public void What_a_limit_has_counted_of_a_hold_is_given_back_to_it_after_the_move()
    {
        _till.Named("of-a", 50, LimitWindow.Total, terms => terms with { Member = "team-a" });
        _till.Hold("h", 20, "alice");
        _till.Move("squad", "team-b");
        Assert.Equal(20, _till.Book.Limits["of-a"].UsedAt(_till.Now));

        _till.Capture("h", 5, final: true);
        Assert.Equal(0, _till.Book.Limits["of-a"].UsedAt(_till.Now));
    }

    [Fact]
    public void Nobody_goes_below_themselves_or_nobody()
    {
        Assert.Equal("invalid_rule", _till.Reject(_till.Moving("squad", "alice")));
        Assert.Equal("invalid_rule", _till.Reject(_till.Moving("squad", "squad")));
        Assert.Equal("member_unknown", _till.Reject(_till.Moving("squad", "nobody")));
        Assert.Equal("member_unknown", _till.Reject(_till.Moving("nobody", "team-a")));
    }

    [Fact]
    public void A_path_never_grows_too_long_for_a_report()
    {
        var deep = "team-b";
        for (var i = 0; i < 10; i++) _till.Member(deep = new string((char)('a' + i), 100), i == 0 ? "team-b" : new string((char)('a' + i - 1), 100));

        Assert.Equal("invalid_rule", _till.Reject(_till.Moving("squad", deep)));
        _till.Move("alice", deep);
    }

    private long Used(string member) => _till.Book.Members[member].UsedOf(Till.Credit);
}
