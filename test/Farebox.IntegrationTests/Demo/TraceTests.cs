using Farebox.Demo.Plan;

namespace Farebox.IntegrationTests.Demo;

public sealed class TraceTests
{
    private static readonly IReadOnlyList<TraceRow> Rows = Trace.Read();

    [Fact]
    public void The_trace_is_the_one_whose_sums_are_known()
    {
        Assert.Equal(8_819, Rows.Count);
        Assert.Equal(18_059_974, Rows.Sum(row => row.InputTokens));
        Assert.Equal(245_896, Rows.Sum(row => row.OutputTokens));
    }

    [Fact]
    public void At_known_prices_it_costs_what_is_known() =>
        Assert.Equal(2.8565337m, Rows.Sum(row => row.InputTokens * 0.15m + row.OutputTokens * 0.60m) / 1_000_000m);

    [Fact]
    public void Rows_count_from_one_and_keep_the_order_of_the_file()
    {
        Assert.Equal(Enumerable.Range(1, 8_819), Rows.Select(row => row.Number));
        Assert.Equal(Rows.Select(row => row.At).Order(), Rows.Select(row => row.At));
    }

    [Fact]
    public void Every_time_is_shifted_by_whole_days_into_the_quarter_that_has_just_ended()
    {
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 18, 17, 3, TimeSpan.Zero).AddTicks(9_799_600), Rows[0].At);
        Assert.Equal(TimeSpan.Zero, TimeSpan.FromTicks(DemoTime.Shift.Ticks % TimeSpan.TicksPerDay));
        Assert.All(Rows, row => Assert.InRange(row.At, DemoTime.QuarterStart, DemoTime.Now));
        Assert.True(Rows[^1].At < DemoTime.QuarterEnd);
    }

    [Theory]
    [InlineData("TIMESTAMP,ContextTokens\n")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,-1")]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,4808,1")]
    public void A_file_of_another_form_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Trace.Read(new StringReader(text)));
}
