using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Tests.Charging.Closing;
using Farebox.Tests.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Charging;

/// <summary>The same as <see cref="RejectionTests"/>, for what is done to grants, schedules, purchases, alerts and closes.</summary>
public sealed class RejectionGrantsTests
{
    private static readonly CadenceSpan Month = new(CadenceUnit.Month, 1);
    private readonly Till _till = new();

    [Fact]
    public void Of_a_new_grant()
    {
        _till.Grant("g", 10);
        _till.BuyAt(20, units: 100);
        _till.Advance(Till.Noon);
        var purchase = _till.Book.FindTopUpRule("credit")!.Standing.InFlight!;

        Rejected("already_exists", "There is a grant 'g' with other content. Choose another id.", _till.Granting("g", 1));
        Rejected("already_exists", $"A purchase is called '{purchase}', and its credit will be. Choose another id.", _till.Granting(purchase, 1));
        Rejected("member_unknown", "There is no member 'nobody' to own it. Add it first.", _till.Granting("h", 1, terms => terms with { Owner = "nobody" }));
    }

    [Fact]
    public void Of_a_wallet_that_is_full()
    {
        for (var i = 0; i < Book.LiveGrantsMax; i++) _till.Grant($"g{i}", 1);

        Rejected("too_many_grants", "A wallet has at most 1000 live grants.", _till.Granting("one-more", 1));
        Assert.Equal(EntryStatus.Recorded, _till.Grant("dollars", 1, terms => terms with { Asset = Till.Dollar }).Status);
    }

    [Fact]
    public void Of_a_move()
    {
        _till.Member("bob");
        _till.Grant("g", 10, terms => terms with { ExpiresAt = Till.Noon.AddDays(1), Lendable = 5 });
        _till.Grant("order", 10, terms => terms with { Payment = GrantPayment.Awaited });
        _till.Lend("g", "loan", "bob", 2);

        Rejected("grant_unknown", "The account has no grant 'none'.", Extending("none", Till.Noon.AddDays(2)));
        Rejected("grant_not_movable", "Grant 'order' may pay nothing yet: it waits to be released or paid for.", Extending("order", Till.Noon.AddDays(2)));
        Rejected("amount_exceeds_grant", "Grant 'g' has 8 credit left that is not held.", TillGrants.Moving("g", "x", new(MoveReason.Reallocation, "9", "bob", null, false)));
        Rejected("lending_exceeded", "Grant 'g' may lend no more: 5 credit in all, of which 2 credit is lent.", TillGrants.Lending("g", "x", "bob", 4));
        Rejected("expiry_in_past", "The credit would expire at or before now. Give it a later expires_at.", Extending("g", Till.Noon));
        Rejected("nothing_to_move", "It expires then already.", Extending("g", Till.Noon.AddDays(1)));
        Rejected("nothing_to_move", "It belongs there already.", TillGrants.Moving("g", "x", new(MoveReason.Reallocation, null, null, null, false)));
        _till.Grant("future", 10, terms => terms with { EffectiveAt = Till.Noon.AddDays(5), ExpiresAt = Till.Noon.AddDays(9) });
        Rejected("expiry_in_past", "The credit would expire at or before now. Give it a later expires_at.", Extending("future", Till.Noon.AddDays(5)));
        _till.Now = Till.Noon.AddHours(1);
        Rejected("expiry_in_past", "The credit would expire at or before now. Give it a later expires_at.", Extending("g", _till.Now));
        _till.Reallocate("g", "all", "bob");
        Rejected("amount_exceeds_grant", "Grant 'g' has 0 credit left that is not held.", TillGrants.Moving("g", "y", new(MoveReason.Reallocation, null, "bob", null, false)));
        _till.Now = Till.Noon.AddDays(1);
        Rejected("grant_ended", "Grant 'g' has expired or was removed. Grant credit anew.", Extending("g", Till.Noon.AddDays(2)));
    }

    [Fact]
    public void A_grant_is_lent_to_the_last_unit_and_moved_to_the_last_unit()
    {
        _till.Member("bob");
        _till.Grant("g", 10, terms => terms with { Lendable = 5, ExpiresAt = Till.Noon.AddDays(9) });

        _till.Lend("g", "loan", "bob", 2);
        _till.Postpone("g", "later", Till.Noon.AddDays(10), 4);
        _till.Lend("g", "rest", "bob", 3);

        Assert.Equal((5, 3), (_till.Book.Grants["g"].Lent, _till.Book.Grants["later"].Terms.Lendable));
        Assert.Equal(1, Assert.IsType<UnitsMoved>(_till.Reallocate("g", "last", "bob", 1).Body).Terms.Units);
        Rejected("amount_exceeds_grant", "Grant 'g' has 0 credit left that is not held.", TillGrants.Removing("g", GrantRemoval.Void, 1));
    }

