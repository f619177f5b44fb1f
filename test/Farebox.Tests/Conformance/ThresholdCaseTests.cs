using Farebox.Files.Conformance;

namespace Farebox.Tests.Conformance;

/// <summary>Cases about thresholds and late use.</summary>
public sealed class ThresholdCaseTests
{
    [Theory]
    [InlineData("{levels: [10]}", "{before: 9, value: 10}", "{crossed: [10]}", ConformanceVerdict.Passed)]
    [InlineData("{levels: [10], equality: passed}", "{before: 9, value: 10}", "{crossed: [10]}", ConformanceVerdict.Failed)]
    [InlineData("{levels: [10]}", "{before: 10, value: 11}", "{crossed: []}", ConformanceVerdict.Passed)]
    [InlineData("{levels: [50%]}", "{value: 10, granted: 20}", "{crossed: [50%]}", ConformanceVerdict.Passed)]
    [InlineData("{levels: [50%]}", "{value: 10, granted: 20}", "{crossed: [50]}", ConformanceVerdict.Failed)]
    public void What_is_crossed_is_compared(string threshold, string inputs, string expected, ConformanceVerdict verdict) =>
        Assert.Equal(verdict, CaseSample.Run($"{{threshold: {threshold}}}", inputs, expected).Verdict);

    [Theory]
    [InlineData("{threshold: {levels: [ten]}}", "{value: 1}", "\"ten\" does not fit")]
    [InlineData("{threshold: {levels: [10]}}", "{events: [1]}", "threshold needs the charge")]
    [InlineData("{late: current}", "{billed: 1}", "late needs the charge")]
    [InlineData("{late: current, charge: {model: per_unit, unit_price: 1}}", "{runs: [[1]]}", "of its original period with runs")]
    [InlineData("{late: original, charge: {model: per_unit, unit_price: 1}}", "{billed: 1, now: 2}", "of its original period with runs")]
    public void What_does_not_go_together_is_refused(string setup, string inputs, string says) =>
        Assert.Contains(CaseSample.Case(setup, inputs, "{amount: 1}").Findings, finding => finding.Text.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("{billed: 1, now: 5}", "{amount: 4}")]
    [InlineData("{billed: 5}", "{amount: -5}")]
    [InlineData("{billed: 3, now: 3}", "{amount: 0, lines: []}")]
    public void Late_use_is_the_difference(string inputs, string expected) =>
        Assert.Equal(ConformanceVerdict.Passed, CaseSample.Run("{late: current, charge: {model: per_unit, unit_price: 1}}", inputs, expected).Verdict);

    [Fact]
    public void A_late_quantity_without_a_price_is_refused() =>
        Assert.Equal("quantity", $"{CaseSample.Run("{late: current, charge: {model: volume, tiers: [{up_to: 5, unit_price: 1}]}}", "{billed: 1, now: 6}", "{refused: quantity}").Actual["refused"]}");
}
