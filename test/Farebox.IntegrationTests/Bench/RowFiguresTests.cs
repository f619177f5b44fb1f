using Farebox.Bench.Output;
using Farebox.Bench.Run;
using Farebox.Bench.Statistics;

namespace Farebox.IntegrationTests.Bench;

public sealed class RowFiguresTests
{
    [Fact]
    public void The_ratio_is_the_median_of_the_ratios_of_each_round()
    {
        var figures = RowFigures.Of(
            new Row("journal.hot"),
            [Round(("n1.hot", 10), ("journal.hot", 100)), Round(("n1.hot", 100), ("journal.hot", 200)), Round(("n1.hot", 1), ("journal.hot", 50))]);

        Assert.Equal(10, figures.RatioToN1);
        Assert.Equal(new RoundRange(100, 50, 200), figures.PerSecond);
    }

    [Theory]
    [InlineData("hold_capture.hot", "n1.hot")]
    [InlineData("journal.hot@8", "n1.hot")]
    [InlineData("http1.spread", "n1.spread")]
    public void A_row_is_held_against_the_naive_column_of_its_own_spread(string row, string baseline) =>
        Assert.Equal(baseline, RowFigures.BaselineOf(row));

    [Fact]
    public void Without_the_naive_column_there_is_no_ratio_and_no_floor_is_met()
    {
        var figures = RowFigures.Of(new Row("journal.hot"), [Round(("journal.hot", 100))]);

        Assert.Null(figures.RatioToN1);
        Assert.DoesNotContain(Floor.All, floor => floor.Row == "journal.hot" && floor.IsMetBy(figures));
    }

    [Fact]
    public void A_floor_is_met_on_its_bound_and_missed_below_it()
    {
        var floor = Floor.All.Single(floor => floor.Row == "journal.hot");

        Assert.True(floor.IsMetBy(RowFigures.Of(new Row("journal.hot"), [Round(("n1.hot", 10), ("journal.hot", 400))])));
        Assert.False(floor.IsMetBy(RowFigures.Of(new Row("journal.hot"), [Round(("n1.hot", 10), ("journal.hot", 399))])));
    }

    private static Dictionary<string, RoundReading> Round(params (string Row, double PerSecond)[] rows) =>
        rows.ToDictionary(row => row.Row, row => new RoundReading(row.PerSecond, 1, 2, 3, 4, 5, 6));

    private sealed class Row(string name) : IBenchRow
    {
        public string Name => name;

        public Tables Tables => throw new NotSupportedException();

        public Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
