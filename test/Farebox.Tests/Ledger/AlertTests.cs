using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>Somebody is told once that something is so, and not again before it has ended.</summary>
public sealed class AlertTests
{
    [Fact]
    public void A_low_balance_is_told_once_per_falling_and_so_is_its_recovery()
    {
        var till = new Till();
        till.Grant("g", 100);
        till.Alert(AlertKind.LowBalance, below: 20);

        foreach (var tokens in (int[])[79, 1, 5, 5]) till.Use(tokens);
        till.Grant("more", 11);
        till.Grant("enough", 1);
        till.Use(2);

        Assert.Equal(
            [
                "balance.low available=20 granted=100 threshold=20",
                "balance.recovered available=21 granted=111 threshold=20",
                "balance.low available=20 granted=111 threshold=20",
            ],
            till.Told);
    }

    [Fact]
    public void Between_what_tells_and_what_counts_as_recovered_nothing_is_said()
    {
        var till = new Till();
        till.Grant("g", 100);
        till.Alert(AlertKind.LowBalance, below: 20, recovered: 50);
        till.Use(90);
        till.Grant("a", 40);
        till.Use(35);
        till.Grant("b", 36);

        Assert.Equal(["balance.low", "balance.recovered"], till.Told.Select(line => line.Split(' ')[0]));
        Assert.Null(till.Book.FindAlert("low_balance")!.FiringSince);
    }

    [Fact]
    public void A_share_is_of_what_the_live_grants_were_granted()
    {
        var till = new Till();
        till.Alert(AlertKind.LowBalance, percent: 20);
        till.Grant("g", 1000);
        till.Use(799);
        Assert.Empty(till.Told);

        till.Use(1);
        Assert.Equal(["balance.low available=200 granted=1000"], till.Told);
    }

    [Fact]
    public void Nothing_runs_out_before_anything_was_granted()
    {
        var till = new Till();
        till.Alert(AlertKind.LowBalance, below: 20);
        till.Alert(AlertKind.Exhausted);
        till.Use(5);
        Assert.Empty(till.Told);
    }

    [Fact]
    public void A_rule_that_is_set_when_it_is_so_already_tells_at_once()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Alert(AlertKind.LowBalance, below: 20);

