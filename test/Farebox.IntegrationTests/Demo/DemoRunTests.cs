using Farebox.Demo.Run;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The demo through HTTP against the sum that shares no code with it.</summary>
public sealed class DemoRunTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public void Every_total_of_the_server_equals_the_independent_calculation() =>
        Assert.Empty(ServerTotals.Of(demo.First).DifferencesTo(IndependentDemoCalculation.Of(DemoCsv.Path, new())));

    [Theory]
    [MemberData(nameof(ChangedRules.Names), MemberType = typeof(ChangedRules))]
    public void By_a_changed_rule_the_totals_differ(string change) =>
        Assert.NotEmpty(ServerTotals.Of(demo.First).DifferencesTo(IndependentDemoCalculation.Of(DemoCsv.Path, ChangedRules.Named(change))));

    [Fact]
    public void The_first_run_records_and_the_second_finds_everything_done()
    {
        Assert.Equal(0, demo.First.Duplicates);
        Assert.False(demo.First.ChangedNothing);

        Assert.Equal(0, demo.Second.Recorded);
        Assert.Equal(demo.First.Recorded, demo.Second.Duplicates);
        Assert.True(demo.Second.ChangedNothing);
        Assert.Empty(ServerTotals.Of(demo.Second).DifferencesTo(ServerTotals.Of(demo.First)));
    }

    [Fact]
    public void Refusals_name_the_same_rows_in_every_run()
    {
        Assert.Equal(RefusedRows(demo.First), RefusedRows(demo.Second));
        Assert.NotEmpty(RefusedRows(demo.First));
    }

    [Fact]
    public void The_page_tells_every_chapter_and_that_nothing_changed()
    {
        foreach (var words in new[]
        {
            "The pool", "Burn-down by team and model", "Margin:", "Refused holds", "402 insufficient_credit", "per credit", "Answered in",
            "nothing changed",
        })
            Assert.Contains(words, demo.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_agree_are_shown() => Assert.Empty(FigureChecks.Of(demo.First, 8_819));

    [Fact]
    public void Figures_that_do_not_agree_are_not_shown()
    {
        var figures = demo.First;

        Assert.NotEmpty(FigureChecks.Of(figures, 8_820));
        Assert.NotEmpty(FigureChecks.Of(figures with { Members = [.. figures.Members.Skip(1)] }, 8_819));
        Assert.NotEmpty(FigureChecks.Of(figures with { After = figures.After with { OpenHolds = 1 } }, 8_819));
        Assert.NotEmpty(FigureChecks.Of(figures with { ByTeamAndModel = figures.BySource, BySource = new() { Rows = [], Total = [] } }, 8_819));
        Assert.NotEmpty(FigureChecks.Of(figures with { After = figures.After with { Wallets = [figures.Wallet with { Debt = "1" }] } }, 8_819));
    }

    private static IEnumerable<int> RefusedRows(DemoFigures figures) =>
        figures.Members.SelectMany(member => member.Refused).Select(refused => refused.Row).Order();
}
