using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Ledger;

public sealed class RolloverTests
{
    private static readonly DateTimeOffset End = Till.Noon.AddDays(1);

    [Fact]
    public void What_is_left_goes_on_as_a_new_grant_at_the_instant_of_expiry_and_the_rest_is_pending()
    {
        var till = Rolling(100, new() { FractionParts = 250_000, NewExpiry = new(CadenceUnit.Day, 30) });
        till.Use(20);
        till.Advance(End);

        Assert.Equal(["wallet/g→wallet/g.r1 20"], Moves.Of(till.Entries[^1]));
        Assert.Equal(("g", 1, End.AddDays(30), GrantSource.Rollover), Of(till.Book.Grants["g.r1"].Terms));
        Assert.Equal((0, 60), (till.Book.Grants["g"].AvailableAt(End), till.Book.Grants["g"].PendingExpiryAt(End)));
    }

    [Theory]
    [InlineData(RolloverOrder.Natural)]
    [InlineData(RolloverOrder.First)]
    [InlineData(RolloverOrder.Last)]
    public void A_late_event_burns_the_old_rest_before_what_rolled_over(RolloverOrder order)
    {
        var till = Rolling(100, new() { FractionParts = 500_000, Order = order });
        till.Advance(End);

        Assert.Equal(["wallet/g→spent/llm 50", "wallet/g.r1→spent/llm 10"], Moves.Of(till.Use(60, at: End.AddHours(-1))));
    }

    [Fact]
    public void What_is_held_does_not_roll_over()
    {
        var till = Rolling(100, new());
        till.Hold("h", 30, lasts: TimeSpan.FromDays(2));
        till.Advance(End);

        Assert.Equal("g=0 g.r1=70", till.Left());
        Assert.Equal(["held/g→wallet/g 30"], Moves.Of(till.Release("h")));
    }

    [Theory]
    [InlineData(RolloverBasis.Original, 500_000, null, 20, 50)]
    [InlineData(RolloverBasis.Original, 500_000, null, 80, 20)]
    [InlineData(RolloverBasis.Remaining, 500_000, null, 20, 40)]
    [InlineData(RolloverBasis.Remaining, 1_000_000, 15, 20, 15)]
    [InlineData(RolloverBasis.Remaining, 333_333, null, 0, 33)]
    [InlineData(RolloverBasis.Remaining, 0, null, 0, 0)]
    public void How_much_rolls_over_is_a_part_of_the_basis_bounded_by_what_is_left_and_by_the_cap(RolloverBasis basis, int parts, int? cap, int used, int rolled)
    {
        var till = Rolling(100, new() { Basis = basis, FractionParts = parts, Cap = cap });
        till.Use(used);
        till.Advance(End);

        Assert.Equal(rolled, till.Book.Grants.GetValueOrDefault("g.r1")?.MovedIn ?? 0);
    }

    [Fact]
    public void Units_roll_over_as_often_as_the_terms_say()
    {
        var till = Rolling(10, new() { NewExpiry = new(CadenceUnit.Day, 1), GenerationsMax = 2 });
        till.Advance(End.AddDays(9));

        Assert.Equal("g=0 g.r1=0 g.r2=0", till.Left());
        Assert.Equal((10, 2), (till.Book.Grants["g.r2"].Expired, till.Book.Grants["g.r2"].Terms.Generation));
    }

    [Theory]
    [InlineData(RolloverOrder.First, "g.r1")]
    [InlineData(RolloverOrder.Last, "other")]
    public void What_rolled_over_burns_first_or_last_whatever_the_order(RolloverOrder order, string burnt)
    {
        var till = Rolling(10, new() { Order = order });
        till.Grant("other", 10, terms => terms with { Priority = order == RolloverOrder.First ? -5 : 5 });
        till.Advance(End);

        Assert.Equal([$"wallet/{burnt}→spent/llm 1"], Moves.Of(till.Use(1)));
    }

    /// <summary>As one system trims its roll-overs: at most 500 of them together, the oldest cut first.</summary>
    [Fact]
    public void A_cap_of_the_total_cuts_the_oldest_first()
    {
        var till = new Till();
        till.Repeat("pro", 400, new(CadenceUnit.Month, 1), terms => terms with { Grant = terms.Grant with { Rollover = new() { Cap = 500, CapOf = RolloverCapOf.Total } } });
        till.Advance(till.Now);
        till.Use(100);
        till.Advance(Till.Noon.AddMonths(2));

        Assert.Equal("pro:1=0 pro:1.r1=100 pro:2=0 pro:2.r1=400 pro:3=400", till.Left());
        Assert.Equal(200, till.Book.Grants["pro:1.r1"].Expired);
    }

    [Theory]
    [InlineData(RolloverOnPlanChange.Keep, 10)]
    [InlineData(RolloverOnPlanChange.Forfeit, 0)]
    public void After_the_plan_has_ended_it_rolls_over_or_not_as_the_terms_say(RolloverOnPlanChange policy, long rolled)
    {
        var till = new Till();
        till.Repeat("pro", 10, new(CadenceUnit.Day, 2), terms => terms with { Grant = terms.Grant with { Rollover = new() { OnPlanChange = policy } } });
        till.Now = Till.Noon.AddDays(1);
        till.End("pro");
        till.Advance(Till.Noon.AddDays(5));

        Assert.Equal(rolled, till.Book.Grants.GetValueOrDefault("pro:1.r1")?.MovedIn ?? 0);
        Assert.Equal(10 - rolled, till.Book.Grants["pro:1"].Expired);
    }

    private static (string?, int, DateTimeOffset?, GrantSource) Of(GrantTerms terms) => (terms.From, terms.Generation, terms.ExpiresAt, terms.Source);

    private static Till Rolling(long units, RolloverTerms rollover)
    {
        var till = new Till();
        till.Grant("g", units, terms => terms with { ExpiresAt = End, Rollover = rollover });
        return till;
    }
}
