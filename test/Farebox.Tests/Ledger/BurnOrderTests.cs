using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Tests.Ledger;

public sealed class BurnOrderTests
{
    private static readonly GrantTerms Usual = new()
    {
        Id = "m", Asset = Till.Credit, Units = 100, Source = GrantSource.Purchased, Priority = 5, EffectiveAt = Till.Noon,
        ExpiresAt = Till.Noon.AddDays(30), CostBasis = Amount.FromUnits(Till.Dollar, 1000),
    };

    /// <summary>Each criterion against all that come after it, which say the opposite.</summary>
    public static TheoryData<string, GrantTerms> Earlier => new()
    {
        { "priority", Late with { Priority = 4 } },
        { "expiry", Late with { Priority = 5, ExpiresAt = Till.Noon.AddDays(29) } },
        { "free before paid", Late with { Priority = 5, ExpiresAt = Usual.ExpiresAt, Source = GrantSource.Bonus } },
        { "cost basis", Late with { Priority = 5, ExpiresAt = Usual.ExpiresAt, Source = GrantSource.Commit, CostBasis = Amount.FromUnits(Till.Dollar, 999) } },
        { "age", Late with { Priority = 5, ExpiresAt = Usual.ExpiresAt, Source = GrantSource.Purchased, CostBasis = Usual.CostBasis, EffectiveAt = Till.Noon.AddTicks(-1) } },
        { "id", Usual with { Id = "l" } },
    };

    // Later than the usual one by every criterion.
    private static GrantTerms Late => Usual with
    {
        Id = "z", Priority = 6, ExpiresAt = null, CostBasis = Amount.FromUnits(Till.Dollar, 2000), EffectiveAt = Till.Noon.AddDays(1),
    };

    [Theory]
    [MemberData(nameof(Earlier))]
    public void Each_criterion_wins_over_all_that_follow_it(string criterion, GrantTerms earlier)
    {
        Assert.True(BurnOrder.Default.Compare(earlier, Usual) < 0, criterion);
        Assert.True(BurnOrder.Default.Compare(Usual, earlier) > 0, criterion);
        Assert.True(BurnOrder.Default.Compare(Usual, Late) < 0, criterion);
    }

    [Fact]
    public void The_order_is_total_so_only_the_same_grant_is_equal()
    {
        Assert.Equal(0, BurnOrder.Default.Compare(Usual, Usual with { Units = 100 }));
        Assert.NotEqual(0, BurnOrder.Default.Compare(Usual, Usual with { Id = "M" }));
    }

    [Fact]
    public void Cost_basis_is_compared_per_unit_and_exactly()
    {
        // 1/3 against 3333333333/10000000000: the same to nine places.
        var third = Usual with { Units = 3, CostBasis = Amount.FromUnits(Till.Dollar, 1) };
        var nearly = Usual with { Id = "a", Units = 10_000_000_000, CostBasis = Amount.FromUnits(Till.Dollar, 3_333_333_333) };

        Assert.True(BurnOrder.Default.Compare(nearly, third) < 0);
        Assert.True(BurnOrder.Default.Compare(nearly with { Id = "z" }, third) < 0);
    }

    [Fact]
    public void What_cost_nothing_burns_before_what_cost_something() =>
        Assert.True(BurnOrder.Default.Compare(Usual with { Id = "z", CostBasis = null }, Usual) < 0);

    [Fact]
    public void The_order_is_the_same_from_every_arrival()
    {
        GrantTerms[] all = [Usual, Late, .. Earlier.Select(row => (GrantTerms)row[1])];
        var expected = all.Order(BurnOrder.Default).Select(terms => terms.Id + terms.Priority).ToArray();

        for (var turn = 0; turn < all.Length; turn++)
            Assert.Equal(expected, all.Skip(turn).Concat(all.Take(turn)).Reverse().Order(BurnOrder.Default).Select(terms => terms.Id + terms.Priority));
    }

    [Fact]
    public void Use_burns_grants_in_order_whatever_the_order_they_came_in()
    {
        var till = new Till();
        till.Grant("late", 10, terms => terms with { Priority = 2 });
        till.Grant("first", 3);
        till.Grant("second", 4, terms => terms with { Priority = 1 });

        Assert.Equal(["wallet/first→spent/llm 3", "wallet/second→spent/llm 4", "wallet/late→spent/llm 1"], Moves.Of(till.Use(8)));
    }
}
