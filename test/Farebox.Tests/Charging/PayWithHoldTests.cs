using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>Holds of an account that pays with several assets: tokens of an allowance one to one, of credits at two, of dollars at a half.</summary>
public sealed class PayWithHoldTests
{
    private static readonly Asset Allowance = new("allowance", 0, AssetKind.Unit);

    [Fact]
    public void A_hold_grows_on_the_card_of_its_own_asset()
    {
        var till = Selling(3, 100, 0, "allowance", "credit", "USD");
        till.Do(Holding("h", 5));
        Assert.Equal((Till.Credit, 10), (till.Book.Holds["h"].Terms.Asset, till.Book.Holds["h"].Terms.Units));

        var grown = Assert.IsType<HoldGrown>(till.Do(Growing("h", 2)).Body);
        Assert.Equal((4, "credit"), (grown.Units, Assert.Single(grown.Estimates).Asset!.Code));
    }

    [Fact]
    public void A_hold_grows_on_a_later_card_where_the_first_one_has_no_price()
    {
        var till = Selling(0, 100, 0, "credit", "USD");
        till.Do(Holding("h", 5));

        Assert.Equal((Till.Credit, 14), (till.Book.Holds["h"].Terms.Asset, Assert.IsType<HoldGrown>(till.Do(Growing("h", 2)).Body).Hold.Units));
    }

    [Fact]
    public void A_hold_does_not_grow_in_another_asset_than_its_own()
    {
        var till = Selling(100, 100, 0, "allowance", "USD");
        till.Hold("h", 5, meter: "llm");

        Assert.Equal(new("asset_mismatch", "The data is priced in USD, and the hold is of credit."), till.Decide(Growing("h", 2)).Rejection);
    }

    [Fact]
    public void What_no_card_has_a_price_for_is_refused_with_the_words_about_the_last_one()
    {
        var till = Selling(100, 100, 0);
        till.Hold("h", 5, meter: "llm");
        var rejected = new Rejected("price_missing", "Rate card 'USD' version 1 has no price for meter 'llm', class 'input', with these dimensions.");

        Assert.Equal(rejected, till.Decide(Growing("h", 2)).Rejection);
        Assert.Equal(rejected, till.Decide(Holding("i", 2)).Rejection);
    }

    [Fact]
    public void A_named_meter_counts_before_that_of_the_hold()
    {
        var till = Selling(0, 100, 0, "credit");
        till.Hold("h", 5, meter: "llm");

        Assert.Equal("Meter 'seats' only counts, so there is nothing to hold.", till.Decide(Growing("h", 2, "seats")).Rejection?.Detail);
    }

    [Fact]
    public void What_only_the_first_card_has_a_price_for_is_held_of_its_asset_or_not_at_all()
    {
        var till = Selling(3, 100, 1, "allowance");

        Assert.Equal(("insufficient_credit", Allowance), till.Do(Holding("h", 5)) is { Body: HoldDecided refused } ? (refused.Refusal!.Code, refused.Terms.Asset) : default);
        Assert.Equal(EntryStatus.Recorded, till.Do(Holding("i", 3)).Status);
    }

    [Fact]
    public void An_asset_that_is_limited_is_passed_over_and_one_that_just_suffices_is_not()
    {
        var limited = Selling(0, 100, 1, "credit", "USD");
        limited.Limit(null, 9);
        Assert.Equal("USD", Held(limited, 5));
        Assert.Equal("credit", Held(limited, 4));

        Assert.Equal("credit", Held(Selling(0, 10, 1, "credit", "USD"), 5));
    }

    [Fact]
    public void An_event_in_none_of_the_assets_of_a_hold_leaves_it_alone()
    {
        var till = Selling(3, 10, 1, "allowance", "USD");
        till.Hold("h", 5, meter: "llm");

        var usage = till.Do(Using(20, "h")).Usage();

        Assert.Equal((2, LateCapture.AssetMismatch), (usage.Charges.Count, usage.Late));
        Assert.Equal(5, till.Book.Holds["h"].Remaining);
    }

    [Fact]
    public void Decisions_do_not_add_up_until_one_is_kept()
    {
        var till = Selling(0, 10, 0, "credit");
        var decider = new Decider(new(till.Catalog), Till.Tenant);

        Assert.Single(decider.Decide(Holding("h", 2), till.Book, Till.Noon, till).Entry!.Transfers);
        Assert.Single(decider.Decide(Holding("h", 2), till.Book, Till.Noon, till).Entry!.Transfers);
    }

    private static Till Selling(long allowance, long credits, long dollars, params ReadOnlySpan<string> priced)
    {
        var catalog = Catalog.Empty.WithAsset(Allowance, 1).WithAsset(Till.Credit, 2).WithAsset(Till.Dollar, 3)
            .WithMeter(new("llm", "llm", Aggregation.Sum, [new("input", "input")], []), 4).WithMeter(new("other", "other", Aggregation.Count, []), 5)
            .WithMeter(new("seats", "seat", Aggregation.Count, [], isPriced: false), 6);
        foreach (var (id, asset, price) in new[] { ("allowance", Allowance, 1m), ("credit", Till.Credit, 2m), ("USD", Till.Dollar, 0.5m) })
        {
            var row = priced.Contains(id) ? new CardRow("llm", "input", DimensionMatch.Everything, new PerUnitCharge(price)) : new CardRow("other", "count", DimensionMatch.Everything, new PerUnitCharge(1m));
            catalog = catalog.WithCardVersion(CardKind.Rate, id, new(1, Till.Noon.AddYears(-1), asset, [row]), catalog.ConfigSeq + 1);
        }

        var till = new Till(catalog, "allowance", "credit", "USD");
        if (allowance > 0) till.Grant("a", allowance, terms => terms with { Asset = Allowance });
        if (credits > 0) till.Grant("c", credits);
        if (dollars > 0) till.Grant("u", dollars * 1_000_000_000, terms => terms with { Asset = Till.Dollar });
        return till;
    }

    private static string Held(Till till, int input) => Assert.IsType<HoldDecided>(till.Do(Holding($"h{input}", input)).Body).Terms.Asset.Code;

    private static AuthoriseHold Holding(string id, int input) =>
        AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", id), "llm", Data(input), Guid.Empty, null, TimeSpan.FromHours(1));

    private static GrowHold Growing(string hold, int input, string? meter = null) => GrowHold.OfData(Till.Tenant, "acme", $"{hold} {input} {meter}", hold, meter, Data(input), Guid.Empty);

    private static RecordUsage Using(int input, string hold) => new(Till.Tenant, "acme", Events.Good(
        $$$"""{"specversion":"1.0","id":"e","source":"s","type":"llm","subject":"acme","hold":"{{{hold}}}","time":"{{{Till.Noon:O}}}","data":{"input":{{{input}}}}}"""));

    private static EventData Data(int input) => Events.WithData($$"""{"input":{{input}}}""").Data;
}
