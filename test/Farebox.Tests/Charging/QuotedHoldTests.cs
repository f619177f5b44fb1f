using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>What a quote costs the seller, from which running counts it goes on, and which terms are not those of a quote.</summary>
public sealed class QuotedHoldTests
{
    private static readonly DateTimeOffset Later = Till.Noon.AddHours(1);

    [Fact]
    public void A_quote_goes_on_from_item_to_item_and_its_hold_does_the_same()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));

        var quote = Quote(till, 8, 8);
        Assert.Equal([8L, 5], quote.Items.Select(item => item.Charge!.Units));
        var held = Assert.IsType<HoldDecided>(till.Do(Asking(quote.TermsUntil(Later)!)).Body);

        Assert.Equal((13, "llm"), (held.Terms.Units, held.Terms.Meter));
        Assert.Equal([8L, 5], held.Estimates.Select(estimate => estimate.Units));
    }

    [Fact]
    public void A_quote_goes_on_from_where_the_account_stands()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        till.Debit(10);

        var terms = Quote(till, 8).TermsUntil(Later)!;
        Assert.Equal(4, Assert.IsType<HoldDecided>(till.Do(Asking(terms)).Body).Terms.Units);
        Assert.Equal(10m, Assert.Single(terms.Counters).Value.Quantity);
    }

    [Fact]
    public void The_seller_sees_what_all_items_cost_or_nothing_when_one_is_unknown()
    {
        var till = new Till();

        var known = Quote(till, 3, 4);
        Assert.Equal((Int128)7_000_000, known.UpstreamCost);
        Assert.Equal((1, 1), (known.TermsUntil(Later)!.RateVersion, known.TermsUntil(Later)!.CostVersion));
        var unknown = new Charger(till.Catalog).Quote([new("llm", Data(3)), new("strict", Data(4))], "default", "default", CounterSnapshot.Empty(), Till.Noon);
        Assert.Null(unknown.UpstreamCost);
        Assert.Equal((Int128)3_000_000, new Charger(till.Catalog).Quote([new("llm", Data(3)), new("none", Data(4))], "default", "default", CounterSnapshot.Empty(), Till.Noon).UpstreamCost);
        Assert.Equal(0, new Charger(till.Catalog).Quote([new("llm", Data(3))], "default", "none", CounterSnapshot.Empty(), Till.Noon).TermsUntil(Later)!.CostVersion);
    }

    [Fact]
    public void All_that_the_ledger_can_say_may_be_quoted_and_held()
    {
        var till = new Till(Till.PricesOf(218_934_409m));
        till.Grant("g", long.MaxValue);

        Assert.Equal(long.MaxValue, Assert.IsType<HoldDecided>(till.Do(Asking(Quote(till, 42_128_471_623).TermsUntil(Later)!)).Body).Terms.Units);
    }

    [Fact]
    public void What_a_quote_would_not_have_said_makes_no_hold()
    {
        var till = new Till(Till.PricesOf(218_934_409m));
        till.Grant("g", long.MaxValue);
        var terms = Quote(till, 42_128_471_623).TermsUntil(Later)!;
        var item = terms.Items[0];

        Invalid(till, terms with { Items = [] });
        Invalid(till, terms with { Items = [new("seats", [1m], [])] });
        Invalid(till, terms with { Items = [item, item] });
        Invalid(till, terms with { Items = [item with { Meter = "none" }] });
        Invalid(till, terms with { Items = [item with { Quantities = [] }] });
        Invalid(till, terms with { Items = [item with { Quantities = [1m, 1m] }] });
        Invalid(till, terms with { Items = [item with { Quantities = [-1m] }] });
        Invalid(till, terms with { Items = [item with { Dimensions = [] }] });
        Invalid(till, terms with { RateCard = "none" });
        Invalid(till, terms with { RateVersion = -1 });
        Invalid(till, terms with { RateVersion = 2 });
        Invalid(till, terms with { CostVersion = 2 });
        Invalid(till, terms with { RateVersion = 0 });
        till.Now = Later;
        Assert.Equal(new("quote_expired", "The quote was valid until 2026-07-01T13:00:00Z. Ask for a new one."), till.Decide(Asking(terms)).Rejection);
        Assert.Equal(EntryStatus.Recorded, till.Do(Asking(terms with { ValidUntil = Later.AddTicks(1), CostVersion = 0 })).Status);
    }

    [Fact]
    public void What_was_not_measured_is_quoted_and_held_as_absent()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(2m)), Chat.Row(new PerUnitCharge(1m), name: "cached")]);
        var quote = new Charger(till.Catalog).Quote([new("chat", Events.WithData("""{"model":"m","input":4}""").Data)], "default", "default", CounterSnapshot.Empty(), Till.Noon);

        Assert.Equal([4m, null], quote.Items[0].Terms!.Quantities);
        Assert.Equal("""{"cards":["default/1",null],"dims":{"model":"m","service_tier":""},"lines":[["input",4,2,null]]}""", Evidence(quote.Items[0].Charge!));
        Assert.Equal(Evidence(quote.Items[0].Charge!), Evidence(Assert.IsType<HoldDecided>(till.Do(Asking(quote.TermsUntil(Later)!)).Body).Estimates[0]));
    }

    private static string Evidence(Charge charge) => System.Text.Encoding.UTF8.GetString(charge.Evidence.Span);

    private static void Invalid(Till till, QuoteTerms terms) => Assert.Equal(new("quote_invalid", "Send the quote as it came."), till.Decide(Asking(terms)).Rejection);

    private static Quote Quote(Till till, params ReadOnlySpan<long> tokens)
    {
        var asks = ImmutableArray.CreateBuilder<QuoteAsk>();
        foreach (var some in tokens) asks.Add(new("llm", Data(some)));
        return new Charger(till.Catalog).Quote(asks.ToImmutable(), "default", "default", CounterSnapshot.Over(till.Book), Till.Noon);
    }

    private static EventData Data(long tokens) => Events.WithData($$"""{"tokens":{{tokens}}}""").Data;

    private static AuthoriseHold Asking(QuoteTerms terms) => AuthoriseHold.OfQuote(HoldName.ById(Till.Tenant, "acme", "q"), terms, "q", null, TimeSpan.FromHours(1));
}
