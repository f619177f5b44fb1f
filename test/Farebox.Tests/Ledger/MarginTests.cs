using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>Work that is priced below what it costs.</summary>
public sealed class MarginTests
{
    // A token of llm costs a thousandth of a dollar and is priced at one credit; strict has no cost.
    private readonly Till _till = new();

    public MarginTests() => _till.Grant("g", 1000);

    [Theory]
    [InlineData("0.001", 0, false)]
    [InlineData("0.000999", 0, true)]
    [InlineData("0.001", 1, true)]
    [InlineData("0.0011", 10, false)]
    [InlineData("0.0011", 11, true)]
    public void Is_seen_exactly_by_what_a_credit_is_worth_and_what_must_be_made_on_it(string worth, int markup, bool isBelow)
    {
        Margin(decimal.Parse(worth, System.Globalization.CultureInfo.InvariantCulture), markup, isHard: false);

        Assert.Equal(isBelow ? UsageMarks.BelowCost : UsageMarks.None, ((UsageReported)_till.Use(10).Body).Marks);
    }

    [Fact]
    public void Is_only_marked_where_the_meter_does_not_reject_and_nothing_is_said_of_a_cost_that_is_unknown()
    {
        Margin(0.000001m, 0, isHard: true);

        Assert.Equal(EntryStatus.Recorded, _till.Use(10).Status);
        Assert.Equal(EntryStatus.Recorded, _till.Use(10, type: "strict").Status);
    }

    [Fact]
    public void Is_held_all_the_same_where_nothing_was_measured_yet()
    {
        Margin(0.000001m, 0, isHard: true);

        Assert.Equal(EntryStatus.Recorded, _till.Hold("h", 10).Status);
    }

    private void Margin(decimal worth, int markup, bool isHard) => _till.Named(
        "margin", 0, LimitWindow.Total, terms => terms with { Measure = LimitMeasure.Margin, Worth = worth, MarkupMin = markup, IsHard = isHard });
}
