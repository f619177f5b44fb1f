using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>A change of a limit that allows more than was agreed takes two.</summary>
public sealed class LimitApprovalTests
{
    private readonly Till _till = new();

    public LimitApprovalTests() => Set(100, by: "ann");

    [Fact]
    public void A_change_above_the_threshold_waits_for_another_key()
    {
        Set(500, by: "ann");
        Assert.Equal((100, 500, "ann"), (Now.Terms.Max, Now.Pending!.Terms!.Max, Now.Pending.By));

        Assert.Equal("approver_same", _till.Reject(_till.Changing("l", LimitAct.Approve, "ann")));
        _till.Do(_till.Changing("l", LimitAct.Approve, "ben"));
        Assert.Equal((500, null), (Now.Terms.Max, Now.Pending));
    }

    [Fact]
    public void Up_to_the_threshold_and_downwards_one_is_enough()
    {
        Set(200, by: "ann");
        Assert.Equal((200, null), (Now.Terms.Max, Now.Pending));
        Set(50, by: "ann");
        Assert.Equal((50, null), (Now.Terms.Max, Now.Pending));
    }

    [Theory]
    [InlineData(false, 200L)]
    [InlineData(true, 900L)]
    [InlineData(true, null)]
    public void Doing_away_with_the_rule_takes_two_as_well(bool isHard, long? approveAbove)
    {
        _till.Named("l", 100, LimitWindow.Total, terms => terms with { IsHard = isHard, ApproveAbove = approveAbove }, "ann");

        Assert.NotNull(Now.Pending);
    }

    [Fact]
    public void A_removal_waits_and_what_is_declined_changes_nothing()
    {
        _till.Do(_till.Changing("l", LimitAct.Remove, "ann"));
        Assert.NotNull(Now.Pending);
        _till.Do(_till.Changing("l", LimitAct.Decline, "ann"));
        Assert.Null(Now.Pending);
        Assert.Equal("nothing_proposed", _till.Reject(_till.Changing("l", LimitAct.Approve, "ben")));

        _till.Do(_till.Changing("l", LimitAct.Remove, "ann"));
        _till.Do(_till.Changing("l", LimitAct.Approve, "ben"));
        Assert.Empty(_till.Book.Limits);
    }

    private Limit Now => _till.Book.Limits["l"];

    private void Set(long max, string by) => _till.Named("l", max, LimitWindow.Total, terms => terms with { ApproveAbove = 200 }, by);
}
