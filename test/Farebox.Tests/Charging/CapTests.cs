using System.Globalization;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

/// <summary>Whatever a book keeps in memory has a bound, and at the bound a refusal of its own.</summary>
public sealed class CapTests
{
    [Fact]
    public void The_last_member_has_room_and_the_next_has_none()
    {
        var till = new Till();
        for (var i = 0; i < Book.MembersMax; i++) till.Member(Number(i));

        Assert.Equal("too_many_members", till.Reject(new AddMember(Till.Tenant, "acme", "another", null)));
    }

    [Fact]
    public void The_last_grant_has_room_and_the_next_has_none()
    {
        var till = new Till();
        for (var i = 0; i < Book.LiveGrantsMax; i++) till.Grant(Number(i), 1);

        Assert.Equal("too_many_grants", till.Reject(till.Granting("another", 1)));
    }

    [Fact]
    public void The_last_hold_has_room_and_the_next_has_none()
    {
        var till = new Till();
        till.Grant("g", Book.OpenHoldsMax + 1);
        for (var i = 0; i < Book.OpenHoldsMax; i++) till.Hold(Number(i), 1);

        Assert.Equal("too_many_holds", till.Reject(Till.Holding("another", 1)));
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
