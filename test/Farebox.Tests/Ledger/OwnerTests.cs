namespace Farebox.Tests.Ledger;

public sealed class OwnerTests
{
    [Fact]
    public void A_grant_of_a_member_pays_for_it_and_those_below_and_for_nobody_else()
    {
        var till = Team();
        till.Grant("team", 10, terms => terms with { Owner = "team-a" });

        Assert.Equal(["wallet/team→spent/llm 3"], Moves.Of(till.Use(3, member: "team-a")));
        Assert.Equal(["wallet/team→spent/llm 3"], Moves.Of(till.Use(3, member: "alice")));
        Assert.Equal(["debt/credit→spent/llm 1"], Moves.Of(till.Use(1, member: "carol")));
        Assert.Equal(["debt/credit→spent/llm 1"], Moves.Of(till.Use(1)));
    }

    [Fact]
    public void What_a_members_own_cannot_cover_falls_through_to_the_pool()
    {
        var till = Team();
        till.Grant("own", 5, terms => terms with { Owner = "alice", Priority = -1 });
        till.Grant("pool", 100);

        Assert.Equal(["wallet/own→spent/llm 5", "wallet/pool→spent/llm 2"], Moves.Of(till.Use(7, member: "alice")));
    }

    [Fact]
    public void An_owner_that_is_no_member_is_refused() =>
        Assert.Equal("member_unknown", Team().Reject(new Till().Granting("own", 5, terms => terms with { Owner = "nobody" })));

    [Fact]
    public void A_grant_of_a_member_settles_the_debts_of_that_member_alone()
    {
        var till = Team();
        till.Use(4, member: "carol");
        till.Use(3, member: "alice");

        Assert.Equal(["issued/purchased→wallet/own 10", "wallet/own→debt/credit 3"], Moves.Of(till.Grant("own", 10, terms => terms with { Owner = "team-a" })));
        Assert.Equal(["wallet/own→wallet/pool 7", "wallet/pool→debt/credit 4"], Moves.Of(till.Reallocate("own", "pool", owner: null)));
    }

    [Fact]
    public void A_carve_out_and_its_return_are_moves_and_issue_nothing()
    {
        var till = Team();
        till.Grant("pool", 100);

        Assert.Equal(["wallet/pool→wallet/alice-own 30"], Moves.Of(till.Reallocate("pool", "alice-own", "alice", 30)));
        Assert.Equal(["wallet/alice-own→spent/llm 10"], Moves.Of(till.Use(10, member: "alice")));
        Assert.Equal(["wallet/alice-own→wallet/back 20"], Moves.Of(till.Reallocate("alice-own", "back", owner: null)));
        Assert.Equal((-100, 30), (till.Balance("issued/purchased"), till.Book.Grants["pool"].MovedOut));
    }

    [Fact]
    public void A_grant_lends_what_its_terms_allow_and_no_more()
    {
        var till = Team();
        till.Grant("bobs", 50, terms => terms with { Owner = "bob", Lendable = 20 });
        till.Grant("firm", 50, terms => terms with { Owner = "bob" });

        till.Lend("bobs", "loan", "alice", 15);
        Assert.Equal("lending_exceeded", till.Reject(TillGrants.Lending("bobs", "more", "alice", 6)));
        till.Lend("bobs", "rest", "alice", 5);
        Assert.Equal("lending_exceeded", till.Reject(TillGrants.Lending("firm", "any", "alice", 1)));
        Assert.Equal(("bobs", 20, 20), (till.Book.Grants["loan"].Terms.From, till.Book.Grants["bobs"].Lent, till.Book.Grants["bobs"].MovedOut));
        Assert.Equal(["wallet/loan→spent/llm 15", "wallet/rest→spent/llm 1"], Moves.Of(till.Use(16, member: "alice")));
    }

    private static Till Team()
    {
        var till = new Till();
        foreach (var (id, parent) in new[] { ("team-a", (string?)null), ("alice", "team-a"), ("bob", "team-a"), ("carol", null) }) till.Member(id, parent);
        return till;
    }
}
