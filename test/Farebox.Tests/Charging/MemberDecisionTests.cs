using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

public sealed class MemberDecisionTests
{
    [Fact]
    public void A_member_is_below_one_that_exists()
    {
        var till = new Till();

        Assert.Equal("member_unknown", till.Reject(new AddMember(Till.Tenant, "acme", "alice", "team-a")));
        till.Member("team-a");
        till.Member("alice", "team-a");
        Assert.Equal("team-a/alice", till.Book.Members["alice"].Path);
        Assert.True(till.Book.Members["alice"].IsWithin(till.Book.Root));
        Assert.False(till.Book.Members["team-a"].IsWithin(till.Book.Members["alice"]));
    }

    [Fact]
    public void A_path_has_a_bound()
    {
        var till = new Till();
        var rest = new string('a', 127);
        for (var i = 0; i < 7; i++) till.Member($"{i}{rest}", i == 0 ? null : $"{i - 1}{rest}");

        Assert.Equal("invalid_rule", till.Reject(new AddMember(Till.Tenant, "acme", rest[..122], $"6{rest}")));
        till.Member(rest[..121], $"6{rest}");
        Assert.Equal(Member.PathLengthMax, till.Book.Members[rest[..121]].Path.Length);
    }

    [Fact]
    public void A_limit_is_set_for_a_member_that_exists()
    {
        var till = new Till();

        Assert.Equal("member_unknown", till.Reject(new SetLimit(Till.Tenant, "acme", "k", "alice", Till.Credit, 5)));
        Assert.Equal(EntryStatus.Recorded, till.Limit(null, 5).Status);
    }

    [Fact]
    public void A_grant_may_not_be_called_as_reports_call_what_nobody_paid()
    {
        var till = new Till();

        Assert.Equal("invalid_rule", till.Reject(till.Granting(RollUp.DebtGrant, 5)));
        Assert.Equal(EntryStatus.Recorded, till.Grant("debts", 5).Status);
    }
}