    [Fact]
    public void A_move_keeps_the_expiry_and_an_extension_the_owner()
    {
        _till.Member("bob");
        _till.Grant("g", 10, terms => terms with { Owner = "bob", ExpiresAt = Till.Noon.AddDays(9), Lendable = 5 });

        _till.Postpone("g", "later", Till.Noon.AddDays(10), 4);
        _till.Reallocate("g", "back", owner: null, 4);

        Assert.Equal(("bob", Till.Noon.AddDays(10)), (_till.Book.Grants["later"].Terms.Owner, _till.Book.Grants["later"].Terms.ExpiresAt));
        Assert.Equal((null, Till.Noon.AddDays(9)), (_till.Book.Grants["back"].Terms.Owner, _till.Book.Grants["back"].Terms.ExpiresAt));
        Assert.Equal((4, 0), (_till.Book.Grants["later"].Terms.Lendable, _till.Book.Grants["back"].Terms.Lendable));
        Assert.All(_till.Entries.Where(entry => entry.Kind == EntryKind.Move), entry => Assert.Equal("bob", entry.Member));
    }

    [Fact]
    public void Of_a_removal_and_a_payment()
    {
        _till.Grant("g", 10);
        _till.Grant("order", 10, terms => terms with { Payment = GrantPayment.OnCredit });
        _till.Pay("order");

        Rejected("grant_unknown", "The account has no grant 'none'.", new MarkPaid(Till.Tenant, "acme", "none", null));
        Rejected("nothing_owed", "Nothing is owed for grant 'g'.", new MarkPaid(Till.Tenant, "acme", "g", null));
        Rejected("nothing_owed", "Nothing is owed for grant 'order'.", new MarkPaid(Till.Tenant, "acme", "order", "again"));
        Rejected("grant_unknown", "The account has no grant 'none'.", TillGrants.Removing("none", GrantRemoval.Void));
        _till.Remove("g", GrantRemoval.Void);
        Rejected("grant_ended", "Grant 'g' has expired or was removed. Grant credit anew.", TillGrants.Removing("g", GrantRemoval.Void));
    }

    [Fact]
    public void What_a_removal_uses_must_fit_with_all_that_was_used()
    {
        var till = new Till(Till.PricesOf(715_827_883m));
        till.Grant("g", 10, terms => terms with { Scope = new(["strict"], [], []) });
        till.Grant("one", 1, terms => terms with { Scope = new(["strict"], [], []) });
        till.Hold("h", 1, meter: "strict");
        till.Use(12_884_901_882);
        Assert.Equal(long.MaxValue - 1, till.Balance("spent/llm"));
        var held = till.Book.Grants.Values.Single(grant => grant.Held.Balance == 1).Terms.Id;

        Assert.Equal(new("amount_overflow", "What the account has used in all would not fit the ledger."), till.Decide(TillGrants.Removing("g", GrantRemoval.Decrement, 2)).Rejection);
        Assert.Equal(new("amount_overflow", "What the account has used in all would not fit the ledger."), till.Decide(TillGrants.Removing(held, GrantRemoval.Decrement)).Rejection);
        Assert.Equal(EntryStatus.Recorded, till.Remove(held, GrantRemoval.Void).Status);
    }

