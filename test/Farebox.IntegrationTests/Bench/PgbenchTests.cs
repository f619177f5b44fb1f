using Farebox.Bench.Baseline;
using Farebox.Bench.Statistics;

namespace Farebox.IntegrationTests.Bench;

public sealed class PgbenchTests
{
    [Fact]
    public void The_log_is_read_by_its_third_column()
    {
        var latency = new LatencyHistogram();
        PgbenchLog.Read(new StringReader("0 1 100 0 1770000000 500000\n7 12 200 0 1770000000 500100\n"), latency);

        Assert.Equal(2, latency.Count);
        Assert.Equal([0.1, 0.2], new[] { 0.5, 1.0 }.Select(latency.Milliseconds));
    }

    [Fact]
    public void A_failed_transaction_has_no_latency()
    {
        var latency = new LatencyHistogram();
        PgbenchLog.Read(new StringReader("0 1 failed 0 1770000000 500000\n"), latency);

        Assert.Equal(0, latency.Count);
    }

    [Fact]
    public void A_line_of_another_form_is_an_error_and_not_a_guess() =>
        Assert.Throws<FormatException>(() => PgbenchLog.Read(new StringReader("progress: 1.0 s\n"), new LatencyHistogram()));

    [Fact]
    public void The_summary_has_transactions_failures_and_the_rate_without_connecting()
    {
        var summary = PgbenchSummary.Parse(
            """
            pgbench (15.18)
            number of clients: 8
            number of transactions actually processed: 20314
            number of failed transactions: 3 (0.015%)
            latency average = 1.575 ms
            initial connection time = 12.345 ms
            tps = 5079.123456 (without initial connection time)
            """);

        Assert.Equal(new PgbenchSummary(20314, 3, 5079.123456), summary);
    }

    [Fact]
    public void A_summary_without_a_rate_is_an_error() =>
        Assert.Throws<FormatException>(() => PgbenchSummary.Parse("number of transactions actually processed: 1\nnumber of failed transactions: 0 (0%)"));
}
