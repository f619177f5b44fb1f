using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("llm", null, null, true)]
    [InlineData("images", null, null, false)]
    [InlineData("llm", "small", null, true)]
    [InlineData("llm", "large", null, false)]
    [InlineData("llm", null, "alice", true)]
    [InlineData("llm", null, "team-a", true)]     // alice is below it
    [InlineData("llm", null, "bob", false)]
    [InlineData("llm", "small", "alice", true)]
    [InlineData("llm", "large", "alice", false)]  // every list must admit it
    public void A_grant_pays_only_for_what_its_scope_admits(string meter, string? model, string? member, bool pays)
    {
        var till = Team();
        till.Grant("scoped", 10, terms => terms with { Scope = Scope([meter], model, member) });

        var entry = till.Use(4, "alice", model: "small");

        Assert.Equal(pays ? ["wallet/scoped→spent/llm 4"] : ["debt/credit→spent/llm 4"], Moves.Of(entry));
    }

    [Fact]
    public void A_use_that_names_no_model_is_not_admitted_where_models_are_listed()
    {
        var till = Team();
        till.Grant("small-only", 10, terms => terms with { Scope = Scope([], "small", null) });

        Assert.Equal(["debt/credit→spent/llm 4"], Moves.Of(till.Use(4, "alice")));
        Assert.Equal(["wallet/small-only→spent/llm 4"], Moves.Of(till.Use(4, "alice", model: "small")));
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("llm", null, null, true)]
    [InlineData("strict", null, null, false)]
    public void A_hold_burns_scoped_grants_only_when_it_names_what_they_admit(string? meter, string? model, string? member, bool held)
    {
        var till = Team();
        till.Grant("scoped", 10, terms => terms with { Scope = Scope(["llm"], null, null) });

        var entry = till.Hold("h", 5, member, meter, model);

        if (held) Assert.Equal(["wallet/scoped→held/scoped 5"], Moves.Of(entry));
        else Assert.Equal(("insufficient_credit", 0), (entry.Refusal().Code, entry.Refusal().Available));
    }

    [Fact]
    public void A_hold_that_names_nothing_burns_unscoped_grants_only()
    {
        var till = Team();
        till.Grant("scoped", 10, terms => terms with { Scope = Scope([], null, "team-a"), Priority = -1 });
        till.Grant("open", 10);

        Assert.Equal(["wallet/open→held/open 5"], Moves.Of(till.Hold("any", 5)));
        Assert.Equal(["wallet/scoped→held/scoped 5"], Moves.Of(till.Hold("hers", 5, "alice")));
    }

    [Fact]
    public void What_is_available_counts_only_what_may_pay()
    {
        var till = Team();
        till.Grant("scoped", 10, terms => terms with { Scope = Scope(["llm"], null, null) });
        till.Grant("open", 4);

        Assert.Equal(4, till.Hold("bare", 5).Refusal().Available);
        Assert.Equal(14, till.Hold("named", 15, meter: "llm").Refusal().Available);
    }

    private static Till Team()
    {
        var till = new Till();
        till.Member("team-a");
        till.Member("alice", "team-a");
        till.Member("bob");
        return till;
    }

    private static GrantScope Scope(string[] meters, string? model, string? member) =>
        new([.. meters], model is null ? [] : [model], member is null ? [] : [member]);
}
