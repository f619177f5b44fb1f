namespace Farebox.Tests.Billing;

public sealed class BillTests
{
    private const string PerToken = """
        charges:
          tokens:
            meter: llm
            prices:
              - {class: input, dimensions: {model: large}, unit_price: 3, per: 1000000}
              - {class: output, dimensions: {model: large}, unit_price: 15, per: 1000000}
        """;

    [Fact]
    public void A_line_is_rounded_once_and_not_event_by_event()
    {
        var events = Enumerable.Repeat("acme 2026-07-01 input=1000 model=large", 500).ToArray();

        var line = Assert.Single(Billed.One(Billed.Plan(PerToken), events).Lines);

        // Each event costs 0.003, which is nothing in cents.
        Assert.Equal(1.50m, line.Amount);
        Assert.Equal(500, line.Events);
        Assert.Equal(500_000m, line.Quantity);
    }

    [Fact]
    public void The_steps_of_a_line_sum_to_its_exact_price()
    {
        var line = Assert.Single(Billed.One(Billed.Plan(PerToken), "acme 2026-07-01 input=1234567 output=89 model=large").Lines);

        Assert.Equal(line.Exact, line.Steps.Sum(step => step.Total));
        Assert.Equal(["input: per unit", "output: per unit"], line.Steps.Select(step => step.Reason));
    }

    [Fact]
    public void What_has_no_price_is_counted_with_its_reason_and_on_no_line()
    {
        var bill = Billed.One(Billed.Plan(PerToken), "acme 2026-07-01 input=5 model=large", "acme 2026-07-02 input=5 model=huge", "acme 2026-07-02 input=5 model=huge");

        var unrated = Assert.Single(bill.Unrated);
        Assert.Equal(("price_missing", 2L, 2L), (unrated.Code, unrated.Events, unrated.FirstRow));
        Assert.Contains("class 'input' with model 'huge'", unrated.Detail, StringComparison.Ordinal);
        Assert.Equal(5m, Assert.Single(bill.Lines).Quantity);
        Assert.Equal(1, bill.RatedEvents);
    }

    [Fact]
    public void An_event_without_a_price_for_one_of_its_classes_is_not_billed_for_the_others()
    {
        var plan = Billed.Plan("""
            charges:
              tokens:
                meter: llm
                prices: [{class: input, unit_price: 1}]
            """);

        var bill = Billed.One(plan, "acme 2026-07-01 input=5 output=1", "acme 2026-07-01 input=7 output=0");

        Assert.Equal(7m, bill.Total);
        Assert.Equal(1, Assert.Single(bill.Unrated).Events);
    }

    [Fact]
    public void An_event_that_nobody_measures_is_unrated_and_one_that_is_only_counted_is_not()
    {
        var bill = Billed.One(Billed.Plan(PerToken), "acme 2026-07-01 type=unknown", "acme 2026-07-01 type=ping");

        Assert.Equal("meter_unknown", Assert.Single(bill.Unrated).Code);
        Assert.Empty(bill.Lines);
        Assert.Equal(0, bill.RatedEvents);
    }

    [Fact]
    public void An_event_whose_meter_no_charge_bills_is_unrated() =>
        Assert.Equal("charge_missing", Assert.Single(Billed.One(Billed.Plan(PerToken), "acme 2026-07-01 type=job kind=a").Unrated).Code);

    [Fact]
    public void An_event_without_a_time_is_in_no_period()
    {
        var run = Billed.Run(Billed.Plan(PerToken), "acme - input=5 model=large");

        Assert.Empty(run.Bills());
        Assert.Equal("time_missing", Assert.Single(run.Unplaced).Code);
    }

    [Fact]
    public void Groups_are_lines_with_tiers_of_their_own_and_rows_in_a_group_share_theirs()
    {
        const string Tiers = "model: graduated, tiers: [{up_to: 10, unit_price: 2}, {unit_price: 1}]";
        string[] events = ["acme 2026-07-01 type=job kind=a", .. Enumerable.Repeat("acme 2026-07-01 type=job kind=a", 9), .. Enumerable.Repeat("acme 2026-07-01 type=job kind=b", 10)];

        var apart = Billed.One(Billed.Plan($"charges: {{jobs: {{meter: jobs, group_by: [kind], prices: [{{{Tiers}}}]}}}}"), events);
        var together = Billed.One(Billed.Plan($"charges: {{jobs: {{meter: jobs, prices: [{{{Tiers}}}]}}}}"), events);

        Assert.Equal([20m, 20m], apart.Lines.Select(line => line.Amount));
        Assert.Equal(["a", "b"], apart.Lines.Select(line => line.Group[0].Value));
        Assert.Equal(30m, Assert.Single(together.Lines).Amount);
    }

