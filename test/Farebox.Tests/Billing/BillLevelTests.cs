namespace Farebox.Tests.Billing;

/// <summary>Levels: what is known when the period is over, and what goes on from one period to the next.</summary>
public sealed class BillLevelTests
{
    private const string Head = """
        plan: levels
        currency: USD
        meters:
          seats:
            event_type: seats
            components: {seats: seats}
            aggregation: {kind: latest, carry_over: true}
          peak:
            event_type: peak
            components: {jobs: jobs}
            aggregation: max
        versions:
          1:
            effective_from: 2026-01-01T00:00:00Z
            charges:
              seats: {meter: seats, prices: [{unit_price: 10}]}
              peak: {meter: peak, prices: [{unit_price: 1}]}

        """;

    private const string Later = """
          2:
            effective_from: 2026-07-15T00:00:00Z
            charges:
              seats: {meter: seats, prices: [{unit_price: 20}]}
              peak: {meter: peak, prices: [{unit_price: 2}]}

        """;

    [Fact]
    public void A_level_that_goes_on_is_billed_in_a_period_without_events_too()
    {
        var bills = Billed.Run(Billed.Read(Head), "acme 2026-07-10 type=seats seats=3", "acme 2026-09-10 type=seats seats=5").Bills().ToArray();

        Assert.Equal([30m, 30m, 50m], bills.Select(bill => bill.Total));
        Assert.Equal(0, bills[1].RatedEvents);
    }

    [Fact]
    public void A_level_that_goes_on_is_billed_by_the_version_of_the_period_it_goes_on_in()
    {
        var bills = Billed.Run(Billed.Read(Head + Later), "acme 2026-07-10 type=seats seats=3", "acme 2026-08-10 type=peak jobs=1").Bills();

        Assert.Equal([30m, 60m + 2m], bills.Select(bill => bill.Total));
    }

    [Fact]
    public void A_peak_is_one_for_the_whole_period_also_where_the_prices_change_within_it()
    {
        var bill = Billed.One(Billed.Read(Head + Later), "acme 2026-07-10 type=peak jobs=5", "acme 2026-07-20 type=peak jobs=7");

        Assert.Equal(7m, bill.Total);
    }

    [Fact]
    public void Bills_come_out_the_same_however_often_they_are_asked_for()
    {
        var run = Billed.Run(Billed.Read(Head), "acme 2026-07-10 type=seats seats=3", "acme 2026-08-10 type=peak jobs=4");

        Assert.Equal(run.Bills().Select(bill => bill.Total).ToArray(), run.Bills().Select(bill => bill.Total).ToArray());
    }
}