        Assert.Equal(["balance.low available=10 granted=10 threshold=20"], till.Told);
    }

    [Fact]
    public void What_is_held_is_not_left_and_what_is_freed_is()
    {
        var till = new Till();
        till.Grant("g", 100);
        till.Alert(AlertKind.Exhausted);
        till.Hold("h", 100);
        till.Release("h");

        Assert.Equal(["balance.exhausted available=0 granted=100", "balance.recovered available=100 granted=100"], till.Told);
    }

    [Fact]
    public void A_balance_falls_at_the_instant_a_grant_expires_although_nothing_is_posted_then()
    {
        var till = new Till();
        till.Grant("g", 100, terms => terms with { ExpiresAt = Till.Noon.AddHours(2) });
        till.Alert(AlertKind.Exhausted);
        till.Advance(Till.Noon.AddHours(1));
        Assert.Empty(till.Told);

        till.Advance(Till.Noon.AddHours(5));
        Assert.Equal(["balance.exhausted available=0 granted=0"], till.Told);
        Assert.Equal(Till.Noon.AddHours(2), till.Book.FindAlert("exhausted")!.FiringSince);
    }

    [Fact]
    public void A_member_is_told_of_what_its_limits_leave_it()
    {
        var till = new Till();
        till.Member("team");
        till.Member("alice", "team");
        till.Grant("g", 1000);
        till.Alert(AlertKind.LowBalance, below: 10, member: "alice");
        till.Limit("team", 50);
        till.Use(39, member: "team");
        Assert.Empty(till.Told);

        till.Use(1, member: "alice");
        Assert.Equal(["balance.low alice available=10 granted=50 threshold=10"], till.Told);
        till.Limit("team", 100);
        Assert.Equal("balance.recovered alice available=60 granted=100 threshold=10", till.Told[^1]);
    }

    [Fact]
    public void Units_that_expire_soon_are_told_of_at_that_instant_once_per_grant()
    {
        var till = new Till();
        till.Alert(AlertKind.ExpiringSoon, within: TimeSpan.FromDays(3));
        till.Grant("g", 100, terms => terms with { ExpiresAt = Till.Noon.AddDays(10) });
        till.Grant("soon", 7, terms => terms with { ExpiresAt = Till.Noon.AddDays(2) });
        Assert.Equal(["grant.expiring soon left=7 held=0"], till.Told);

        till.Hold("h", 7, lasts: TimeSpan.FromDays(1));
        till.Advance(Till.Noon.AddDays(7).AddTicks(-10));
        Assert.Single(till.Told);
        till.Advance(Till.Noon.AddDays(8));
        Assert.Equal("grant.expiring g left=100 held=0", till.Told[^1]);
        Assert.Equal(2, till.Told.Count);
    }

    [Fact]
    public void A_grant_that_was_used_up_expires_unheard()
    {
        var till = new Till();
        till.Alert(AlertKind.ExpiringSoon, within: TimeSpan.FromDays(3));
        till.Grant("g", 100, terms => terms with { ExpiresAt = Till.Noon.AddDays(10) });
        till.Use(100);
        till.Advance(Till.Noon.AddDays(20));

        Assert.Empty(till.Told);
    }

    [Fact]
    public void A_debt_is_told_when_it_begins_and_when_it_is_settled()
    {
        var till = new Till();
        till.Grant("g", 10);
        till.Alert(AlertKind.Debt);
        foreach (var tokens in (int[])[10, 5, 5]) till.Use(tokens);
        till.Grant("half", 5);
        till.Grant("rest", 5);

        Assert.Equal(["debt.begun debt=5", "debt.settled debt=0"], till.Told);
    }

    [Fact]
    public void A_hold_that_lapses_with_units_in_it_is_told_of()
    {
        var till = new Till();
        till.Member("alice");
        till.Grant("g", 100);
        till.Alert(AlertKind.HoldLapsed);
        till.Hold("h", 40, member: "alice");
        till.Hold("done", 40);
        till.Capture("done", 40, final: true);
        till.Advance(Till.Noon.AddHours(2));

        Assert.Equal(["hold.lapsed alice h freed=40"], till.Told);
    }

    [Fact]
    public void A_rule_that_is_set_anew_forgets_what_it_told_and_one_that_is_removed_tells_nothing()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddDays(10) });
        till.Alert(AlertKind.LowBalance, below: 20);
        till.Alert(AlertKind.LowBalance, below: 30);
        till.Alert(AlertKind.ExpiringSoon, within: TimeSpan.FromDays(1));
        Assert.Equal(2, till.Told.Count);

        foreach (var id in (string[])["low_balance", "expiring_soon"]) till.Do(till.Unalerting(id));
        till.Use(10);
        till.Advance(Till.Noon.AddDays(30));
        Assert.Equal(2, till.Told.Count);
        Assert.Empty(till.Book.Alerts);
    }

    [Fact]
    public void Another_rule_on_the_balance_still_looks_when_one_is_removed()
    {
        var till = new Till();
        till.Grant("g", 100, terms => terms with { ExpiresAt = Till.Noon.AddHours(2) });
        till.Alert(AlertKind.Exhausted);
        till.Alert(AlertKind.LowBalance, below: 5);
        till.Do(till.Unalerting("low_balance"));
        till.Advance(Till.Noon.AddHours(3));

        Assert.Equal(["balance.exhausted available=0 granted=0"], till.Told);
    }

    [Fact]
    public void A_book_that_nobody_watches_tells_nothing_and_schedules_nothing()
    {
        var till = new Till();
        till.Grant("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddDays(1), Grace = TimeSpan.Zero });
        till.Use(20);
        till.Advance(Till.Noon.AddDays(2));

        Assert.Empty(till.Told);
        Assert.DoesNotContain(till.Entries, entry => entry.Body is FellDue { Item.Kind: DueKind.Notice });
    }

    [Fact]
    public void Rules_name_members_that_are_there_and_are_not_without_number()
    {
        var till = new Till();
        Assert.Equal("member_unknown", till.Reject(till.Alerting(new() { Id = "a", Kind = AlertKind.Exhausted, Asset = Till.Credit, Member = "nobody" })));
        Assert.Equal("alert_rule_unknown", till.Reject(till.Unalerting("a")));

        for (var i = 0; i < AlertRule.CountMax; i++) till.Alert(AlertKind.Exhausted, id: $"rule-{i}");
        Assert.Equal("too_many_alert_rules", till.Reject(till.Alerting(new() { Id = "one-more", Kind = AlertKind.Exhausted, Asset = Till.Credit })));
        till.Alert(AlertKind.Debt, id: "rule-0");
    }
}
