using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>A rejection has a code for programs and a sentence that tells a person what is wrong and what to do.</summary>
public sealed class RejectionTests
{
    private readonly Till _till = new();

    [Fact]
    public void Of_an_account_and_its_members()
    {
        Rejected("already_exists", "Account 'acme' exists with other cards.", new OpenAccount(Till.Tenant, "acme", "other", "default"));
        Rejected("member_unknown", "There is no member 'boss' to be below. Add it first.", new AddMember(Till.Tenant, "acme", "m", "boss"));
        Rejected("member_unknown", "There is no member 'nobody'. Add it first.", new SetLimit(Till.Tenant, "acme", "k", "nobody", Till.Credit, 1));
        var empty = new Decider(new(Till.Prices), Till.Tenant);
        Assert.Equal(
            new("account_unknown", "There is no account 'none'. Create it first."),
            empty.Decide(new SetLimit(Till.Tenant, "none", "k", null, Till.Credit, 1), new(Identity.OfBook(Till.Tenant, "none"), "none"), Till.Noon, _till).Rejection);
    }

    [Fact]
    public void Of_a_grant()
    {
        Rejected("invalid_rule", $"Reports say '{RollUp.DebtGrant}' for use that no grant has paid. Choose another id for the grant.", _till.Granting(RollUp.DebtGrant, 1));
        Rejected("expiry_in_past", "The grant would expire at or before now. Give it a later expires_at.", _till.Granting("g", 1, terms => terms with { ExpiresAt = Till.Noon }));
        Rejected(
            "expiry_in_past", "The grant would expire before it is effective.",
            _till.Granting("g", 1, terms => terms with { EffectiveAt = Till.Noon.AddDays(1), ExpiresAt = Till.Noon.AddHours(1) }));
        _till.Grant("g", long.MaxValue);
        Rejected("amount_overflow", "All grants of this asset together would not fit the ledger.", _till.Granting("h", 1));
    }

    [Fact]
    public void A_grant_effective_now_begins_when_it_is_recorded()
    {
        _till.Now = Till.Noon.AddHours(3);
        var terms = new GrantTerms { Id = "g", Asset = Till.Credit, Units = 1, Source = GrantSource.Bonus, EffectiveAt = Till.Noon, ExpiresAt = Till.Noon.AddHours(4) };

        Assert.Equal(_till.Now, Assert.IsType<GrantIssued>(_till.Do(new IssueGrant(Till.Tenant, "acme", terms, effectiveNow: true)).Body).Terms.EffectiveAt);
        Assert.Equal(Till.Noon, Assert.IsType<GrantIssued>(_till.Do(new IssueGrant(Till.Tenant, "acme", terms with { Id = "h" }, effectiveNow: false)).Body).Terms.EffectiveAt);
    }

    [Fact]
    public void Of_a_hold()
    {
        _till.Grant("g", 100);
        _till.Hold("h", 10);
        Rejected("member_unknown", "There is no member 'nobody'. Add it, or leave it out.", Till.Holding("i", 1, member: "nobody"));
        Rejected("already_exists", "Hold 'h' is open already. Choose another id.", Till.Holding("h", 1));
        Rejected("meter_unknown", "There is no meter 'none'. Create it first.", OfData("none", 5));
        Rejected("price_missing", "Meter 'seats' only counts, so there is nothing to hold.", OfData("seats", 5));
        Rejected("amount_not_positive", "The data comes to nothing, so there is nothing to hold. Report the event when the work is done.", OfData("llm", 0));
        Rejected("amount_not_positive", "The amount is above zero. To free a hold unused, release it.", _till.Capturing("h", "0"));
        Rejected("amount_not_positive", "The amount is above zero. To free a hold unused, release it.", _till.Growing("h", "0"));
        Rejected("hold_unknown", "The account has no hold 'x'.", _till.Capturing("x", "1"));
        Rejected("hold_unknown", "The account has no hold 'x'.", _till.Growing("x", "1"));
        Rejected("hold_unknown", "The account has no hold 'x'.", _till.Extending("x", TimeSpan.FromHours(1)));
        Rejected("hold_unknown", "The account has no hold 'x'.", new ReleaseHold(Till.Tenant, "acme", "k", "x"));
        Rejected("hold_unknown", "The account has no hold 'x'.", _till.Using(1, hold: "x", byHoldRoute: true));
        _till.Hold("gone", 1);
        _till.Release("gone");
        Rejected("hold_not_open", "Hold 'gone' is released. Send the event to /v1/events to debit it directly.", _till.Using(1, hold: "gone", byHoldRoute: true));
        Rejected("meter_unknown", "The hold is for no meter, so name the meter of the data.", GrowHold.OfData(Till.Tenant, "acme", "k", "h", null, Data(1), Guid.Empty));
    }

