using Farebox.Files.Conformance;

namespace Farebox.Tests.Conformance;

/// <summary>What others published comes out of the engine. A failing case is shown with its working by <c>./farebox conformance</c>.</summary>
public sealed class PublishedCaseTests
{
    private const string Tiers = "samples/conformance/lago/tiers.yaml";
    private const string Exceptions = "samples/conformance/exceptions.yaml";

    [Fact]
    public void Nothing_is_wrong_with_the_files() => Assert.Empty(Published.Cases.Findings);

    [Fact]
    public void Every_published_case_comes_out_or_is_excepted_with_a_reason()
    {
        var failed = Published.Report.Results.Where(result => result.Verdict == ConformanceVerdict.Failed)
            .Select(result => $"{result.Case.Place} {result.Case.Id}: {string.Join("; ", result.Differences)} {result.Actual["why"]}");

        Assert.Equal("", string.Join('\n', failed));
        Assert.Empty(Published.Report.Stale);
        Assert.True(Published.Report.IsGood);
    }

    [Fact]
    public void A_changed_expectation_fails_with_both_numbers()
    {
        var report = Published.With(Tiers, "expected: {amount: 163}", "expected: {amount: 164}");

        var failed = Assert.Single(report.Results, result => result.Verdict == ConformanceVerdict.Failed);
        Assert.Equal("lago-tiers-006", failed.Case.Id);
        Assert.Equal(["amount: expected 164, and this came out: 163"], failed.Differences.ToArray());
        Assert.NotEmpty(failed.Working);
        Assert.False(report.IsGood);
    }

    [Fact]
    public void A_changed_price_fails_too() =>
        Assert.Contains(
            Published.With(Tiers, "{up_to: 10, unit_price: 10, flat: 2}", "{up_to: 10, unit_price: 11, flat: 2}").Results, result => result.Verdict == ConformanceVerdict.Failed);

    [Fact]
    public void Of_the_cases_free_of_convention_ninety_eight_in_a_hundred_pass()
    {
        var free = Assert.Single(Published.Report.Parts, part => part.Topic == "free of convention");

        Assert.InRange(free.Percent, 98m, 100m);
        Assert.InRange(free.Computed, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("farebox", 60)]
    [InlineData("lago", 35)]
    [InlineData("openmeter", 35)]
    [InlineData("stripe", 8)]
    public void Of_a_complete_presets_own_cases_ninety_five_in_a_hundred_pass(string preset, int countMin)
    {
        var own = Assert.Single(Published.Report.Parts, part => part.Topic == $"preset {preset}");

        Assert.InRange(own.Percent, 95m, 100m);
        Assert.InRange(own.Computed, countMin, int.MaxValue);
    }

    [Fact]
    public void Of_the_cases_of_credit_ninety_five_in_a_hundred_pass_and_the_rest_has_reasons()
    {
        string[] topics = ["credit_burn_order", "expiry", "rollover", "hold", "threshold", "late_event"];
        string[] sources = ["lago", "openmeter", "flexprice", "autumn", "polar"];
        var tallies = Published.Report.Tallies.Where(tally => topics.Contains(tally.Topic) && sources.Contains(tally.Source)).ToArray();

        Assert.Equal(135, tallies.Sum(tally => tally.Computed + tally.NotYet));
        Assert.InRange(tallies.Sum(tally => tally.Passed), 129, 135);
    }

    [Theory]
    [InlineData("period_boundary", 49, 49)]
    [InlineData("timezone", 21, 18)]
    [InlineData("proration", 82, 81)]
    [InlineData("seat", 8, 8)]
    [InlineData("coupon", 33, 33)]
    [InlineData("tax", 11, 11)]
    [InlineData("credit_note", 9, 9)]
    [InlineData("minimum_commit", 14, 14)]
    public void Of_the_cases_of_fees_and_invoices_so_many_pass_and_the_rest_has_reasons(string topic, int count, int passed)
    {
        var tallies = Published.Report.Tallies.Where(tally => tally.Topic == topic).ToArray();

        Assert.Equal(count, tallies.Sum(tally => tally.Computed + tally.NotYet));
        Assert.InRange(tallies.Sum(tally => tally.Passed), passed, count);
    }

    [Fact]
    public void Every_case_of_the_collections_is_computed_or_listed() => Assert.Equal(711, Published.Report.Total.Computed + Published.Report.Total.NotYet);

    [Fact]
    public void An_exception_that_passes_is_an_error()
    {
        var report = Published.With(Exceptions, "known:", "known:\n  lago-tiers-006: {kind: later, reason: it was once.}");

        Assert.Equal("lago-tiers-006", Assert.Single(report.Stale).CaseId);
        Assert.False(report.IsGood);
    }

    [Fact]
    public void An_exception_of_no_case_is_an_error()
    {
        var found = Published.ReadWith(Exceptions, "known:", "known:\n  lago-tiers-999: {kind: later, reason: it was once.}").Findings;

        Assert.Equal($"{Exceptions}:4:3: error: there is no case \"lago-tiers-999\" in these files. Remove the exception.", Assert.Single(found).ToString());
    }

    [Fact]
    public void A_case_that_is_written_down_and_listed_as_not_yet_is_an_error()
    {
        var found = Published.ReadWith(Exceptions, "cases: [lago-threshold-025", "cases: [lago-tiers-006, lago-threshold-025").Findings;

        Assert.Contains("the case \"lago-tiers-006\" is written down", Assert.Single(found).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregation_that_depends_on_the_form_it_is_computed_in_would_fail() =>
        Assert.All(
            Published.Report.Results.Where(result => result.Actual["value"] is not null && result.Case.Topic == "aggregation"), result => Assert.Null(result.Actual["why"]));

    [Fact]
    public void Only_the_topic_and_the_source_that_are_asked_for_are_computed()
    {
        var report = ConformanceReport.Of(Published.Cases, topic: "tiers", source: "polar");

        Assert.NotEmpty(report.Results);
        Assert.All(report.Results, result => Assert.Equal(("tiers", "polar"), (result.Case.Topic, result.Case.Source)));
        Assert.Equal(report.Results.Length, Assert.Single(report.Tallies).Computed);
    }
}
