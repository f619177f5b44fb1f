using Farebox.Billing;
using Farebox.Billing.Subscriptions;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Tests.Billing.Subscriptions;

public sealed class SubscriptionTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LineRounding Cents = new(new("USD", 9, AssetKind.Currency), null, MidpointRounding.AwayFromZero);

    [Fact]
    public void A_change_at_the_end_of_the_cycle_is_not_billed_before()
    {
        var first = FeeStatement.Of(Seats(10m), [], Start, Cents);
        var subscription = Seats(10m);
        subscription = subscription.With(new QuantitySet(subscription.EffectiveAt(Start.AddDays(3), ChangeTiming.CycleEnd), "seats", 4m));

        Assert.Empty(FeeStatement.Of(subscription, first.Standing, Start.AddDays(3), Cents).Lines);
        Assert.Equal(40m, FeeStatement.Of(subscription, first.Standing, Start.AddMonths(1), Cents).Due);
    }

    [Fact]
    public void A_change_made_meanwhile_is_not_undone_by_one_that_was_planned_before()
    {
        var subscription = Seats(10m).With(new ItemsSet(Start.AddMonths(1), [new("plan", new FlatCharge(50m))])).With(new QuantitySet(Start.AddDays(5), "seats", 12m));

        var may = subscription.ServedBefore(Start.AddMonths(1).AddDays(1)).Last();

        Assert.Equal(["seats 12", "plan 1"], may.Items.Select(item => $"{item.Id} {item.Quantity:0}"));
    }

    [Fact]
    public void Seats_that_stay_billed_are_used_again_without_a_charge()
    {
        var kept = new ProrationTerms { Unused = UnusedFee.Kept };
        var first = FeeStatement.Of(Seats(10m, kept), [], Start, Cents);
        var fewer = Seats(10m, kept).With(new QuantitySet(Start.AddDays(10), "seats", 6m));
        var again = fewer.With(new QuantitySet(Start.AddDays(20), "seats", 10m));
        var more = fewer.With(new QuantitySet(Start.AddDays(20), "seats", 13m));

        Assert.Empty(FeeStatement.Of(fewer, first.Standing, Start.AddDays(10), Cents).Lines);
        Assert.Empty(FeeStatement.Of(again, first.Standing, Start.AddDays(20), Cents).Lines);
        Assert.Equal(10m, FeeStatement.Of(more, first.Standing, Start.AddDays(20), Cents).Due);
        Assert.Equal(60m, FeeStatement.Of(fewer, first.Standing, Start.AddMonths(1), Cents).Due);
    }

    [Fact]
    public void Fewer_than_the_minimum_are_billed_as_the_minimum()
    {
        var subscription = New([new("seats", new PerUnitCharge(10m), 2m) { Minimum = 5m }]);

        Assert.Equal(50m, FeeStatement.Of(subscription, [], Start, Cents).Due);
        Assert.Empty(FeeStatement.Of(subscription.With(new QuantitySet(Start.AddDays(2), "seats", 4m)), FeeStatement.Of(subscription, [], Start, Cents).Standing, Start.AddDays(2), Cents).Lines);
    }

    [Fact]
    public void What_is_billed_behind_is_billed_when_its_cycle_is_over()
    {
        var subscription = New([new("support", new FlatCharge(30m)) { Timing = FeeTiming.Arrears }]);

        Assert.Empty(FeeStatement.Of(subscription, [], Start.AddDays(29), Cents).Lines);
        Assert.Equal(30m, FeeStatement.Of(subscription, [], Start.AddMonths(1), Cents).Due);
        Assert.Equal(10m, FeeStatement.Of(subscription.With(new Canceled(Start.AddDays(10))), [], Start.AddDays(10), Cents).Due);
    }

    [Fact]
    public void A_pause_is_credited_and_what_comes_after_it_is_charged()
    {
        var first = FeeStatement.Of(Seats(3m), [], Start, Cents);
        var paused = Seats(3m).With(new Paused(Start.AddDays(10)));
        var credit = FeeStatement.Of(paused, first.Standing, Start.AddDays(10), Cents);
        var resumed = FeeStatement.Of(paused.With(new Resumed(Start.AddDays(20))), credit.Standing, Start.AddDays(20), Cents);

        Assert.Equal((-20m, 10m), (credit.Due, resumed.Due));
    }

    [Fact]
    public void Credits_in_however_many_parts_never_give_back_more_than_was_charged()
    {
        var subscription = New([new("plan", new FlatCharge(0.15m))]);
        var statement = FeeStatement.Of(subscription, [], Start, Cents);
        var credited = 0m;
        for (var day = 29; day >= 0; day--)
        {
            subscription = New([new("plan", new FlatCharge(0.15m))]).With(new Canceled(Start.AddDays(day)));
            statement = FeeStatement.Of(subscription, statement.Standing, Start.AddDays(day), Cents);
            credited -= statement.Due;
        }

        Assert.Equal(0.15m, credited);
    }

    [Fact]
    public void After_its_end_nothing_takes_effect()
    {
        var over = Seats(3m).With(new Canceled(Start.AddDays(10))).With(new QuantitySet(Start.AddDays(12), "seats", 100m));

        Assert.Equal(Start.AddDays(10), over.ServedBefore(Start.AddMonths(2)).Last().Period.Span.End);
    }

    private static Subscription Seats(decimal quantity, ProrationTerms? terms = null) => New([new("seats", new PerUnitCharge(10m), quantity)], terms);

    private static Subscription New(System.Collections.Immutable.ImmutableArray<SubscriptionItem> items, ProrationTerms? terms = null) =>
        new(CycleAnchor.Anniversary(new(CadenceUnit.Month, 1), Start, TimeZoneInfo.Utc), Start, items, terms ?? ProrationTerms.BySecond);
}
