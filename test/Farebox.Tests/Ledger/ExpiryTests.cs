using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class ExpiryTests
{
    private static readonly DateTimeOffset Expiry = Till.Noon.AddDays(1);

    [Fact]
    public void A_grant_pays_from_its_first_instant_and_not_before()
    {
        var till = new Till();
        till.Grant("later", 10, terms => terms with { EffectiveAt = Till.Noon.AddHours(1) });

        Assert.Equal("insufficient_credit", till.Hold("early", 5).Refusal().Code);
        till.Now = Till.Noon.AddHours(1);
        Assert.Equal(["wallet/later→held/later 5"], Moves.Of(till.Hold("due", 5)));
    }

    [Fact]
    public void A_new_hold_stops_at_the_instant_of_expiry()
    {
        var till = Expiring();
        till.Now = Expiry.AddTicks(-1);
        Assert.Equal(EntryStatus.Recorded, till.Hold("last", 5).Status);

        till.Now = Expiry;
        Assert.Equal(("insufficient_credit", 0), (till.Hold("after", 5).Refusal().Code, till.Book.Grants["g"].AvailableAt(Expiry)));
        Assert.Equal(95, till.Book.Grants["g"].PendingExpiryAt(Expiry));
    }

    [Fact]
    public void What_is_pending_expiry_pays_only_use_that_occurred_before()
    {
        var till = Expiring();
        till.Now = Expiry.AddHours(23);

        Assert.Equal(["wallet/g→spent/llm 10"], Moves.Of(till.Use(10, at: Expiry.AddTicks(-10))));
        Assert.Equal(["debt/credit→spent/llm 10"], Moves.Of(till.Use(10, at: Expiry)));
    }

    [Fact]
    public void What_is_pending_expiry_settles_no_debt()
    {
        var till = Expiring();
        till.Hold("h", 60, lasts: TimeSpan.FromHours(24));
        till.Now = Expiry;
        till.Use(10);

        Assert.Equal(["held/g→wallet/g 60"], Moves.Of(till.Entries.Single(entry => entry.Kind == EntryKind.Due)));
        Assert.Equal(-10, till.Balance("debt/credit"));
    }

    [Fact]
    public void The_rest_expires_when_the_grace_is_over_and_not_before()
    {
        var till = Expiring();
        till.Use(30);

        Assert.Equal(0, till.Advance(Expiry.AddHours(24).AddTicks(-1)));
        Assert.Equal(1, till.Advance(Expiry.AddHours(24)));
        Assert.Equal(["wallet/g→expired 70"], Moves.Of(till.Entries[^1]));
        Assert.Equal(Expiry.AddHours(24), till.Entries[^1].OccurredAt);
        Assert.Equal((30, 70, 0), (till.Book.Grants["g"].Spent, till.Book.Grants["g"].Expired, till.Book.Grants["g"].Wallet.Balance));
        Assert.Equal(["debt/credit→spent/llm 1"], Moves.Of(till.Use(1, at: Till.Noon)));
    }

    [Fact]
    public void Held_units_are_captured_after_expiry_and_after_grace()
    {
        var till = Expiring();
        till.Hold("h", 60, lasts: TimeSpan.FromDays(10));

        till.Now = Expiry.AddHours(1);
        Assert.Equal(["held/g→spent/llm 10"], Moves.Of(till.Use(10, hold: "h")));
        till.Now = Expiry.AddDays(2);
        Assert.Equal(["held/g→spent/unmetered 20"], Moves.Of(till.Capture("h", 20)));
        Assert.Equal(["held/g→expired 30"], Moves.Of(till.Release("h")));
        Assert.Equal(70, till.Balance("expired"));
    }

    [Fact]
    public void A_release_before_grace_ends_returns_units_as_pending_expiry()
    {
        var till = Expiring();
        till.Hold("h", 60, lasts: TimeSpan.FromDays(10));
        till.Now = Expiry.AddHours(1);

        Assert.Equal(["held/g→wallet/g 60"], Moves.Of(till.Release("h")));
        Assert.Equal((0, 100), (till.Book.Grants["g"].AvailableAt(till.Now), till.Book.Grants["g"].PendingExpiryAt(till.Now)));
    }

    [Fact]
    public void A_lapse_at_the_instant_of_expiry_goes_first_so_nothing_stays_behind()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Expiry, Grace = TimeSpan.Zero });
        till.Hold("h", 4, lasts: TimeSpan.FromDays(1));

        Assert.Equal(2, till.Advance(Expiry));
        Assert.Equal(["held/g→wallet/g 4"], Moves.Of(till.Entries[^2]));
        Assert.Equal(["wallet/g→expired 10"], Moves.Of(till.Entries[^1]));
    }

    [Fact]
    public void An_expiry_at_the_end_of_time_never_comes_and_breaks_nothing()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = DateTimeOffset.MaxValue, Grace = TimeSpan.FromDays(1) });

        Assert.Equal(DateTimeOffset.MaxValue, till.Book.NextDueAt);
        Assert.Equal(0, till.Advance(Till.Noon.AddYears(1000)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(5, 5)]
    public void A_grant_that_could_never_pay_is_rejected(int expiresInHours, int effectiveInHours)
    {
        var till = new Till();
        var never = till.Granting("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddHours(expiresInHours), EffectiveAt = Till.Noon.AddHours(effectiveInHours) });

        Assert.Equal("expiry_in_past", till.Reject(never));
        Assert.Equal(1, till.Book.Seq);
    }

    private static Till Expiring()
    {
        var till = new Till();
        till.Grant("g", 100, terms => terms with { ExpiresAt = Expiry });
        return till;
    }
}
