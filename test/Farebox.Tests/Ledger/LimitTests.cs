using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class LimitTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("team-a", "team-a")]
    [InlineData(null, "")]
    public void A_hold_is_refused_by_the_limit_of_its_member_of_anyone_above_or_of_the_account(string? limited, string named)
    {
        var till = Team();
        till.Limit(limited, 50);

        Assert.Equal(EntryStatus.Recorded, till.Hold("exactly", 50, "alice").Status);
        Assert.Equal(("limit_exceeded", named), (till.Hold("one", 1, "alice").Refusal().Code, till.Hold("two", 1, "alice").Refusal().LimitedMember));
    }

    [Fact]
    public void A_limit_of_somebody_else_refuses_nothing()
    {
        var till = Team();
        till.Limit("bob", 0);

        Assert.Equal(EntryStatus.Recorded, till.Hold("h", 50, "alice").Status);
        Assert.Equal(EntryStatus.Recorded, till.Hold("h2", 50, "team-a").Status);
    }

    [Fact]
    public void A_hold_counts_and_gives_back_what_it_did_not_spend()
    {
        var till = Team();
        till.Limit("team-a", 50);
        till.Hold("h", 40, "alice");
        Assert.Equal("limit_exceeded", till.Hold("no", 11, "bob").Refusal().Code);

        till.Capture("h", 10, final: true);
        Assert.Equal((10, 10, 0), (Used(till, "alice"), Used(till, "team-a"), Used(till, "bob")));
        Assert.Equal(EntryStatus.Recorded, till.Hold("yes", 40, "bob").Status);
    }

    [Fact]
    public void The_event_is_charged_to_its_own_member_and_the_hold_gives_back_to_the_holds()
    {
        var till = Team();
        till.Hold("h", 40, "alice");

        till.Use(15, "carol", hold: "h");

        Assert.Equal((25, 25, 15), (Used(till, "alice"), Used(till, "team-a"), Used(till, "carol")));
        Assert.Equal(40, till.Book.Root.UsedOf(Till.Credit));
    }

    [Fact]
    public void An_event_past_the_limit_is_recorded_marked_and_the_next_hold_is_refused()
    {
        var till = Team();
        till.Limit("alice", 50);

        Assert.Equal(UsageMarks.None, till.Use(50, "alice").Usage().Marks);
        Assert.Equal(UsageMarks.OverLimit, till.Use(1, "alice").Usage().Marks);
        Assert.Equal(51, Used(till, "alice"));
        Assert.Equal("limit_exceeded", till.Hold("h", 1, "alice").Refusal().Code);
        Assert.Equal(UsageMarks.None, till.Use(1, "bob").Usage().Marks);
    }

    [Fact]
    public void An_event_of_a_meter_that_rejects_is_refused_at_the_limit_and_moves_nothing()
    {
        var till = Team();
        till.Limit("team-a", 50);

        Assert.Equal(EntryStatus.Recorded, till.Use(50, "alice", type: "strict").Status);
        var entry = till.Use(1, "bob", type: "strict");
        Assert.Equal((EntryStatus.Refused, "limit_exceeded"), (entry.Status, entry.Usage().Code));
        Assert.Contains("'team-a'", entry.Usage().Detail);
        Assert.Empty(entry.Transfers);
    }

    [Theory]
    [InlineData("llm")]
    [InlineData("strict")]
    public void What_the_hold_counted_already_is_not_counted_again(string type)
    {
        var till = Team();
        till.Limit("alice", 50);
        till.Hold("h", 50, "alice");

        var entry = till.Use(50, "alice", hold: "h", type: type);

        Assert.Equal((EntryStatus.Recorded, UsageMarks.None), (entry.Status, entry.Usage().Marks));
    }

    [Theory]
    [InlineData("llm")]
    [InlineData("strict")]
    public void A_member_above_both_counts_the_hold_of_one_and_the_event_of_the_other_once(string type)
    {
        var till = Team();
        till.Limit("team-a", 50);
        till.Hold("h", 50, "alice");

        var entry = till.Use(50, "bob", hold: "h", type: type);

        Assert.Equal((EntryStatus.Recorded, UsageMarks.None), (entry.Status, entry.Usage().Marks));
        Assert.Equal((0, 50, 50), (Used(till, "alice"), Used(till, "bob"), Used(till, "team-a")));
    }

    [Fact]
    public void The_members_own_limit_is_not_softened_by_somebody_elses_hold()
    {
        var till = Team();
        till.Limit("bob", 49);
        till.Hold("h", 50, "alice");

        Assert.Equal("limit_exceeded", till.Use(50, "bob", hold: "h", type: "strict").Usage().Code);
        Assert.Equal(UsageMarks.OverLimit, till.Use(50, "bob", hold: "h").Usage().Marks);
    }

    [Fact]
    public void Use_above_the_hold_counts_with_what_is_above_it()
    {
        var till = Team();
        till.Limit("alice", 50);
        till.Hold("h", 40, "alice");

        Assert.Equal("limit_exceeded", till.Use(51, "alice", hold: "h", type: "strict").Usage().Code);
        Assert.Equal(EntryStatus.Recorded, till.Use(50, "alice", hold: "h", type: "strict").Status);
    }

    [Fact]
    public void A_later_limit_replaces_the_number_and_not_what_was_used()
    {
        var till = Team();
        till.Use(30, "alice");
        till.Limit("alice", 20);
        Assert.Equal("limit_exceeded", till.Hold("no", 1, "alice").Refusal().Code);

        till.Limit("alice", 40);
        Assert.Equal("limit_exceeded", till.Hold("no2", 11, "alice").Refusal().Code);
        Assert.Equal(EntryStatus.Recorded, till.Hold("yes", 10, "alice").Status);
    }

    [Fact]
    public void Settling_a_debt_counts_nothing_twice()
    {
        var till = new Till();
        till.Use(5);
        till.Grant("g", 5);

        Assert.Equal(5, till.Book.Root.UsedOf(Till.Credit));
    }

    private static Till Team()
    {
        var till = new Till();
        till.Member("team-a");
        till.Member("alice", "team-a");
        till.Member("bob", "team-a");
        till.Member("carol");
        till.Grant("g", 1000);
        return till;
    }

    private static long Used(Till till, string member) => till.Book.Members[member].UsedOf(Till.Credit);
}
