using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>What named limits mean for those who are told, and what moving a member means for the order in which credit burns.</summary>
public sealed class LimitNoticeTests
{
    private static readonly LimitWindow Day = new(LimitSpan.Day, "UTC", TimeSpan.Zero);
    private readonly Till _till = new();

    public LimitNoticeTests()
    {
        foreach (var (id, parent) in new[] { ("team-a", (string?)null), ("alice", "team-a"), ("carol", null) }) _till.Member(id, parent);
    }

    [Fact]
    public void What_a_limit_has_reached_is_told_once_in_a_window_though_nobody_set_a_rule()
    {
        _till.Grant("g", 1000);
        _till.Named("daily", 50, Day, terms => terms with { Member = "team-a", AlertAt = [50, 100], IsHard = false });
        foreach (var tokens in (int[])[24, 1, 5, 20, 1]) _till.Use(tokens, "alice");
        _till.Now = Till.Noon.AddDays(1);
        _till.Use(60, "alice");

        Assert.Equal(
            ["used=25 max=50", "used=50 max=50", "used=60 max=50", "used=60 max=50"], _till.Told.Select(line => line.Replace("limit.reached team-a daily ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_notice_names_the_limit_its_member_the_percentage_and_when_it_begins_anew()
    {
        _till.Named("calls", 1, Day, terms => terms with { Member = "carol", Measure = LimitMeasure.Requests, Asset = null, AlertAt = [100] });
        _till.Use(3, "carol");

        var notice = Assert.Single(_till.Book.Notices);
        Assert.Equal(("calls", "carol", 100, Till.Noon.AddHours(12)), (notice.Subject, notice.Member, notice.Percent, notice.Until!.Value));
        Assert.Null(notice.Asset);
    }

    [Fact]
    public void A_limit_that_tells_of_nothing_is_silent()
    {
        _till.Grant("g", 1000);
        _till.Named("daily", 50, Day);
        _till.Use(50);

        Assert.Empty(_till.Told);
    }

    [Theory]
    [InlineData(null, 30, 40)]
    [InlineData("small", 480, 500)]
    public void What_may_be_spent_is_no_more_than_a_hard_limit_on_all_of_it_leaves(string? model, long available, long granted)
    {
        _till.Grant("g", 500);
        _till.Named("daily", 40, Day, terms => terms with { Member = "team-a", Model = model });
        _till.Use(10, "carol");
        _till.Hold("h", 10, "alice");

        var spendable = Spendable.Of(_till.Book, _till.Book.Members["alice"], Till.Credit, _till.Now)!.Value;
        Assert.Equal((available, granted), (spendable.Available, spendable.Granted));
        Assert.Equal(480, Spendable.Of(_till.Book, _till.Book.Members["carol"], Till.Credit, _till.Now)!.Value.Available);
    }

    [Fact]
    public void A_rule_on_a_members_balance_fires_when_a_limit_leaves_little_and_recovers_when_the_limit_is_raised()
    {
        _till.Grant("g", 500);
        _till.Alert(AlertKind.LowBalance, below: 10, member: "alice");
        _till.Named("daily", 40, Day, terms => terms with { Member = "team-a" });
        _till.Use(30, "alice");
        _till.Named("daily", 400, Day, terms => terms with { Member = "team-a" });

        Assert.Equal(["balance.low alice available=10 granted=40 threshold=10", "balance.recovered alice available=370 granted=400 threshold=10"], _till.Told);
    }

    [Fact]
    public void An_owner_that_moves_deeper_burns_before_the_one_it_was_beside()
    {
        _till.Burn(new BurnOrder(BurnOrder.OwnName, [new(BurnBy.Owner)]));
        _till.Member("dave", "carol");
        _till.Grant("a-of-carol", 10, terms => terms with { Owner = "carol" });
        _till.Grant("b-of-dave", 10, terms => terms with { Owner = "dave" });
        _till.Grant("c-pool", 10);
        _till.Move("carol", "alice");

        Assert.Equal(["b-of-dave", "a-of-carol", "c-pool"], _till.Book.WalletOf(Till.Credit).Live.Select(grant => grant.Terms.Id));
        _till.Grant("d-of-alice", 10, terms => terms with { Owner = "alice" });
        _till.Move("dave", null);
        Assert.Equal(["a-of-carol", "d-of-alice", "b-of-dave", "c-pool"], _till.Book.WalletOf(Till.Credit).Live.Select(grant => grant.Terms.Id));
    }
}
