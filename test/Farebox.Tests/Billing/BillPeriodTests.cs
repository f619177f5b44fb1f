using Farebox.Billing;

namespace Farebox.Tests.Billing;

public sealed class BillPeriodTests
{
    private const string WithFee = """
        fees: {platform: 49}
        charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}}
        """;

    [Fact]
    public void Fees_are_due_in_every_period_between_the_first_use_and_the_last()
    {
        var bills = Billed.Run(Billed.Plan(WithFee), "acme 2026-09-30T23:59:59Z input=2", "acme 2026-07-15 input=1").Bills().ToArray();

        Assert.Equal([50m, 49m, 51m], bills.Select(bill => bill.Total));
        Assert.Equal(Billed.Time("2026-08-01"), bills[1].Period.Start);
    }

    [Fact]
    public void With_both_ends_given_every_period_of_the_span_is_billed_and_nothing_outside_it()
    {
        var span = new BillSpan(Billed.Time("2026-07-01"), Billed.Time("2026-09-01"));
        var run = Billed.Run(Billed.Plan(WithFee), span, "acme 2026-06-30T23:59:59Z input=7", "acme 2026-07-15 input=1", "acme 2026-09-01 input=7");
        run.Open("quiet");

        Assert.Equal([("acme", 50m), ("acme", 49m), ("quiet", 49m), ("quiet", 49m)], run.Bills().Select(bill => (bill.Account, bill.Total)));
        Assert.Equal(2, run.OutsideEvents);
    }

    [Fact]
    public void A_month_begins_at_midnight_of_the_plans_time_zone()
    {
        var plan = Billed.Read($"{Billed.Meters}time_zone: America/New_York\nversions: {{1: {{effective_from: 2026-01-01T00:00:00Z, charges: {{tokens: {{meter: llm, prices: [{{class: input, unit_price: 1}}]}}}}}}}}");

        var bills = Billed.Run(plan, "acme 2026-08-01T03:59:59Z input=1", "acme 2026-08-01T04:00:00Z input=2").Bills();

        Assert.Equal([1m, 2m], bills.Select(bill => bill.Total));
    }

    [Fact]
    public void Use_is_priced_by_the_version_in_force_when_it_happened_and_tiers_go_on_counting()
    {
        var plan = Billed.Read(Billed.Meters + """
            versions:
              1:
                effective_from: 2026-01-01T00:00:00Z
                charges: {tokens: {meter: llm, prices: [{class: input, model: graduated, tiers: [{up_to: 10, unit_price: 4}, {unit_price: 2}]}]}}
              2:
                effective_from: 2026-07-15T00:00:00Z
                charges: {tokens: {meter: llm, prices: [{class: input, model: graduated, tiers: [{up_to: 10, unit_price: 3}, {unit_price: 1}]}]}}
            """);

        // 8 at 4; then units 9 and 10 at 3, and the rest at 1.
        var bill = Billed.One(plan, "acme 2026-07-20 input=6", "acme 2026-07-01 input=8");

        Assert.Equal(32 + 6 + 4, bill.Total);
        Assert.Equal(14m, Assert.Single(bill.Lines).Quantity);
    }

    [Fact]
    public void Use_before_the_first_version_is_unrated()
    {
        var bill = Billed.One(Billed.Plan(WithFee), "acme 2025-12-31 input=1");

        Assert.Equal("version_missing", Assert.Single(bill.Unrated).Code);
        Assert.Equal(0m, bill.Total);
    }

    [Fact]
    public void A_version_that_was_revoked_is_never_in_force_except_as_of_before_that()
    {
        var plan = Billed.Read(Billed.Meters + """
            versions:
              1:
                effective_from: 2026-01-01T00:00:00Z
                charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 2}]}}
              2:
                effective_from: 2026-09-01T00:00:00Z
                revoked: 2026-08-20T00:00:00Z
                charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 3}]}}
            """);

        Assert.Equal(2m, Total(plan, null));
        Assert.Equal(2m, Total(plan, "2026-08-20"));
        Assert.Equal(3m, Total(plan, "2026-08-19"));
    }

    private static decimal Total(Plan plan, string? asOf) =>
        Billed.Run(plan, new BillSpan(AsOf: asOf is null ? null : Billed.Time(asOf)), "acme 2026-09-15 input=1").Bills().Single().Total;
}
