using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Tests.Ledger;

public sealed class GrantMoveTests
{
    [Fact]
    public void An_extension_moves_the_rest_to_a_new_grant_that_expires_later()
    {
        var till = Expiring(100);
        till.Use(40);

        Assert.Equal(["wallet/g→wallet/longer 60"], Moves.Of(till.Postpone("g", "longer", Till.Noon.AddDays(9))));
        till.Now = Till.Noon.AddDays(8);
        Assert.Equal(["wallet/longer→spent/llm 60"], Moves.Of(till.Use(60)));
        Assert.Equal(0, till.Book.Grants["g"].Expired);
    }

    [Fact]
    public void What_is_held_stays_where_it_is()
    {
        var till = Expiring(100);
        till.Hold("h", 30);

        Assert.Equal("amount_exceeds_grant", till.Reject(TillGrants.Moving("g", "all", new(MoveReason.Extension, "71", null, null, true))));
        Assert.Equal(["wallet/g→wallet/rest 70"], Moves.Of(till.Postpone("g", "rest", null)));
        Assert.Equal(["held/g→wallet/g 30"], Moves.Of(till.Release("h")));
    }

    [Fact]
    public void The_cost_goes_on_with_the_units_and_the_last_share_takes_the_rest()
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("g", 3, terms => terms with { CostBasis = Amount.FromUnits(Till.Dollar, 100) });
        foreach (var part in new[] { "a", "b", "c" }) till.Reallocate("g", part, "alice", 1);

        Assert.Equal([33, 33, 34], new[] { "a", "b", "c" }.Select(part => till.Book.Grants[part].Terms.CostBasis!.Value.Units));
        Assert.Equal(0, CostShare.LeftOf(till.Book.Grants["g"])!.Value.Units);
    }

    [Theory]
    [InlineData("nothing_to_move", true, null)]
    [InlineData("expiry_in_past", true, -1)]
    [InlineData("nothing_to_move", false, null)]
    public void A_move_that_changes_nothing_or_ends_in_the_past_is_refused(string code, bool isExtension, int? days)
    {
        var till = Expiring(10);
        DateTimeOffset? expiresAt = days is { } some ? Till.Noon.AddDays(some) : isExtension ? Till.Noon.AddDays(1) : null;

        Assert.Equal(code, till.Reject(TillGrants.Moving("g", "x", new(isExtension ? MoveReason.Extension : MoveReason.Reallocation, null, null, expiresAt, false))));
    }

    [Fact]
    public void What_is_pending_expiry_is_not_moved_any_more()
    {
        var till = Expiring(10);
        till.Now = Till.Noon.AddDays(1);

        Assert.Equal("grant_ended", till.Reject(TillGrants.Moving("g", "x", new(MoveReason.Extension, null, null, null, true))));
    }

    [Fact]
    public void An_id_that_a_grant_has_is_not_given_twice()
    {
        var till = Expiring(10);
        till.Grant("taken", 1);

        Assert.Equal("already_exists", till.Reject(TillGrants.Moving("g", "taken", new(MoveReason.Extension, null, null, null, true))));
        Assert.Equal("grant_unknown", till.Reject(TillGrants.Moving("none", "x", new(MoveReason.Extension, null, null, null, true))));
    }

    [Fact]
    public void A_grant_that_awaits_its_payment_pays_and_moves_only_after_it()
    {
        var till = new Till();
        till.Grant("order", 10, terms => terms with { Payment = GrantPayment.Awaited });

        Assert.Equal(["debt/credit→spent/llm 4"], Moves.Of(till.Use(4)));
        Assert.Equal("grant_not_movable", till.Reject(TillGrants.Moving("order", "x", new(MoveReason.Extension, null, null, Till.Noon.AddDays(1), false))));
        Assert.Equal(["wallet/order→debt/credit 4"], Moves.Of(till.Pay("order")));
        Assert.Equal(["wallet/order→spent/llm 6"], Moves.Of(till.Use(6)));
        Assert.Equal("nothing_owed", till.Reject(new Farebox.Charging.MarkPaid(Till.Tenant, "acme", "order", "again")));
    }

    [Fact]
    public void Credit_on_credit_pays_at_once_and_is_owed_until_it_is_paid()
    {
        var till = new Till();
        till.Grant("trust", 10, terms => terms with { Payment = GrantPayment.OnCredit });

        Assert.Equal(["wallet/trust→spent/llm 4"], Moves.Of(till.Use(4)));
        Assert.Null(till.Book.Grants["trust"].PaidAt);
        till.Pay("trust");
        Assert.Equal(Till.Noon, till.Book.Grants["trust"].PaidAt);
    }

    private static Till Expiring(long units)
    {
        var till = new Till();
        till.Grant("g", units, terms => terms with { ExpiresAt = Till.Noon.AddDays(1) });
        return till;
    }
}