    [Fact]
    public void Of_a_schedule()
    {
        var full = new Till();
        for (var i = 0; i < Book.SchedulesMax; i++) full.Repeat($"s{i}", 1, Month);
        Assert.Equal(new("too_many_schedules", "An account has at most 100 schedules that have not ended."), full.Decide(TillGrants.Repeating(full, "one-more", 1, Month)).Rejection);
        full.End("s0");
        Assert.Equal(EntryStatus.Recorded, full.Repeat("one-more", 1, Month).Status);

        Rejected("member_unknown", "There is no member 'nobody' to own it. Add it first.", Repeating(terms => terms with { Grant = terms.Grant with { Owner = "nobody" } }));
        Rejected("range_invalid", "A schedule starts at most a year ago.", Repeating(terms => terms with { Grant = terms.Grant with { EffectiveAt = Till.Noon.AddDays(-366).AddTicks(-1) } }));
        Rejected("range_invalid", "The schedule would end before it starts.", Repeating(terms => terms with { EndsAt = Till.Noon }));
        Rejected(
            "invalid_rule", "What is released in parts starts with a period of the cadence.",
            Repeating(terms => terms with { ReleaseEvery = Month, Cadence = new(new(CadenceUnit.Year, 1), Till.Noon.AddDays(1), TimeZoneInfo.Utc) }));
        Rejected("amount_overflow", "What the schedule would grant in a period would not fit the ledger.", Repeating(terms => terms with { Seats = 2, Grant = terms.Grant with { Units = (long.MaxValue / 2) + 1 } }));
        Rejected(
            "amount_overflow", "What the schedule would grant in a period would not fit the ledger.",
            Repeating(terms => terms with { Seats = 2, Grant = terms.Grant with { CostBasis = Amount.FromUnits(Till.Dollar, (long.MaxValue / 2) + 1) } }));
        Assert.Equal(EntryStatus.Recorded, _till.Do(Repeating(terms => terms with
        {
            Seats = 1, Grant = terms.Grant with { Units = long.MaxValue, EffectiveAt = Till.Noon.AddDays(-366), CostBasis = Amount.FromUnits(Till.Dollar, long.MaxValue) },
        })).Status);
    }

    [Fact]
    public void Of_what_is_done_to_a_schedule()
    {
        _till.Repeat("s", 10, Month, terms => terms with { EndsAt = Till.Noon.AddYears(1) });

        Rejected("schedule_unknown", "The account has no schedule 'none'.", new SetSeats(Till.Tenant, "acme", "k", "none", 1));
        Rejected("invalid_rule", "Schedule 's' has no seats: it grants the same for any number.", new SetSeats(Till.Tenant, "acme", "k", "s", 1));
        Rejected("range_invalid", "A schedule ends now or later, and not after it would have ended anyway.", Ending(Till.Noon.AddTicks(-1)));
        Rejected("range_invalid", "A schedule ends now or later, and not after it would have ended anyway.", Ending(Till.Noon.AddYears(1).AddTicks(1)));
        Rejected("invalid_rule", "What is left is taken back at once, so only by an end now.", Ending(Till.Noon.AddTicks(1), ScheduleLeftover.Void));
        _till.Do(Ending(Till.Noon.AddYears(1)));
        _till.Do(Ending(Till.Noon, ScheduleLeftover.Void));
        Rejected("schedule_ended", "Schedule 's' has ended. Set up another one.", Ending(null));
    }

    [Fact]
    public void Seats_that_would_grant_too_much_are_refused_and_belong_to_the_owner_of_the_schedule()
    {
        _till.Member("bob");
        _till.Repeat("team", long.MaxValue / 2, Month, terms => terms with { Seats = 1, Grant = terms.Grant with { Owner = "bob" } });

        Rejected("amount_overflow", "What the schedule would grant in a period would not fit the ledger.", new SetSeats(Till.Tenant, "acme", "k", "team", 3));
        Assert.Equal(("bob", "bob"), (_till.Seats("team", 2).Member, _till.End("team").Member));
    }

    [Fact]
    public void A_schedule_that_starts_now_starts_when_it_is_recorded_and_keeps_an_anchor_of_its_own()
    {
        _till.Now = Till.Noon.AddHours(5);
        var usual = TillGrants.Repeating(_till, "s", 10, Month).Terms;
        var terms = usual with { Grant = usual.Grant with { EffectiveAt = Till.Noon }, Cadence = usual.Cadence with { Anchor = Till.Noon } };

        var started = Assert.IsType<ScheduleSet>(_till.Do(new SetUpSchedule(Till.Tenant, "acme", terms, startsNow: true)).Body).Terms;
        Assert.Equal((_till.Now, _till.Now), (started.StartsAt, started.Cadence.Anchor));

        var first = Till.Noon.AddDays(-11);
        var anchored = terms with { Grant = terms.Grant with { Id = "t" }, Cadence = terms.Cadence with { Anchor = first } };
        started = Assert.IsType<ScheduleSet>(_till.Do(new SetUpSchedule(Till.Tenant, "acme", anchored, startsNow: true)).Body).Terms;
        Assert.Equal((_till.Now, first), (started.StartsAt, started.Cadence.Anchor));
    }

