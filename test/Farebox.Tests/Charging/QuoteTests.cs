using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Charging;

public sealed class QuoteTests
{
    private static readonly Asset Fine = new("fine", 4, AssetKind.Unit);

    [Fact]
    public void A_quote_a_hold_of_the_data_a_hold_of_the_quote_and_a_debit_are_one_amount() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Cases, @case => Amounts(@case, Catalog(@case.Price)).Distinct().Count() == 1));

    [Fact]
    public void A_debit_at_another_price_is_another_amount() =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Cases, @case => Amounts(@case, Catalog(@case.Price + 1m)).Distinct().Count() == 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_steps_sum_to_the_exact_price_which_is_rounded_once()
    {
        var item = QuoteOf(Catalog(0.00013m), """{"in":7,"out":3,"model":"m"}""").Items[0];

        Assert.Equal(["in 7 × 0.00013 = 0.00091", "out 3 × 0.00026 = 0.00078"], item.Steps.Select(step => FormattableString.Invariant($"{step.Class} {step.Quantity} × {step.UnitPrice} = {step.Total}")));
        Assert.Equal((0.00169m, 17L), (item.Exact, item.Charge!.Units));
        Assert.Equal(("model", "m"), (item.Dimensions[0].Key, item.Dimensions[0].Value));
    }

    [Fact]
    public void What_has_no_price_is_named_and_makes_no_hold()
    {
        var charger = new Charger(Catalog(1m));
        var quote = charger.Quote([new("io", Data("""{"in":1,"out":1}""")), new("nothing", Data("{}")), new("io", Data("{}"))], "default", "default", CounterSnapshot.Empty(), Till.Noon);

        Assert.False(quote.IsComplete);
        Assert.Equal([null, "meter_unknown", "property_missing"], quote.Items.Select(item => item.Code));
        Assert.Equal((Int128)30_000, quote.Units);
        Assert.Null(quote.TermsUntil(Till.Noon.AddHours(1)));
        Assert.Equal("price_missing", charger.Quote([new("io", Data("""{"in":1,"out":1}"""))], "default", "default", CounterSnapshot.Empty(), Till.Noon.AddYears(-9)).Items[0].Code);
    }

    [Fact]
    public void A_quote_of_nothing_or_of_more_than_fits_makes_no_hold()
    {
        Assert.Null(QuoteOf(Catalog(1m), """{"in":0,"out":0}""").TermsUntil(Till.Noon));
        var large = new QuoteAsk("io", Data("""{"in":950000,"out":0}"""));
        Assert.Null(new Charger(Catalog(499_999_999m)).Quote([large, large], "default", "default", CounterSnapshot.Empty(), Till.Noon).TermsUntil(Till.Noon));
    }

    [Fact]
    public void A_quote_holds_its_amount_although_the_card_has_changed_until_its_time_is_over()
    {
        var (before, after) = (Catalog(1m), Catalog(1m).WithCardVersion(CardKind.Rate, "default", Card(2, 5m), 9));
        var terms = QuoteOf(before, """{"in":2,"out":1}""").TermsUntil(Till.Noon.AddMinutes(10))!;
        var till = Granted(after);

        var hold = (HoldDecided)till.Do(Asking("h1", terms)).Body;
        Assert.Equal((40_000L, Till.Noon, 1), (hold.Terms.Units, hold.QuotedAt, hold.Estimates.Count));
        Assert.Equal("io", hold.Terms.Meter);
        Assert.Equal(200_000L, ((HoldDecided)till.Do(AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", "h2"), "io", Data("""{"in":2,"out":1}"""), Guid.Empty, null, TimeSpan.FromHours(1))).Body).Terms.Units);

        till.Now = Till.Noon.AddMinutes(10);
        Assert.Equal("quote_expired", till.Reject(Asking("h3", terms)));
        Assert.Equal("quote_invalid", till.Reject(Asking("h4", terms with { ValidUntil = Till.Noon.AddDays(1), RateVersion = 7 })));
        Assert.Equal("quote_invalid", till.Reject(Asking("h5", terms with { ValidUntil = Till.Noon.AddDays(1), Items = [new("io", [-1m, 0m], [""])] })));
        Assert.Equal("quote_invalid", till.Reject(Asking("h6", terms with { ValidUntil = Till.Noon.AddDays(1), Items = [new("io", [1m], [])] })));
    }

    [Fact]
    public void Several_items_are_held_as_their_sum_for_no_meter_in_particular()
    {
        var catalog = Catalog(1m).WithMeter(new("calls", "x", Aggregation.Count, []), 20).WithCardVersion(CardKind.Rate, "default", Card(2, 1m, "calls"), 21);
        var quote = new Charger(catalog).Quote([new("io", Data("""{"in":1,"out":0,"model":"m"}""")), new("calls", Data("{}"))], "default", "default", CounterSnapshot.Empty(), Till.Noon);
        var till = Granted(catalog);

        var hold = (HoldDecided)till.Do(Asking("h", quote.TermsUntil(Till.Noon.AddHours(1))!)).Body;

        Assert.Equal((20_000L, 2, null, null), (hold.Terms.Units, hold.Estimates.Count, hold.Terms.Meter, hold.Terms.Model));
        Assert.Equal(hold.Terms.Units, hold.Estimates.Sum(charge => charge.Units));
    }

    private static Arbitrary<Case> Cases => Arb.From(
        from price in Gen.Choose(1, 99_999)
        from places in Gen.Choose(0, 7)
        from used in Gen.Choose(0, 999_999)
        from made in Gen.Choose(1, 99_999)
        select new Case(new decimal(price, 0, 0, false, (byte)places), used / 100m, made));

    private static long[] Amounts(Case @case, Catalog debitedBy)
    {
        var (catalog, data) = (Catalog(@case.Price), FormattableString.Invariant($$"""{"in":{{@case.In}},"out":{{@case.Out}}}"""));
        var quote = QuoteOf(catalog, data);
        var terms = quote.TermsUntil(Till.Noon.AddHours(1));
        if (terms is null) return quote.Units == 0 ? [0] : [0, 1];

        var till = Granted(catalog);
        var held = (HoldDecided)till.Do(Asking("h", terms)).Body;
        var estimated = (HoldDecided)till.Do(AuthoriseHold.OfData(HoldName.ById(Till.Tenant, "acme", "d"), "io", Data(data), Guid.Empty, null, TimeSpan.FromHours(1))).Body;
        var usage = Events.Good($$$"""{"specversion":"1.0","id":"e","source":"s","type":"io","subject":"acme","time":"2026-07-01T12:00:00Z","data":{{{data}}}}""");
        var debited = Granted(debitedBy).Do(new RecordUsage(Till.Tenant, "acme", usage)).Transfers.Sum(transfer => transfer.Units);
        return [(long)quote.Units, held.Terms.Units, estimated.Terms.Units, debited];
    }

    private static Quote QuoteOf(Catalog catalog, string data) => new Charger(catalog).Quote([new("io", Data(data))], "default", "default", CounterSnapshot.Empty(), Till.Noon);

    private static EventData Data(string json) => Events.WithData(json).Data;

    private static AuthoriseHold Asking(string id, QuoteTerms terms) => AuthoriseHold.OfQuote(HoldName.ById(Till.Tenant, "acme", id), terms, $"{terms}", null, TimeSpan.FromHours(1));

    private static Till Granted(Catalog catalog)
    {
        var till = new Till(catalog);
        till.Grant("g", long.MaxValue / 2, terms => terms with { Asset = Fine });
        return till;
    }

    private static Catalog Catalog(decimal price) => Farebox.Charging.Catalog.Empty.WithAsset(Fine, 1).WithAsset(Till.Credit, 2)
        .WithMeter(new("io", "io", Aggregation.Sum, [new("in", "in"), new("out", "out")], ["model"]), 3)
        .WithCardVersion(CardKind.Rate, "default", Card(1, price), 4);

    private static CardVersion Card(int version, decimal price, params string[] counted) => new(version, Till.Noon.AddYears(-2).AddDays(version), Fine,
    [
        Row("io", "in", price), Row("io", "out", price * 2), .. counted.Select(meter => Row(meter, "count", price)),
    ]);

    private static CardRow Row(string meter, string @class, decimal price) => new(meter, @class, ImmutableSortedDictionary<string, string>.Empty, new PerUnitCharge(price));

    private sealed record Case(decimal Price, decimal In, int Out);
}
