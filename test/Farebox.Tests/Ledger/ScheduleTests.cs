using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Tests.Ledger;

public sealed class ScheduleTests
{
    private static readonly CadenceSpan Month = new(CadenceUnit.Month, 1);

    [Fact]
    public void A_period_is_granted_when_it_begins_and_expires_when_it_ends()
    {
        var till = new Till();
        till.Repeat("pro", 100, Month);
        till.Advance(Till.Noon.AddMonths(2));

        Assert.Equal("pro:1=0 pro:2=0 pro:3=100", till.Left());
        Assert.Equal((Till.Noon.AddMonths(1), Till.Noon.AddMonths(2)), (till.Book.Grants["pro:2"].Terms.EffectiveAt, till.Book.Grants["pro:2"].Terms.ExpiresAt));
        Assert.Equal(Till.Noon.AddMonths(3), till.Book.Schedules["pro"].State.NextAt);
    }

    [Fact]
    public void A_book_that_slept_for_three_years_catches_up_period_by_period()
    {
        var till = new Till();
        till.Repeat("daily", 10, new(CadenceUnit.Day, 1), terms => terms with { Grant = terms.Grant with { Rollover = new() { NewExpiry = new(CadenceUnit.Day, 1), GenerationsMax = 1 } } });
        var awake = new Till();
        awake.Repeat("daily", 10, new(CadenceUnit.Day, 1), terms => terms with { Grant = terms.Grant with { Rollover = new() { NewExpiry = new(CadenceUnit.Day, 1), GenerationsMax = 1 } } });

        till.Advance(Till.Noon.AddYears(3));
        for (var day = 0; day < 1096; day++) awake.Advance(Till.Noon.AddDays(day));

        Assert.Equal(1097, till.Book.Grants.Values.Count(grant => grant.Terms.From is null));
        Assert.Equal(awake.Left(), till.Left().Replace(" daily:1097=10", "", StringComparison.Ordinal).Replace(" daily:1096.r1=10", "", StringComparison.Ordinal).Replace("daily:1096=0", "daily:1096=10", StringComparison.Ordinal)
            .Replace("daily:1095.r1=0", "daily:1095.r1=10", StringComparison.Ordinal));
        Assert.True(till.Book.WalletOf(Till.Credit).Live.Count <= 3);
    }

    [Theory]
    [InlineData(ProrationBasis.Whole, 310, 310)]
    [InlineData(ProrationBasis.Second, 160, 310)]
    [InlineData(ProrationBasis.Day, 160, 310)]
    public void A_first_period_that_does_not_begin_with_the_cadence_is_cut_as_the_terms_say(ProrationBasis basis, long first, long second)
    {
        var till = new Till { Now = new(2026, 7, 16, 0, 0, 0, TimeSpan.Zero) };
        till.Repeat("pro", 310, Month, terms => terms with
        {
            Cadence = terms.Cadence with { Anchor = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero) }, Proration = new(basis, true, true, ProrationRounding.Down),
        });
        till.Advance(new(2026, 8, 2, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal((first, second), (till.Book.Grants["pro:1"].Granted, till.Book.Grants["pro:2"].Granted));
        Assert.Equal(new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero), till.Book.Grants["pro:1"].Terms.ExpiresAt);
    }

    [Fact]
    public void A_last_period_is_cut_where_the_schedule_ends_and_expires_there()
    {
        var till = new Till();
        var end = Till.Noon.AddMonths(1).AddDays(10);
        till.Repeat("pro", 310, Month, terms => terms with { EndsAt = end, Proration = new(ProrationBasis.Second, true, true, ProrationRounding.HalfUp) });
        till.Advance(Till.Noon.AddMonths(6));

        Assert.Equal((2, 100), (till.Book.Grants.Count, till.Book.Grants["pro:2"].Granted));
        Assert.Equal(end, till.Book.Grants["pro:2"].Terms.ExpiresAt);
    }

