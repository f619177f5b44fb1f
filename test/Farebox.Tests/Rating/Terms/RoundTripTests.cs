using Farebox.Money;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating.Terms;

public sealed class RoundTripTests
{
    private static readonly PerUnitCharge One = new(1m);

    public static TheoryData<ChargeModel> Rare =>
    [
        new PercentageCharge(0.013m, 2m) { FreeEvents = 3, FreeValue = 500m, EventMinimum = 1m, EventMaximum = 9m },
        new CliffCharge(272_000m, ["input", "cached_input"], One, new AdjustedCharge(One) { DiscountPercent = 3m }),
        new CostPlusCharge(12.5m, One),
        new SteppedCharge(new(1m, 0.03m), new(0.5m, 0.01m)),
        new CapacityCharge([new(new Dictionary<string, decimal?> { ["u1"] = 5m, ["u2"] = null }.ToSorted(), 10m)], atZero: true, BeyondLast.Unbilled),
        new TimeOfDayCharge(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), [new(new(22, 0), new(6, 30), One) { Days = WeekDays.Monday | WeekDays.Sunday }], One),
        new VolumeCharge(new([new(10m, 1m) { Size = 3m, Maximum = 7m, Flat = 2m }], TierBounds.LowerInclusive, true, BeyondLast.Unbilled)),
        new AdjustedCharge(One, 3m, FreeUnits.AfterRounding)
        {
            Billed = new() { MultiplyBy = 2m, DivideBy = 60m, Round = RoundingRule.HalfAwayFromZero, Decimals = -2, Minimum = 60m, Step = 6m, Scope = BilledScope.Event },
            LineDecimals = 2, DiscountAmount = 1m, DiscountPercent = 2m, Minimum = 3m, Maximum = 4m, From = Some.Noon, Until = Some.Noon.AddMonths(1), Negative = NegativeQuantity.Mirror,
        },
    ];

    [Theory]
    [MemberData(nameof(Rare))]
    public void Terms_that_are_written_read_back_as_the_same_model(ChargeModel model) => Assert.All(ConventionPreset.All, preset => Assert.Equal(model, ReadBack(model, preset)));

    [Fact]
    public void So_do_those_of_any_model() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        Arb.From(Some.Any.Where(model => model is not AdjustedCharge)), Arb.From(Gen.Elements([.. ConventionPreset.All])), (model, preset) => model.Equals(ReadBack(model, preset))));

    [Fact]
    public void Models_that_differ_in_a_convention_are_not_the_same()
    {
        Assert.NotEqual<ChargeModel>(new FlatCharge(1m), new FlatCharge(1m, AtZero: true));
        Assert.NotEqual<ChargeModel>(new GraduatedCharge(Some.Ladder), new VolumeCharge(Some.Ladder));
        Assert.NotEqual<ChargeModel>(new AdjustedCharge(One), new AdjustedCharge(One) { Negative = NegativeQuantity.Zero });
    }

    [Fact]
    public void What_a_card_makes_of_multipliers_has_no_terms_of_its_own() =>
        Assert.Throws<ArgumentException>(() => ChargeWriter.Write(new MultipliedCharge(One, [new("batch", 0.5m)])));

    private static ChargeModel? ReadBack(ChargeModel model, ConventionPreset preset)
    {
        var faults = new List<TermsFault>();
        var read = ChargeReader.Read(ChargeWriter.Write(model), preset, faults);
        Assert.Empty(faults);
        return read;
    }
}
