using Farebox.Charging;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Charging;

/// <summary>Rows that price each event by itself, with a discount or a maximum over the period.</summary>
public sealed class EventPricedTests
{
    // A tenth of the value and 3 for each event, at most 20 for one.
    private static readonly PercentageCharge Fee = new(0.1m, 3m) { EventMaximum = 20m };

    // The same of the sum of all values, so that what came before follows from quantity and events.
    private static readonly PercentageCharge Plain = new(0.1m, 3m);

    [Fact]
    public void A_maximum_over_the_period_ends_what_events_of_their_own_price_cost()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new AdjustedCharge(Fee) { Maximum = 40m })));

        Assert.Equal([8, 20, 12, 0], (long[])[till.Debit(50), till.Debit(1000), till.Debit(170), till.Debit(10)]);
        Assert.Equal((1230m, 4L, 52m), Assert.Single(till.Book.Counters).Value is var count ? (count.Quantity, count.Events, count.Gross) : default);
    }

    [Fact]
    public void An_amount_off_is_used_up_event_by_event()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new AdjustedCharge(Fee) { DiscountAmount = 10m, DiscountPercent = 50m })));

        Assert.Equal([0, 2, 10], (long[])[till.Debit(50), till.Debit(30), till.Debit(1000)]);
    }

    [Fact]
    public void An_event_of_no_value_counts_towards_it()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new AdjustedCharge(Fee) { Maximum = 5m })));

        Assert.Equal([3, 2, 0], (long[])[till.Debit(0), till.Debit(0), till.Debit(0)]);
    }

    [Fact]
    public void The_entries_alone_lead_to_the_same_counts_and_a_checkpoint_keeps_them()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new AdjustedCharge(Fee) { Maximum = 40m })));
        till.Debit(50);
        till.Debit(1000);

        Assert.Equal(till.Book.Counters, Replay.Of(till.Entries, till.Book.Id).Counters);
        Assert.Equal(till.Book.Counters, Replay.Restored(till.Book, withDebts: true).Counters);
    }

    [Fact]
    public void A_minimum_stays_off_live_cards_with_the_reason() =>
        Assert.Contains("at the end of the period", LiveCard.Misfit(CardKind.Rate, Tariff.Row(new AdjustedCharge(Fee) { Minimum = 40m }))!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Events_come_to_what_their_sum_comes_to_with_the_terms_of_the_period() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Values, values => Debits(Fee, values, keepsGross: true) && Debits(Plain, values, keepsGross: true)));

    [Fact]
    public void Forgetting_what_came_before_would_be_found() =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Values, values => Debits(Fee, values, keepsGross: false)))).Message, StringComparison.Ordinal);

    private static Arbitrary<int[]> Values => Arb.From(Gen.ArrayOf(Gen.Choose(0, 300), 12));

    // Discount 25, a fifth off, at most 60.
    private static bool Debits(PercentageCharge fee, int[] values, bool keepsGross)
    {
        var shape = new PriceShape("m", ["value"], []);
        var card = new CardVersion(
            1, Till.Noon.AddYears(-1), Till.Credit,
            [new("m", "value", DimensionMatch.Everything, new AdjustedCharge(fee) { DiscountAmount = 25m, DiscountPercent = 20m, Maximum = 60m })]);
        var (standing, sum) = (default(Standing), 0m);
        var each = new ClassPrice[1];
        foreach (var value in values)
        {
            sum += Pricing.Price(shape, card.Find(shape, []), [value], [true], new(Till.Noon) { Events = 1 }, null, [standing], each).Total;
            standing = keepsGross ? each[0].After : each[0].After with { Gross = 0m };
        }

        var gross = values.Sum(value => fee.Price(value, new(Till.Noon) { Events = 1 }, null));
        return sum == Math.Min(60m, Math.Max(0m, gross - 25m) * 0.8m);
    }
}
