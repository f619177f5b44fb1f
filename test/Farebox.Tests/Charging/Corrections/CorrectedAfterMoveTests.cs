using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging.Corrections;

/// <summary>Corrections of use by a member that has moved since, and what named limits make of corrections.</summary>
public sealed class CorrectedAfterMoveTests
{
    private static readonly LimitWindow Day = new(LimitSpan.Day, "UTC", TimeSpan.Zero);
    private readonly Till _till = new();

    public CorrectedAfterMoveTests()
    {
        foreach (var (id, parent) in new[] { ("team-a", (string?)null), ("team-b", null), ("alice", "team-a") }) _till.Member(id, parent);
        _till.Grant("g", 100);
    }

    [Fact]
    public void What_is_taken_back_comes_back_where_it_was_used()
    {
        var use = _till.Use(10, "alice");
        _till.Move("alice", "team-b");
        _till.Void(use);

        Assert.Equal((0, 0, 0), (Used("team-a"), Used("team-b"), Used("alice")));
        Assert.Equal([("team-a/alice", 0)], Reported());
    }

    [Fact]
    public void What_it_should_have_said_counts_where_the_member_stood_then()
    {
        var use = _till.Use(10, "alice");
        _till.Move("alice", "team-b");
        _till.Amend(use, 4);

        Assert.Equal((4, 0, 4), (Used("team-a"), Used("team-b"), Used("alice")));
        Assert.Equal([("team-a/alice", 4)], Reported());
    }

    [Fact]
    public void What_is_no_longer_owed_is_owed_no_longer_by_those_who_were_above()
    {
        var use = _till.Use(150, "alice");
        _till.Move("alice", "team-b");
        _till.Void(use);

        Assert.Equal((0, 0, 0), (Used("team-a"), Used("team-b"), Used("alice")));
        Assert.Equal([("team-a/alice", 0)], Reported());
    }

    [Fact]
    public void Named_limits_count_what_is_rated_again_when_it_is_and_keep_what_is_taken_back()
    {
        var till = new Till();
        var sent = till.Using(20, type: "strict");
        var refused = till.Do(sent);
        till.Grant("g", 100);
        till.Named("daily", 50, Day);
        till.Rerate(refused, sent);
        Assert.Equal(20, till.Book.Limits["daily"].UsedAt(till.Now));

        till.Void(refused);
        Assert.Equal(20, till.Book.Limits["daily"].UsedAt(till.Now));
        Assert.Equal(0, till.Book.Root.UsedOf(Till.Credit));
    }

    private long Used(string member) => _till.Book.Members[member].UsedOf(Till.Credit);

    private (string Member, long Units)[] Reported() =>
        [.. _till.Book.RollUp.Lines.GroupBy(line => line.Key.Member, (member, lines) => (member, (long)lines.Sum(line => (decimal)line.Value.Units)))];
}