    [Fact]
    public void A_years_credit_is_released_month_by_month_and_nothing_is_lost_on_the_way()
    {
        var till = new Till();
        till.Repeat("year", 1000, new(CadenceUnit.Year, 1), terms => terms with
        {
            ReleaseEvery = Month, Life = GrantLife.Term, Grant = terms.Grant with { CostBasis = Amount.FromUnits(Till.Dollar, 100), Source = GrantSource.Purchased },
        });
        till.Advance(Till.Noon);

        Assert.Equal("year:1=917 year:1.1=83", till.Left());
        Assert.Equal(["debt/credit→spent/llm 1"], Moves.Of(till.Use(84))[1..]);
        till.Advance(Till.Noon.AddYears(1).AddDays(-1));
        var parts = till.Book.Grants.Values.Where(grant => grant.Terms.From == "year:1").ToArray();
        Assert.Equal((12, 1000, 100), (parts.Length, parts.Sum(part => part.MovedIn), parts.Sum(part => part.Terms.CostBasis!.Value.Units)));
        Assert.All(parts, part => Assert.InRange(part.MovedIn, 83, 84));
        Assert.Equal(-1000, till.Balance("issued/purchased"));
    }

    [Theory]
    [InlineData(SeatsAdded.Full, 200)]
    [InlineData(SeatsAdded.Prorated, 100)]
    [InlineData(SeatsAdded.Next, 0)]
    public void More_seats_bring_at_once_what_the_terms_say_and_count_from_the_next_period_on(SeatsAdded policy, long brought)
    {
        var till = Seated(policy, SeatsRemoved.Keep);
        till.Now = Till.Noon.AddDays(1);
        var entry = till.Seats("team", 12);

        Assert.Equal(brought, entry.Transfers.Sum(transfer => transfer.Units));
        till.Advance(Till.Noon.AddDays(2));
        Assert.Equal(1200, till.Book.Grants["team:2"].Granted);
    }

    [Theory]
    [InlineData(SeatsRemoved.Keep, 0, 0)]
    [InlineData(SeatsRemoved.Prorated, 0, 250)]
    [InlineData(SeatsRemoved.Prorated, 900, 100)]
    public void Fewer_seats_take_at_most_what_is_left_of_their_part(SeatsRemoved policy, long used, long taken)
    {
        var till = Seated(SeatsAdded.Full, policy);
        till.Use(used);
        till.Now = Till.Noon.AddDays(1);

        Assert.Equal(taken, till.Seats("team", 5).Transfers.Sum(transfer => transfer.Units));
        Assert.Equal(taken, till.Balance("revoked"));
    }

    [Theory]
    [InlineData(ScheduleLeftover.Keep, 0)]
    [InlineData(ScheduleLeftover.Prorated, 500)]
    [InlineData(ScheduleLeftover.Void, 1000)]
    public void An_end_takes_back_what_it_says_and_nothing_is_granted_after_it(ScheduleLeftover leftover, long taken)
    {
        var till = Seated(SeatsAdded.Full, SeatsRemoved.Keep);
        till.Now = Till.Noon.AddDays(1);

        Assert.Equal(taken, till.End("team", leftover).Transfers.Sum(transfer => transfer.Units));
        till.Advance(Till.Noon.AddDays(30));
        Assert.Single(till.Book.Grants);
        Assert.Equal("schedule_ended", till.Reject(new Farebox.Charging.EndSchedule(Till.Tenant, "acme", "again", "team", null, ScheduleLeftover.Keep)));
    }

    [Fact]
    public void An_end_to_come_lets_the_periods_before_it_come_too()
    {
        var till = Seated(SeatsAdded.Full, SeatsRemoved.Keep);
        till.Advance(Till.Noon);
        till.End("team", at: Till.Noon.AddDays(5));
        till.Advance(Till.Noon.AddDays(30));

        Assert.Equal(["team:1", "team:2", "team:3"], till.Book.Grants.Keys);
    }

    [Fact]
    public void A_grant_of_a_schedule_gives_way_to_an_id_that_somebody_took()
    {
        var till = new Till();
        till.Grant("pro:1", 1);
        till.Repeat("pro", 10, Month);
        till.Advance(Till.Noon);

        Assert.Equal(["pro:1", "pro:1.2"], till.Book.Grants.Keys);
    }

    private static Till Seated(SeatsAdded added, SeatsRemoved removed)
    {
        var till = new Till();
        till.Repeat("team", 100, new(CadenceUnit.Day, 2), terms => terms with { Seats = 10, OnSeatsAdded = added, OnSeatsRemoved = removed });
        till.Advance(Till.Noon);
        return till;
    }
}
