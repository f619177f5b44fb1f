using Farebox.Charging;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Charging;

public sealed class DebitRoundingTests
{
    [Fact]
    public void Debits_rounded_cumulatively_lose_nothing_over_a_period()
    {
        var till = Selling(new PerUnitCharge(0.4m), DebitRounding.Cumulative);

        Assert.Equal([0, 1, 0, 1, 0, 0, 1, 0, 1, 0], Enumerable.Range(0, 10).Select(_ => till.Debit(1)));
    }

    [Fact]
    public void Rounded_one_by_one_the_same_events_are_free() =>
        Assert.Equal(0, Enumerable.Range(0, 10).Sum(_ => Shared.Debit(1)));

    [Fact]
    public void What_is_left_starts_anew_with_the_period()
    {
        var till = Selling(new PerUnitCharge(0.4m), DebitRounding.Cumulative, CounterReset.Day);

        Assert.Equal([0, 0, 1], (long[])[till.Debit(1), till.Debit(1, Till.Noon.AddDays(1)), till.Debit(1)]);
    }

    [Fact]
    public void Half_a_unit_that_was_debited_early_is_not_paid_back()
    {
        var till = Selling(new PerUnitCharge(0.5m), DebitRounding.Cumulative);

        Assert.Equal([1, 0, 0, 1], (long[])[till.Debit(1), till.Debit(0), till.Debit(1), till.Debit(1)]);
    }

    [Fact]
    public void A_cumulative_total_is_the_rounded_price_of_all_in_whatever_parts_and_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Parts, parts => Debited(parts, DebitRounding.Cumulative) == Whole(parts)));

    [Fact]
    public void A_total_of_debits_rounded_one_by_one_is_not() =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Parts, parts => Debited(parts, DebitRounding.Event) == Whole(parts)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_of_a_meter_that_round_differently_are_on_no_live_card()
    {
        var (each, all) = (Tariff.Row(new PerUnitCharge(1m)), Tariff.Row(new PerUnitCharge(1m), model: "large", rounding: DebitRounding.Cumulative));
        var daily = Tariff.Row(new PerUnitCharge(1m), model: "tiny", resets: CounterReset.Day, rounding: DebitRounding.Cumulative);

        Assert.Contains("debit_rounding", LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, each, all))!.Detail, StringComparison.Ordinal);
        Assert.Contains("resets", LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, all, daily))!.Detail, StringComparison.Ordinal);
        Assert.Contains("not debited", LiveCard.Misfit(CardKind.Cost, Tariff.Version(1, Till.Noon, all))!.Detail, StringComparison.Ordinal);
        Assert.Null(LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, all, Tariff.Row(new PerUnitCharge(1m), "strict"))));
    }

    [Fact]
    public void What_costs_something_although_nothing_is_used_is_on_no_live_card()
    {
        Assert.Equal("arrears_only", LiveCard.Misfit(CardKind.Rate, Tariff.Row(new FlatCharge(5m, AtZero: true)))!.Code);
        Assert.Equal("arrears_only", LiveCard.Misfit(CardKind.Cost, Tariff.Row(new VolumeCharge(Tariff.Tiers.Table)))!.Code);
        Assert.Null(LiveCard.Misfit(CardKind.Rate, Tariff.Row(new FlatCharge(5m))));

        var till = Selling(new FlatCharge(5m), DebitRounding.Event);
        Assert.Equal([0, 5, 0], (long[])[till.Debit(0), till.Debit(1), till.Debit(1)]);
    }

    private static Arbitrary<int[]> Parts => Arb.From(Gen.ArrayOf(Gen.Choose(0, 40), 20));

    private static Till Shared => Selling(new PerUnitCharge(0.4m), DebitRounding.Event);

    private static Till Selling(ChargeModel charge, DebitRounding rounding, CounterReset resets = CounterReset.Month) =>
        Tariff.Selling(Tariff.Of(Tariff.Row(charge, resets: resets, rounding: rounding)));

    private static long Debited(int[] parts, DebitRounding rounding)
    {
        var till = Selling(Tariff.Tiers, rounding);
        return parts.Sum(part => till.Debit(part));
    }

    private static long Whole(int[] parts) => Amount.Round(Till.Credit, Tariff.Tiers.Price(parts.Sum(), new(Till.Noon), null), Amount.DefaultRounding).Units;
}
