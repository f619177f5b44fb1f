using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class RemovalTests
{
    [Theory]
    [InlineData(GrantRemoval.Decrement, "spent/_decrement")]
    [InlineData(GrantRemoval.Void, "revoked")]
    [InlineData(GrantRemoval.Expire, "expired")]
    public void Each_meaning_has_its_own_account(GrantRemoval removal, string account)
    {
        var till = Granted();

        Assert.Equal([$"wallet/g→{account} 30"], Moves.Of(till.Remove("g", removal, 30)));
        Assert.Equal(["wallet/g→spent/llm 5"], Moves.Of(till.Use(5)));
    }

    [Theory]
    [InlineData(GrantRemoval.Decrement, "spent/_decrement")]
    [InlineData(GrantRemoval.Void, "revoked")]
    [InlineData(GrantRemoval.Expire, "expired")]
    public void What_is_held_stays_held_and_goes_the_same_way_once_it_is_freed(GrantRemoval removal, string account)
    {
        var till = Granted();
        till.Hold("h", 20);

        Assert.Equal([$"wallet/g→{account} 80"], Moves.Of(till.Remove("g", removal)));
        Assert.Equal(["held/g→spent/unmetered 5"], Moves.Of(till.Capture("h", 5)));
        Assert.Equal([$"held/g→{account} 15"], Moves.Of(till.Release("h")));
        Assert.Equal("grant_ended", till.Reject(TillGrants.Removing("g", removal)));
    }

    [Fact]
    public void Only_what_is_removed_as_consumed_is_in_the_reports()
    {
        var till = Granted();
        till.Remove("g", GrantRemoval.Void, 10);
        till.Remove("g", GrantRemoval.Expire, 10);
        till.Remove("g", GrantRemoval.Decrement, 10);

        var (key, line) = Assert.Single(till.Book.RollUp.Lines);
        Assert.Equal(("_decrement", "g", 10), (key.Meter, key.Grant, (long)line.Units));
        Assert.Equal((10, 10, 10), (till.Book.Grants["g"].Spent, till.Book.Grants["g"].Revoked, till.Book.Grants["g"].Expired));
        Assert.Equal(10, till.Book.Root.UsedOf(Till.Credit));
    }

    [Fact]
    public void What_was_consumed_counts_for_the_owner_of_the_grant()
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("own", 10, terms => terms with { Owner = "alice" });

        till.Remove("own", GrantRemoval.Decrement, 4);

        Assert.Equal(4, till.Book.Members["alice"].UsedOf(Till.Credit));
    }

    [Fact]
    public void A_grant_that_was_removed_expires_with_nothing()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddDays(1), Grace = TimeSpan.Zero });
        till.Hold("h", 3, lasts: TimeSpan.FromDays(2));
        till.Remove("g", GrantRemoval.Void);

        till.Advance(Till.Noon.AddDays(3));

        Assert.Equal((10, 0), (till.Book.Grants["g"].Revoked, till.Book.Grants["g"].Expired));
    }

    [Fact]
    public void More_than_is_left_and_not_held_is_refused()
    {
        var till = Granted();
        till.Hold("h", 20);

        Assert.Equal("amount_exceeds_grant", till.Reject(TillGrants.Removing("g", GrantRemoval.Void, 81)));
        Assert.Equal("grant_unknown", till.Reject(TillGrants.Removing("none", GrantRemoval.Void, 1)));
    }

    private static Till Granted()
    {
        var till = new Till();
        till.Grant("g", 100);
        return till;
    }
}
