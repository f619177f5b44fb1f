using Farebox.Charging;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Rating;
using Farebox.Time;

namespace Farebox.Tests.Charging;

/// <summary>What cannot be priced as events come is not taken onto a live card, with a reason its author can act on.</summary>
public sealed class LiveCardTests
{
    private const string What = "Class 'tokens' of meter 'llm'";

    [Fact]
    public void A_charge_that_is_known_at_the_end_of_the_period_only()
    {
        Assert.Equal(new("arrears_only", $"{What} cannot be priced as events come. The tier that the whole period ends in prices every unit of it."), Of(new VolumeCharge(Some.Ladder)));
        Assert.Equal(
            new("arrears_only", $"{What} costs something although nothing is used, and whether nothing is used is known at the end of the period."),
            Of(new FlatCharge(1m, AtZero: true)));
        Assert.Equal(
            new("arrears_only", $"{What} cannot be priced as events come. Whether the minimum is reached is known at the end of the period."),
            Of(new AdjustedCharge(new SteppedCharge(new(1m, 1m), new(1m, 1m))) { Minimum = 5m }));
        Assert.Null(Of(new AdjustedCharge(new SteppedCharge(new(1m, 1m), new(1m, 1m))) { Maximum = 5m }));
        Assert.Null(Of(new AdjustedCharge(new SteppedCharge(new(1m, 1m), new(1m, 1m))) { DiscountPercent = 5m }));
        Assert.Null(Of(new AdjustedCharge(new PerUnitCharge(1m)) { Maximum = 5m }));
        Assert.Null(Of(new FlatCharge(1m)));
        Assert.Null(Of(Tariff.Tiers));
    }

    [Fact]
    public void Rows_of_a_meter_round_alike()
    {
        var cumulative = Tariff.Row(Tariff.Tiers, rounding: DebitRounding.Cumulative);

        Assert.Equal(new("invalid_rule", $"{What}: a cost is not debited, so it has no debit_rounding."), LiveCard.Misfit(CardKind.Cost, cumulative));
        Assert.Equal(new("invalid_rule", "All rows of meter 'llm' have the same debit_rounding, because an event is rounded once."), LiveCard.Misfit(cumulative, Tariff.Row(Tariff.Tiers)));
        Assert.Equal(
            new("invalid_rule", "All rows of meter 'llm' have the same resets, because their debits are rounded cumulatively."),
            LiveCard.Misfit(cumulative, Tariff.Row(Tariff.Tiers, resets: CounterReset.Day, rounding: DebitRounding.Cumulative)));
        Assert.Null(LiveCard.Misfit(Tariff.Row(Tariff.Tiers), Tariff.Row(Tariff.Tiers, resets: CounterReset.Day)));
        Assert.Null(LiveCard.Misfit(cumulative, cumulative));
        Assert.Null(LiveCard.Misfit(cumulative, Tariff.Row(Tariff.Tiers, meter: "strict")));
        Assert.Null(LiveCard.Misfit(CardKind.Cost, Tariff.Row(Tariff.Tiers)));
    }

    [Fact]
    public void A_version_is_as_good_as_its_worst_row()
    {
        var (small, large) = (Tariff.Row(Tariff.Tiers, model: "a"), Tariff.Row(Tariff.Tiers, model: "b", rounding: DebitRounding.Cumulative));

        Assert.Null(LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, small)));
        Assert.Equal("invalid_rule", LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, small, large))!.Code);
        Assert.Equal("arrears_only", LiveCard.Misfit(CardKind.Rate, Tariff.Version(1, Till.Noon, small, Tariff.Row(new VolumeCharge(Some.Ladder))))!.Code);
    }

    [Fact]
    public void An_event_of_nothing_costs_the_least_that_an_event_costs()
    {
        var till = Tariff.Selling(Tariff.Of(Tariff.Row(new PercentageCharge(0.5m) { EventMinimum = 3m })));

        Assert.Equal([3, 3, 5], new long[] { 0, 4, 10 }.Select(tokens => till.Debit(tokens)));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("row", Assert.Throws<ArgumentNullException>(() => LiveCard.Misfit(CardKind.Rate, (CardRow)null!)).ParamName);
        Assert.Equal("row", Assert.Throws<ArgumentNullException>(() => LiveCard.Misfit(null!, Tariff.Row(Tariff.Tiers))).ParamName);
        Assert.Equal("other", Assert.Throws<ArgumentNullException>(() => LiveCard.Misfit(Tariff.Row(Tariff.Tiers), null!)).ParamName);
        Assert.Equal("version", Assert.Throws<ArgumentNullException>(() => LiveCard.Misfit(CardKind.Rate, (CardVersion)null!)).ParamName);
    }

    private static LiveMisfit? Of(ChargeModel charge) => LiveCard.Misfit(CardKind.Rate, Tariff.Row(charge));
}