    [Fact]
    public void Two_rows_with_the_same_terms_do_not_fill_up_each_others_tiers()
    {
        const string Tiers = "model: graduated, tiers: [{up_to: 10, unit_price: 2}, {unit_price: 1}]";
        var plan = Billed.Plan($"charges: {{jobs: {{meter: jobs, prices: [{{dimensions: {{kind: a}}, {Tiers}}}, {{dimensions: {{kind: b}}, {Tiers}}}]}}}}");

        var bill = Billed.One(plan, [.. Enumerable.Repeat("acme 2026-07-01 type=job kind=a", 10), .. Enumerable.Repeat("acme 2026-07-01 type=job kind=b", 10)]);

        Assert.Equal(40m, Assert.Single(bill.Lines).Amount);
    }

    [Theory]
    [InlineData("period", 30)]
    [InlineData("day", 35)]
    [InlineData("hour", 38)]
    [InlineData("event", 40)]
    public void What_is_priced_at_once_is_a_term_of_the_charge(string per, int expected)
    {
        var plan = Billed.Plan($"charges: {{tokens: {{meter: llm, priced_per: {per}, prices: [{{class: input, model: graduated, tiers: [{{up_to: 10, unit_price: 2}}, {{unit_price: 1}}]}}]}}}}");

        var bill = Billed.One(
            plan, "acme 2026-07-01T10:10:00Z input=7", "acme 2026-07-01T10:20:00Z input=5", "acme 2026-07-01T11:00:00Z input=3", "acme 2026-07-02T11:00:00Z input=5");

        Assert.Equal(expected, bill.Total);
    }

    [Theory]
    [InlineData("period", "999999999.999999999999")]
    [InlineData("period", "999999999")]
    [InlineData("event", "999999999.999999999999")]
    public void A_price_with_more_digits_than_an_amount_is_unrated(string per, string price)
    {
        var plan = Billed.Plan($"charges: {{tokens: {{meter: llm, priced_per: {per}, prices: [{{class: input, unit_price: {price}}}]}}}}");

        var bill = Billed.One(plan, "acme 2026-07-01 input=999999999999.999999");

        Assert.Equal("amount_overflow", Assert.Single(bill.Unrated).Code);
        Assert.Equal(0m, bill.Total);
        Assert.Equal(0, bill.RatedEvents);
    }

    [Fact]
    public void A_level_is_billed_at_its_peak_in_each_period()
    {
        var plan = Billed.Plan("charges: {seats: {meter: peak, prices: [{unit_price: 10}]}}");

        var bills = Billed.Run(plan, "acme 2026-07-05 type=level seats=3", "acme 2026-07-01 type=level seats=5", "acme 2026-08-01 type=level seats=2").Bills();

        Assert.Equal([50m, 20m], bills.Select(bill => bill.Total));
    }

    [Fact]
    public void A_request_above_the_cliff_is_repriced_as_a_whole_whatever_the_others_are()
    {
        const string Cliff = "model: cliff, above: 100, counts: [input], below: {model: per_unit, unit_price: 1}, beyond: {model: per_unit, unit_price: 2}";
        var plan = Billed.Plan($"charges: {{tokens: {{meter: llm, prices: [{{class: input, {Cliff}}}, {{class: output, {Cliff}}}]}}}}");

        var bill = Billed.One(plan, "acme 2026-07-01 input=100 output=10", "acme 2026-07-01 input=101 output=10");

        Assert.Equal(100 + 10 + 202 + 20, bill.Total);
    }

    [Fact]
    public void The_order_of_the_history_changes_no_bill()
    {
        string[] events = [.. Enumerable.Range(1, 60).Select(i => $"acme 2026-07-{1 + (i % 28):00} input={i * 7} output={i} model={(i % 3 == 0 ? "large" : "small")}")];
        var plan = Billed.Plan("""
            fees: {platform: 9}
            charges:
              tokens:
                meter: llm
                group_by: [model]
                prices:
                  - {class: input, model: graduated, tiers: [{up_to: 1000, unit_price: 0.03}, {unit_price: 0.01}]}
                  - {class: output, model: package, size: 100, amount: 0.70}
            """);

        var forwards = Billed.One(plan, events);
        var backwards = Billed.One(plan, [.. events.Reverse()]);

        Assert.Equal(forwards.Total, backwards.Total);
        Assert.Equal(forwards.Lines.Select(line => (line.Charge, line.Exact)), backwards.Lines.Select(line => (line.Charge, line.Exact)));
    }
}
