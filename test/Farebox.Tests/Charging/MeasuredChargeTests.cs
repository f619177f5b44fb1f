using System.Text;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Metering.Expressions;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;
using Farebox.Time;

namespace Farebox.Tests.Charging;

/// <summary>What becomes of an event that cannot be measured or priced as it is, and of a charge that is priced again.</summary>
public sealed class MeasuredChargeTests
{
    [Fact]
    public void What_can_still_be_put_right_is_kept_unrated_and_what_cannot_is_refused()
    {
        var till = new Till();

        var missing = till.Do(Event("llm", "{}"));
        Assert.Equal((EntryStatus.Unrated, "property_missing", "Meter 'llm': The field 'tokens' is missing."), (missing.Status, missing.Usage().Code, missing.Usage().Detail));
        Assert.Equal(new("quantity_negative", "Meter 'llm': The field 'tokens' is negative."), till.Decide(Event("llm", """{"tokens":-1}""")).Rejection);
    }

    [Fact]
    public void An_expression_that_comes_to_nothing_useful_is_kept_unrated_for_another_meter_to_read()
    {
        Assert.True(QuantityExpression.TryRead("tokens / parts", out var expression, out _));
        var till = new Till(Till.Prices.WithMeter(new("ratio", "ratio", Aggregation.Sum, [new("each", expression!)], isPriced: false), 20));

        var entry = till.Do(Event("ratio", """{"tokens":4,"parts":0}"""));

        Assert.Equal(EntryStatus.Unrated, entry.Status);
        Assert.StartsWith("Meter 'ratio': ", entry.Usage().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_that_no_account_can_hold_is_refused_in_words() =>
        Assert.Equal(
            new("amount_overflow", "Meter 'llm': quantity times price does not fit the asset."),
            new Till(Till.PricesOf(999_999_999m)).Decide(Event("llm", """{"tokens":999999999999}""")).Rejection);

    [Fact]
    public void What_it_costs_the_seller_counts_by_itself()
    {
        var costs = new CardVersion(1, Till.Noon.AddYears(-1), Till.Dollar, [Tariff.Row(Tariff.Tiers)]);
        var till = Tariff.Selling(Tariff.Of([Tariff.Version(1, Till.Noon.AddYears(-1), Tariff.Row(new PerUnitCharge(2m)))], costs));
        till.Use(8);

        var charge = Assert.Single(till.Use(4).Usage().Charges);

        Assert.Equal((8, 3_000_000_000), (charge.Units, charge.UpstreamCost!.Value.Units));
        Assert.Equal("""{"cards":["default/1","default/1"],"dims":{"model":""},"lines":[["tokens",4,2,{"price":3,"period":"2026-07","before":8,"events":1}]]}""", Evidence(charge));
        Assert.Equal(new CounterKey("llm", "tokens", "", "USD", true, July), Assert.Single(charge.Counters).Key);
    }

    [Fact]
    public void What_is_left_of_a_cumulative_debit_is_kept_for_the_meter_and_the_period()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new PerUnitCharge(0.4m), rounding: DebitRounding.Cumulative)));

        Assert.Equal(new CounterKey("llm", "", "", "credit", false, July), Assert.Single(Assert.Single(till.Use(1).Usage().Charges).Counters).Key);
    }

    [Fact]
    public void A_price_of_one_model_says_nothing_about_another()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new PerUnitCharge(2m), model: "large")));

        Assert.Equal(EntryStatus.Unrated, till.Use(4, model: "small").Status);
        Assert.Equal(("large", 8), till.Use(4, model: "large").Usage().Charges[0] is var charge ? (charge.Model, charge.Units) : default);
    }

    [Fact]
    public void A_charge_is_priced_again_from_what_was_measured()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        var charge = Assert.Single(till.Use(12).Usage().Charges);
        var dearer = new Charger(Tariff.Of(Tariff.Row(new PerUnitCharge(3m))));

        Assert.Equal(36, dearer.ChargeAgain(charge, "default", till.Book, Till.Noon)!.Units);
        Assert.Equal(11, new Charger(till.Catalog).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon)!.Units);
    }

    [Fact]
    public void Each_class_is_priced_again_by_its_own_row_and_on_the_cost_card_it_was_on()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(2m)), Chat.Row(new PerUnitCharge(1m), name: "cached")]);
        var charge = Assert.Single(till.Do(Chat.Event(4, cached: 3)).Usage().Charges);
        Assert.Equal(11, charge.Units);
        Assert.Equal(11, new Charger(till.Catalog).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon)!.Units);

        var costed = new Till();
        var known = Assert.Single(costed.Use(4).Usage().Charges);
        Assert.Equal(known.UpstreamCost, new Charger(costed.Catalog).ChargeAgain(known, "none", CounterSnapshot.Empty(), Till.Noon)!.UpstreamCost);
        Assert.NotNull(known.UpstreamCost);
    }

    [Fact]
    public void A_charge_is_priced_again_for_the_model_it_was_for()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers), Tariff.Row(new PerUnitCharge(3m), model: "large")));
        var charge = Assert.Single(till.Use(4, model: "large").Usage().Charges);

        Assert.Equal((12, "large"), new Charger(till.Catalog).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon) is { } again ? (again.Units, again.Model) : default);
    }

    [Fact]
    public void Only_what_is_there_and_needs_a_count_is_counted()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(2m)), Chat.Row(Tariff.Tiers, name: "cached")]);

        Assert.Equal("cached", Assert.Single(Assert.Single(till.Do(Chat.Event(4, cached: 3)).Usage().Charges).Counters).Key.Class);
        Assert.Empty(Assert.Single(till.Do(Chat.Event(4)).Usage().Charges).Counters);
        Assert.Single(till.Book.Counters);
    }

    [Fact]
    public void What_is_rounded_cumulatively_is_rounded_so_again_and_with_several_cards()
    {
        var catalog = Tariff.Of(Tariff.Row(new PerUnitCharge(0.4m), rounding: DebitRounding.Cumulative));
        var till = new Till(catalog, "default", "default");

        Assert.Equal([0, 1, 0], (long[])[till.Debit(1), till.Debit(1), till.Debit(1)]);
        var second = till.Entries.Select(entry => entry.Body).OfType<UsageReported>().ElementAt(1).Charges[0];
        Assert.Equal(0, new Charger(catalog).ChargeAgain(second, "default", CounterSnapshot.Empty(), Till.Noon)!.Units);
        Assert.Equal(0.4m, Assert.Single(new Charger(catalog).ChargeAgain(second, "default", CounterSnapshot.Empty(), Till.Noon)!.Counters).After.Rest);
    }

    [Fact]
    public void A_charge_of_what_has_no_price_any_more_stands()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        var charge = Assert.Single(till.Use(12).Usage().Charges);
        var renamed = Catalog.Empty.WithAsset(Till.Credit, 1).WithMeter(new("llm", "llm", Aggregation.Sum, [new("words", "words"), new("signs", "signs")]), 2)
            .WithCardVersion(CardKind.Rate, "default", Tariff.Version(1, Till.Noon.AddYears(-1), Of("words"), Of("signs")), 3);

        Assert.Null(new Charger(Catalog.Empty).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon));
        Assert.Null(new Charger(renamed).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon));
        Assert.Null(new Charger(till.Catalog).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon.AddYears(-2)));
    }

    [Fact]
    public void A_dimension_that_was_not_asked_for_then_is_empty_now()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(Tariff.Tiers)));
        var charge = Assert.Single(till.Use(12, model: "large").Usage().Charges);
        var row = new CardRow("llm", "tokens", Chat.Where(("model", ["large"]), ("tier", [""])), new PerUnitCharge(2m));
        var wider = Catalog.Empty.WithAsset(Till.Credit, 1).WithMeter(new("llm", "llm", Aggregation.Sum, [new("tokens", "tokens")], ["model", "tier"]), 2)
            .WithCardVersion(CardKind.Rate, "default", Tariff.Version(1, Till.Noon.AddYears(-1), row), 3);

        Assert.Equal((24, "large"), new Charger(wider).ChargeAgain(charge, "default", CounterSnapshot.Empty(), Till.Noon) is { } again ? (again.Units, again.Model) : default);
    }

    [Fact]
    public void Cards_of_one_asset_share_what_there_is_and_what_was_counted()
    {
        var till = Twice();

        // Just under half a token more still rounds to eight.
        Assert.Equal(["credit 8.499999 8", "USD 11.500001 8"], Charges(till.Do(Event("llm", """{"tokens":20}"""))));
        Assert.Equal("No meter takes events of type 'unheard' with this data; create one and rate the event again.", till.Do(Event("unheard", "{}")).Usage().Detail);

        var owing = Twice("first", "second");
        Assert.Equal(["credit 8.499999 8", "credit 11.500001 7"], Charges(owing.Do(Event("llm", """{"tokens":20}"""))));
    }

    [Fact]
    public void A_meter_without_dimensions_has_none_in_its_evidence()
    {
        var till = new Till(Catalog.Empty.WithAsset(Till.Credit, 1).WithMeter(new("plain", "plain", Aggregation.Sum, [new("tokens", "tokens")]), 2)
            .WithCardVersion(CardKind.Rate, "default", Tariff.Version(1, Till.Noon.AddYears(-1), new CardRow("plain", "tokens", DimensionMatch.Everything, new PerUnitCharge(2m))), 3));

        Assert.Equal("""{"cards":["default/1",null],"lines":[["tokens",4,2,null]]}""", Evidence(Assert.Single(till.Do(Event("plain", """{"tokens":4}""")).Usage().Charges)));
    }

    [Fact]
    public void What_has_no_cost_in_all_its_classes_has_none_and_counts_none()
    {
        var till = Chat.Selling([Chat.Row(new PerUnitCharge(2m)), Chat.Row(new PerUnitCharge(1m), name: "cached")]);
        var half = till.Catalog.WithCardVersion(CardKind.Cost, "default", new(1, Till.Noon.AddYears(-1), Till.Dollar, [Chat.Row(Tariff.Tiers)]), 20);
        var halfCosted = new Till(half);

        var charge = Assert.Single(halfCosted.Do(Chat.Event(4, cached: 3)).Usage().Charges);

        Assert.Null(charge.UpstreamCost);
        Assert.Empty(charge.Counters);
        Assert.NotNull(Assert.Single(halfCosted.Do(Chat.Event(4)).Usage().Charges).UpstreamCost);
    }

    private static CardRow Of(string @class) => new("llm", @class, DimensionMatch.Everything, new PerUnitCharge(1m));

    /// <summary>Two cards in credits with the same tiers, and one in dollars at 0.75 each; eight credits are there.</summary>
    private static Till Twice(params ReadOnlySpan<string> cards)
    {
        var version = Tariff.Version(1, Till.Noon.AddYears(-1), Tariff.Row(Tariff.Tiers));
        var dollars = new CardVersion(1, Till.Noon.AddYears(-1), Till.Dollar, [Tariff.Row(new PerUnitCharge(0.75m))]);
        var catalog = Tariff.Of([version]);
        foreach (var (id, prices) in new[] { ("first", version), ("second", version), ("third", dollars) }) catalog = catalog.WithCardVersion(CardKind.Rate, id, prices, catalog.ConfigSeq + 1);
        var till = new Till(catalog, cards.IsEmpty ? ["first", "second", "third"] : cards);
        till.Grant("g", 8);
        return till;
    }

    private static string[] Charges(Entry entry) =>
        [.. entry.Usage().Charges.Select(charge => FormattableString.Invariant($"{charge.Asset!.Code} {charge.Quantity:0.######} {(charge.Asset == Till.Dollar ? charge.Units / 1_000_000_000 : charge.Units)}"))];

    private static CountingPeriod July => CountingPeriod.TryParse("2026-07", out var july) ? july : default;

    private static string Evidence(Charge charge) => Encoding.UTF8.GetString(charge.Evidence.Span);

    private static RecordUsage Event(string type, string data) => new(Till.Tenant, "acme", Events.Good(
        $$$"""{"specversion":"1.0","id":"m-{{{data.Length}}}","source":"s","type":"{{{type}}}","subject":"acme","time":"{{{Till.Noon:O}}}","data":{{{data}}}}"""));
}
