using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Charging;

/// <summary>One asset for another: dollars for credits, at dated rates, by volume, and by model or product.</summary>
public sealed class ExchangeTests
{
    private const long Dollar = 1_000_000_000;

    private static readonly DateTimeOffset Noon = Till.Noon;

    [Fact]
    public void What_is_given_leaves_its_grant_for_the_exchange_and_a_new_grant_is_filled_from_there()
    {
        var till = Selling(Rate(100m));

        var entry = Exchange(till, "swapped", 10 * Dollar);

        Assert.Equal(["wallet/usd→exchange 10000000000", "exchange→wallet/swapped 1000"], Moves.Of(entry));
        Assert.Equal((EntryKind.Exchange, GrantSource.Exchange, 1000L), (entry.Kind, Body(entry).Terms.Source, Body(entry).Terms.Units));
        Assert.Equal((90 * Dollar, 10 * Dollar), (Balance(till, "wallet/usd"), Balance(till, "exchange")));
        Assert.Equal(-1000, till.Balance("exchange"));
    }

    [Fact]
    public void Of_each_asset_as_much_is_there_as_before_and_of_each_grant_what_it_had()
    {
        var till = Selling(Rate(0.37m));
        till.Grant("bonus", 50);
        Exchange(till, "a", 7 * Dollar);
        till.Use(40);
        Exchange(till, "b", 11 * Dollar);

        foreach (var asset in new[] { Till.Credit, Till.Dollar })
            Assert.Equal(0, till.Book.Accounts.Where(account => account.Asset == asset).Sum(account => account.Balance));
        Assert.All(till.Book.Grants.Values, grant => Assert.Equal(grant.Terms.Units, grant.Wallet.Balance + grant.Held.Balance + grant.Spent + grant.Expired + grant.Revoked + grant.MovedOut));
    }

    [Fact]
    public void It_is_rounded_down_and_what_would_buy_nothing_more_stays_where_it_was()
    {
        var till = Selling(Rate(0.3m));

        var entry = Exchange(till, "few", 11 * Dollar);

        // Three whole credits take ten dollars.
        Assert.Equal((3, Dollar), (Body(entry).Terms.Units, Body(entry).Residue));
        Assert.Equal(90 * Dollar, Balance(till, "wallet/usd"));
        Assert.Equal("invalid_rule", Reject(till, "nothing", 3 * Dollar));
    }

    [Fact]
    public void The_rate_is_that_of_the_day_and_any_past_days_can_be_told_again()
    {
        var catalog = Catalog(Version(1, Noon.AddYears(-1), Row(Rate(100m))), Version(2, Noon.AddDays(-1), Row(Rate(80m))), Version(3, Noon.AddDays(1), Row(Rate(50m))));
        var charger = new Charger(catalog);

        Assert.Equal([1000, 800, 500], (long[])[Asked(charger, Noon.AddDays(-2)), Asked(charger, Noon), Asked(charger, Noon.AddDays(1))]);
        Assert.Equal(800, Body(Exchange(Selling(catalog), "now", 10 * Dollar)).Terms.Units);
        Assert.Equal("price_missing", charger.Exchange(new(Till.Dollar, Dollar, "default"), CounterSnapshot.Empty(), Noon.AddYears(-2)).Code);
    }

    [Fact]
    public void Rates_by_volume_go_on_from_what_was_exchanged_before()
    {
        var till = Selling(new GraduatedCharge(new TierTable([new(20m, 100m), new(null, 120m)])));

        Assert.Equal([1500, 500 + 1200, 600], (long[])[Body(Exchange(till, "a", 15 * Dollar)).Terms.Units, Body(Exchange(till, "b", 15 * Dollar)).Terms.Units, Body(Exchange(till, "c", 5 * Dollar)).Terms.Units]);
        var (key, count) = Assert.Single(till.Book.Counters);
        Assert.Equal(("exchange/USD", 35m, 3L), (key.Meter, count.Quantity, count.Events));
        Assert.Equal(till.Book.Counters, Replay.Of(till.Entries, till.Book.Id).Counters);
        Assert.Equal(till.Book.Counters, Replay.Restored(till.Book, withDebts: true).Counters);
    }

