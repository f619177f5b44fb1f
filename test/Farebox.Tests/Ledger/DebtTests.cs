using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

public sealed class DebtTests
{
    [Fact]
    public void A_shortfall_is_recorded_as_debt_and_remembers_event_meter_model_and_member()
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("g", 3);

        var entry = till.Use(10, "alice", model: "small");

        Assert.Equal(["wallet/g→spent/llm 3", "debt/credit→spent/llm 7"], Moves.Of(entry));
        Assert.Equal((EntryStatus.Recorded, UsageMarks.Debt), (entry.Status, entry.Usage().Marks));
        var debt = Assert.Single(till.Book.WalletOf(Till.Credit).Debts);
        Assert.Equal(($"{entry.Seq}/llm", "llm", "small", "alice", 7), (debt.Key, debt.Meter, debt.Model, debt.Member.Path, debt.Units));
    }

    [Fact]
    public void While_anything_is_owed_every_hold_on_that_wallet_is_refused()
    {
        var till = new Till();
        till.Use(1, model: "small");
        till.Grant("large-only", 100, terms => terms with { Scope = new([], ["large"], []) });
        till.Grant("dollars", 100, terms => terms with { Asset = Till.Dollar });

        Assert.Equal(("debt_outstanding", 100), (till.Hold("h", 1, model: "large").Refusal().Code, till.Hold("h2", 1, model: "large").Refusal().Available));
        Assert.Equal(EntryStatus.Recorded, till.Do(Till.Holding("usd", 1, asset: Till.Dollar)).Status);
        till.Grant("open", 1);
        Assert.Equal(EntryStatus.Recorded, till.Hold("h3", 1, model: "large").Status);
    }

    [Fact]
    public void A_grant_settles_the_oldest_debt_first_and_what_it_pays_is_spent()
    {
        var till = new Till();
        var (first, second) = (till.Use(5).Seq, till.Use(7).Seq);

        var entry = till.Grant("g", 8);

        Assert.Equal(["issued/purchased→wallet/g 8", "wallet/g→debt/credit 5", "wallet/g→debt/credit 3"], Moves.Of(entry));
        Assert.Equal([null, $"{first}/llm", $"{second}/llm"], entry.Transfers.Select(transfer => transfer.Debt));
        Assert.Equal((8, -4, 4), (till.Book.Grants["g"].Spent, till.Balance("debt/credit"), till.Book.WalletOf(Till.Credit).Debts.Single().Units));
    }

    [Fact]
    public void A_grant_settles_only_debts_its_scope_fits()
    {
        var till = new Till();
        till.Member("alice");
        till.Use(5);
        var hers = till.Use(7, "alice").Seq;

        var entry = till.Grant("g", 20, terms => terms with { Scope = new([], [], ["alice"]) });

        Assert.Equal([null, $"{hers}/llm"], entry.Transfers.Select(transfer => transfer.Debt));
        Assert.Equal((13, -5), (till.Balance("wallet/g"), till.Balance("debt/credit")));
    }

    [Fact]
    public void A_grant_of_the_future_settles_when_it_becomes_effective()
    {
        var till = new Till();
        till.Use(5);
        till.Grant("g", 8, terms => terms with { EffectiveAt = Till.Noon.AddHours(1) });
        Assert.Equal(-5, till.Balance("debt/credit"));

        Assert.Equal(0, till.Advance(Till.Noon.AddHours(1).AddTicks(-1)));
        Assert.Equal(1, till.Advance(Till.Noon.AddHours(1)));
        Assert.Equal(["wallet/g→debt/credit 5"], Moves.Of(till.Entries[^1]));
    }

    [Theory]
    [InlineData("release", "held/g→wallet/g 10")]
    [InlineData("lapse", "held/g→wallet/g 10")]
    [InlineData("final capture", "held/g→spent/unmetered 4", "held/g→wallet/g 6")]
    [InlineData("final event", "held/g→spent/llm 4", "held/g→wallet/g 6")]
    public void Whatever_a_hold_gives_back_settles_debt_in_the_same_entry(string end, params string[] before)
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 10);
        till.Use(5);

        var entry = end switch
        {
            "release" => till.Release("h"),
            "final capture" => till.Capture("h", 4, final: true),
            "final event" => till.Use(4, hold: "h", final: true),
            _ => till.Advance(Till.Noon.AddHours(1)) == 1 ? till.Entries[^1] : null!,
        };

        Assert.Equal([.. before, "wallet/g→debt/credit 5"], Moves.Of(entry));
        Assert.Equal(0, till.Balance("debt/credit"));
    }

    [Fact]
    public void A_capture_that_is_not_final_gives_nothing_back_and_settles_nothing()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Hold("h", 10);
        till.Use(5);

        Assert.Equal(["held/g→spent/unmetered 4"], Moves.Of(till.Capture("h", 4)));
    }

    [Fact]
    public void A_debt_is_settled_in_burn_order_from_all_that_came_free()
    {
        var till = new Till();
        till.Grant("z", 3);
        till.Grant("a", 10, terms => terms with { Priority = 1 });
        till.Hold("h", 13);
        till.Use(6);

        Assert.Equal(["held/a→wallet/a 10", "held/z→wallet/z 3", "wallet/z→debt/credit 3", "wallet/a→debt/credit 3"], Moves.Of(till.Release("h")));
    }

    [Fact]
    public void A_thousand_debts_are_settled_by_one_grant_to_the_last_unit()
    {
        var till = new Till();
        for (var i = 0; i < 1000; i++) till.Use(2);

        Assert.Equal(1001, till.Grant("g", 2001).Transfers.Length);
        Assert.Equal((1, 0, 0), (till.Balance("wallet/g"), till.Balance("debt/credit"), till.Book.WalletOf(Till.Credit).Debts.Count));
    }
}
