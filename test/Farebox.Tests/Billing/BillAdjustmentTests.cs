namespace Farebox.Tests.Billing;

public sealed class BillAdjustmentTests
{
    [Theory]
    [InlineData("minimum: 50", 30, 50)]
    [InlineData("minimum: 50", 60, 60)]
    [InlineData("maximum: 50", 60, 50)]
    [InlineData("discount_percent: 10", 60, 54)]
    [InlineData("discount_amount: 5", 60, 55)]
    [InlineData("discount_amount: 5, discount_percent: 10, minimum: 52", 60, 52)]
    public void Discounts_minimum_and_maximum_are_over_all_lines_of_a_charge(string terms, int used, int expected)
    {
        var plan = Billed.Plan($"charges: {{tokens: {{meter: llm, group_by: [model], {terms}, prices: [{{class: input, unit_price: 1}}]}}}}");

        var bill = Billed.One(plan, $"acme 2026-07-01 input={used - 10} model=a", "acme 2026-07-01 input=10 model=b");

        Assert.Equal(expected, bill.Total);
        Assert.Equal(used, bill.Lines.Sum(line => line.Amount));
    }

    [Fact]
    public void They_say_which_charge_and_why()
    {
        var plan = Billed.Plan("charges: {tokens: {meter: llm, minimum: 50, prices: [{class: input, unit_price: 1}]}}");

        var adjustment = Assert.Single(Billed.One(plan, "acme 2026-07-01 input=20").Adjustments);

        Assert.Equal(("tokens", "minimum", 30m), (adjustment.Charge, adjustment.Reason, adjustment.Amount));
    }

    [Fact]
    public void The_same_terms_on_the_version_are_over_the_whole_bill()
    {
        var plan = Billed.Plan("""
            fees: {platform: 20}
            minimum: 100
            charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}}
            """);

        var bill = Billed.One(plan, "acme 2026-07-01 input=30");

        Assert.Equal(100m, bill.Total);
        Assert.Equal((null, 50m), (Assert.Single(bill.Adjustments).Charge, bill.Adjustments[0].Amount));
    }

    [Fact]
    public void An_allowance_is_shared_by_its_charges_in_the_order_of_the_plan()
    {
        var plan = Billed.Plan("""
            charges:
              jobs: {meter: jobs, prices: [{unit_price: 2}]}
              tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}
            allowances:
              both: {included: 10, charges: [jobs, tokens]}
            """);

        var bill = Billed.One(plan, [.. Enumerable.Repeat("acme 2026-07-01 type=job", 4), "acme 2026-07-01 input=9"]);

        Assert.Equal([0m, 3m], bill.Lines.Select(line => line.Amount));
        Assert.Equal(9m, bill.Lines[1].Quantity);
        Assert.Equal(["input: included by both", "input: per unit"], bill.Lines[1].Steps.Select(step => step.Reason));
    }

    [Fact]
    public void What_is_unused_of_an_allowance_is_lost_with_the_period()
    {
        var plan = Billed.Plan("""
            charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}}
            allowances: {some: {included: 10, charges: [tokens]}}
            """);

        Assert.Equal([0m, 5m], Billed.Run(plan, "acme 2026-07-01 input=5", "acme 2026-08-01 input=15").Bills().Select(bill => bill.Total));
    }

    [Fact]
    public void An_allowance_for_each_grows_with_another_charge()
    {
        var plan = Billed.Plan("""
            charges:
              seats: {meter: peak, prices: [{unit_price: 10}]}
              tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}
            allowances: {each: {included: 100, for_each: seats, charges: [tokens]}}
            """);

        var bill = Billed.One(plan, "acme 2026-07-01 type=level seats=3", "acme 2026-07-01 input=305");

        Assert.Equal(30m + 5m, bill.Total);
    }

    [Fact]
    public void What_a_model_refuses_when_the_period_is_over_is_unrated_and_not_free()
    {
        var plan = Billed.Plan("charges: {tokens: {meter: llm, prices: [{class: input, model: graduated, tiers: [{up_to: 10, unit_price: 1}], beyond_last: refuse}]}}");

        var bill = Billed.One(plan, "acme 2026-07-01 input=6", "acme 2026-07-01 input=5");

        Assert.Equal(2, Assert.Single(bill.Unrated).Events);
        Assert.Equal(0m, bill.Total);
    }

    [Fact]
    public void The_cost_is_known_only_where_every_event_has_one()
    {
        var plan = Billed.Plan("""
            charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 2}]}}
            costs: {tokens: {meter: llm, prices: [{class: input, dimensions: {model: known}, unit_price: 0.5}]}}
            """);

        Assert.Equal(2m, Billed.One(plan, "acme 2026-07-01 input=4 model=known").Cost);
        Assert.Null(Billed.One(plan, "acme 2026-07-01 input=4 model=known", "acme 2026-07-01 input=4 model=new").Cost);
    }
}