    [Fact]
    public void Model_and_product_choose_the_rate()
    {
        var till = Selling(Catalog(Version(
            1, Noon.AddYears(-1), Row(Rate(100m)), Row(Rate(40m), ("model", "large")), Row(Rate(200m), ("product", "images")))));

        Assert.Equal([100, 40, 200], (long[])[
            Body(Exchange(till, "a", Dollar)).Terms.Units, Body(Exchange(till, "b", Dollar, model: "large")).Terms.Units, Body(Exchange(till, "c", Dollar, product: "images")).Terms.Units]);
    }

    [Fact]
    public void The_cost_basis_goes_along_in_parts_that_add_up()
    {
        var till = Selling(Rate(100m), basis: 7);

        var shares = new[] { "a", "b", "c" }.Select(id => Body(Exchange(till, id, id == "c" ? 40 * Dollar : 30 * Dollar)).Terms.CostBasis!.Value.Units).ToArray();

        Assert.Equal([2, 2, 3], shares);
        Assert.Equal(7, shares.Sum());
    }

    [Fact]
    public void A_new_grant_expires_with_the_first_that_was_given_unless_it_is_said()
    {
        var till = Selling(Rate(100m));
        till.Grant("soon", 5 * Dollar, terms => terms with { Asset = Till.Dollar, ExpiresAt = Noon.AddDays(3) });

        Assert.Equal(Noon.AddDays(3), Body(Exchange(till, "a", 6 * Dollar)).Terms.ExpiresAt);
        Assert.Null(Body(Exchange(till, "b", Dollar)).Terms.ExpiresAt);
        Assert.Equal(Noon.AddDays(9), Body(Exchange(till, "c", Dollar, expiresAt: Noon.AddDays(9))).Terms.ExpiresAt);
    }

    [Fact]
    public void What_is_received_pays_first_what_is_owed()
    {
        var till = Selling(Rate(100m));
        till.Use(30);

        Assert.Equal(["wallet/usd→exchange 1000000000", "exchange→wallet/a 100", "wallet/a→debt/credit 30"], Moves.Of(Exchange(till, "a", Dollar)));
        Assert.Equal(70, till.Balance("wallet/a"));
    }

    [Fact]
    public void What_is_held_is_not_exchanged_and_a_refusal_moves_nothing()
    {
        var till = Selling(Rate(100m));
        till.Do(Till.Holding("h", 60 * Dollar, asset: Till.Dollar));

        Assert.Equal("insufficient_credit", Reject(till, "a", 41 * Dollar));
        Assert.Equal(3_900, Body(Exchange(till, "a", 39 * Dollar)).Terms.Units);
        Assert.Equal("already_exists", Reject(till, "a", Dollar / 2));
        Assert.Equal("card_unknown", Reject(till, "b", Dollar, card: "none"));
        Assert.Equal("grant_unknown", Reject(till, "b", Dollar, grant: "none"));
    }

    [Fact]
    public void A_named_grant_alone_is_given()
    {
        var till = Selling(Rate(100m));
        till.Grant("other", 5 * Dollar, terms => terms with { Asset = Till.Dollar, Priority = 9 });

        Assert.Equal(["wallet/other→exchange 2000000000", "exchange→wallet/a 200"], Moves.Of(Exchange(till, "a", 2 * Dollar, grant: "other")));
        Assert.Equal("insufficient_credit", Reject(till, "b", 4 * Dollar, grant: "other"));
    }