    [Fact]
    public void Of_an_event()
    {
        var poor = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers, meter: "strict")), credits: 0);

        Detail("meter_unknown", "No meter takes events of type 'unheard' with this data; create one and rate the event again.", _till.Use(1, type: "unheard"));
        Detail("insufficient_credit", "Credit is short, and the meter rejects on shortfall.", poor.Use(1, type: "strict"));
        Detail("price_missing", "Rate card 'default' has no version at the time of the event, for meter 'llm'.", _till.Use(1, at: Till.Noon.AddYears(-2)));
        Detail(
            "price_missing", "Rate card 'default' version 1 has no price for meter 'llm', class 'tokens', with these dimensions.",
            Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers, meter: "strict"))).Use(1));
    }

    [Fact]
    public void Of_an_amount()
    {
        _till.Grant("g", 100);
        _till.Hold("h", 10);

        Rejected("too_many_decimals", "An amount of credit has at most 0 decimal places.", _till.Capturing("h", "1.5"));
        Rejected("amount_overflow", "The amount does not fit the ledger in credit.", _till.Capturing("h", "9223372036854775808"));
        Rejected("invalid_number", "An amount is a decimal string such as \"1.25\".", _till.Capturing("h", "ten"));
    }

    [Fact]
    public void Of_too_much_below_one_another()
    {
        var names = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 127)).ToArray();
        for (var i = 0; i < 8; i++) _till.Member(names[i], i == 0 ? null : names[i - 1]);

        Rejected(
            "invalid_rule", "The ids from the top of the account down to 'x' are longer than 1024 characters together. Add it further up.",
            new AddMember(Till.Tenant, "acme", "x", names[7]));
        Assert.Equal(EntryStatus.Recorded, _till.Member("x", names[6]).Status);
    }

    [Fact]
    public void Of_one_hold_too_many()
    {
        _till.Grant("g", Book.OpenHoldsMax + 1);
        for (var i = 0; i < Book.OpenHoldsMax; i++) _till.Hold($"h{i}", 1);

        Rejected("too_many_holds", "The account has 10000 open holds. Settle or release some.", Till.Holding("one-more", 1));
        _till.Release("h7");
        Assert.Equal(EntryStatus.Recorded, _till.Hold("one-more", 1).Status);
    }

    [Fact]
    public void A_use_that_would_not_fit_with_all_others_is_refused_in_words()
    {
        var till = new Till(Till.PricesOf(715_827_883m));
        till.Use(12_884_901_882);

        Assert.Equal(new("amount_overflow", "What the account has used in all would not fit the ledger."), till.Decide(till.Using(1)).Rejection);
    }

    [Fact]
    public void An_account_begins_with_the_alert_rules_of_its_tenant()
    {
        var rule = new AlertRule { Id = "low", Kind = AlertKind.LowBalance, Asset = Till.Credit, Units = 5 };
        var book = new Book(Identity.OfBook(Till.Tenant, "new"), "new");
        var opened = new Decider(new(Till.Prices), Till.Tenant).Decide(new OpenAccount(Till.Tenant, "new", "default", "default") { Alerts = [rule] }, book, Till.Noon, _till);

        book.Apply(opened.Entry!);
        Assert.Equal(rule, book.FindAlert("low")?.Rule);
    }

    private static void Detail(string code, string detail, Entry entry) => Assert.Equal((code, detail), (entry.Usage().Code, entry.Usage().Detail));

    private static AuthoriseHold OfData(string meter, int tokens) =>
        AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", "i"), meter, Data(tokens), Guid.Empty, null, TimeSpan.FromHours(1));

    private static EventData Data(int tokens) => Events.WithData($$"""{"tokens":{{tokens}}}""").Data;

    private void Rejected(string code, string detail, Command command)
    {
        var decision = _till.Decide(command);

        Assert.Null(decision.Entry);
        Assert.Equal(new(code, detail), decision.Rejection);
    }
}