    [Fact]
    public void Of_a_purchase_and_its_rule()
    {
        _till.Grant("g", 10);
        Rejected("top_up_rule_unknown", "There is no top-up rule for credit.", new SetTopUpRule(Till.Tenant, "acme", "k", Till.Credit, null));
        _till.BuyAt(20, units: 100);
        _till.Advance(Till.Noon);
        var id = _till.Book.FindTopUpRule("credit")!.Standing.InFlight!;
        _till.Grant("more", long.MaxValue - 60);

        Rejected("top_up_unknown", "The account has no top-up 'none'.", new SettleTopUp(Till.Tenant, "acme", "none", true, ""));
        Rejected("amount_overflow", "All grants of this asset together would not fit the ledger.", new SettleTopUp(Till.Tenant, "acme", id, true, ""));
        var poor = new Till();
        poor.BuyAt(20, units: 100);
        poor.Advance(Till.Noon);
        var paid = poor.Book.FindTopUpRule("credit")!.Standing.InFlight!;
        poor.Paid(paid);
        Assert.Equal(new("top_up_paid", $"Top-up '{paid}' was paid, and its credit was granted."), poor.Decide(new SettleTopUp(Till.Tenant, "acme", paid, false, "")).Rejection);
    }

    [Fact]
    public void Of_an_alert_rule()
    {
        var rule = new AlertRule { Id = "a", Kind = AlertKind.Exhausted, Asset = Till.Credit };

        Rejected("alert_rule_unknown", "There is no alert rule 'a'.", _till.Unalerting("a"));
        Rejected("member_unknown", "There is no member 'nobody'. Add it first.", _till.Alerting(rule with { Member = "nobody" }));
        for (var i = 0; i < AlertRule.CountMax; i++) _till.Do(_till.Alerting(rule with { Id = $"a{i}" }));
        Rejected("too_many_alert_rules", "An account has at most 100 alert rules.", _till.Alerting(rule));
        Assert.Equal(EntryStatus.Recorded, _till.Do(_till.Alerting(rule with { Id = "a7", Kind = AlertKind.Debt })).Status);
    }

    [Fact]
    public void Of_a_close()
    {
        Rejected("period_open", "Events count in 2026-07 until it has ended and its grace has passed. Close it then.", ClosingTill.Closing("2026-07"));
        _till.Now = new(2026, 9, 2, 0, 0, 0, TimeSpan.Zero);
        var close = _till.Do(ClosingTill.Closing("2026-07"));
        Rejected("period_closed", "The account is closed up to 2026-08-01T00:00:00Z, and 2026-06 with it.", ClosingTill.Closing("2026-06"));
        Rejected("close_unfinished", "The close before is still being posted. Close that period again, which posts what is left of it.", ClosingTill.Closing("2026-08"));

        var period = ((PeriodClosed)close.Body).Period;
        Rejected("period_closed", "Another period has been closed since.", new FinishClose(Till.Tenant, "acme", new(period, close.Seq - 1, 0, 0)));
        Rejected("period_closed", "That close has posted all that differed.", _till.Posting(Differing(period, close.Seq - 1, 5), Till.Noon, close));
        Rejected("book_moved", "The account has gone on since the adjustment was planned. Close the period again.", _till.Posting(Differing(period, close.Seq, -5), Till.Noon, close));
        _till.Use(10);
        Rejected("amount_overflow", "What the account has used in all would not fit the ledger.", _till.Posting(Differing(period, close.Seq, long.MaxValue), Till.Noon, close));
        Assert.Equal(EntryStatus.Recorded, _till.Do(_till.Posting(Differing(period, close.Seq, long.MaxValue - 10), Till.Noon, close)).Status);
        _till.Do(new FinishClose(Till.Tenant, "acme", new(period, close.Seq, 0, 0)));
        Rejected("period_closed", "That close has posted all that differed.", _till.Posting(Differing(period, close.Seq, 5), Till.Noon, close));
    }

    private static Adjustment Differing(CountingPeriod period, long through, long units) => new()
    {
        Meter = "llm", Model = "", Asset = Till.Credit, Period = period, Closes = period, Through = through, Events = 1, Rated = Math.Max(units, 0), Charged = Math.Max(-units, 0),
    };

    private static MoveUnits Extending(string grant, DateTimeOffset until) => TillGrants.Moving(grant, "x", new(MoveReason.Extension, null, null, until, false));

    private static EndSchedule Ending(DateTimeOffset? at, ScheduleLeftover leftover = ScheduleLeftover.Keep) => new(Till.Tenant, "acme", $"end {at:O} {leftover}", "s", at, leftover);

    private SetUpSchedule Repeating(Func<ScheduleTerms, ScheduleTerms> terms) => TillGrants.Repeating(_till, "s", 10, Month, terms);

    private void Rejected(string code, string detail, Command command)
    {
        var decision = _till.Decide(command);

        Assert.Null(decision.Entry);
        Assert.Equal(new(code, detail), decision.Rejection);
    }
}