    [Fact]
    public void What_is_given_is_the_least_that_comes_to_as_much_and_never_more_is_received_than_the_table_says() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Asks, ask => IsFair(ask, off: 0)));

    [Fact]
    public void A_unit_more_or_less_would_be_found()
    {
        foreach (var off in new[] { -1, 1 })
            Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Asks, ask => IsFair(ask, off)))).Message, StringComparison.Ordinal);
    }

    private static Arbitrary<(int First, int Then, int Bound, int Before, int Cents)> Asks => Arb.From(
        from first in Gen.Choose(1, 300)
        from then in Gen.Choose(1, 300)
        from bound in Gen.Choose(1, 40)
        from before in Gen.Choose(0, 60)
        from cents in Gen.Choose(1, 5_000)
        select (first, then, bound, before, cents));

    // Hundredths of a credit for a dollar, by two tiers.
    private static bool IsFair((int First, int Then, int Bound, int Before, int Cents) ask, int off)
    {
        var rate = new GraduatedCharge(new TierTable([new(ask.Bound, ask.First / 100m), new(null, ask.Then / 100m)]));
        var catalog = Catalog(Version(1, Noon.AddYears(-1), Row(rate)));
        var key = new CounterKey(ExchangeShape.MeterOf("USD"), ExchangeShape.Class, "", "credit", false, CountingPeriod.Of(CounterReset.Year, Noon));
        var counts = CounterSnapshot.Of([KeyValuePair.Create(key, new Counter(ask.Before, 1, 0m))]);
        var result = new Charger(catalog).Exchange(new(Till.Dollar, ask.Cents * Dollar / 100, "default"), counts, Noon);
        if (result.Received == 0) return Exactly(ask.Cents * Dollar / 100) < 1m;

        var given = result.Given + off;
        return decimal.Floor(Exactly(given)) == result.Received && decimal.Floor(Exactly(given - 1)) < result.Received && result.Given <= ask.Cents * Dollar / 100;

        decimal Exactly(long units) => rate.Price((decimal)units / Dollar, new(Noon) { Before = ask.Before, EventsBefore = 1 }, null);
    }

    private static PerUnitCharge Rate(decimal credits) => new PerUnitCharge(credits);

    private static CardRow Row(ChargeModel rate, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in dimensions) values.Add(KeyValuePair.Create(name, value));
        return new(ExchangeShape.MeterOf("USD"), ExchangeShape.Class, DimensionMatch.Of(values), rate) { Resets = CounterReset.Year };
    }

    private static CardVersion Version(int number, DateTimeOffset from, params ReadOnlySpan<CardRow> rows) => new(number, from, Till.Credit, [.. rows]);

    private static Catalog Catalog(params ReadOnlySpan<CardVersion> versions)
    {
        var catalog = Till.Prices;
        foreach (var version in versions) catalog = catalog.WithCardVersion(CardKind.Exchange, "default", version, catalog.ConfigSeq + 1);
        return catalog;
    }

    private static Till Selling(ChargeModel rate, long? basis = null) => Selling(Catalog(Version(1, Noon.AddYears(-1), Row(rate))), basis);

    private static Till Selling(Catalog catalog, long? basis = null)
    {
        var till = new Till(catalog);
        till.Grant("usd", 100 * Dollar, terms => terms with { Asset = Till.Dollar, CostBasis = basis is { } units ? Amount.FromUnits(Till.Dollar, units) : null });
        return till;
    }

    private static Entry Exchange(
        Till till, string id, long units, string? grant = null, string model = "", string product = "", DateTimeOffset? expiresAt = null) =>
        till.Do(new ExchangeUnits(Till.Tenant, "acme", id, new(Till.Dollar, units, "default", grant, model, product, 0, expiresAt)));

    private static string Reject(Till till, string id, long units, string card = "default", string? grant = null)
    {
        var (seq, code) = (till.Book.Seq, till.Reject(new ExchangeUnits(Till.Tenant, "acme", id, new(Till.Dollar, units, card, grant, "", "", 0, null))));
        Assert.Equal(seq, till.Book.Seq);
        return code;
    }

    private static AssetExchanged Body(Entry entry) => Assert.IsType<AssetExchanged>(entry.Body);

    private static long Asked(Charger charger, DateTimeOffset at) => charger.Exchange(new(Till.Dollar, 10 * Dollar, "default"), CounterSnapshot.Empty(), at).Received;

    private static long Balance(Till till, string code) => till.Book.Accounts.Where(account => account.Code == code && account.Asset == Till.Dollar).Sum(account => account.Balance);
}
