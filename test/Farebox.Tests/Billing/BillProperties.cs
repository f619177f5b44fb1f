using Farebox.Billing;
using Farebox.Money;
using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Billing;

/// <summary>What holds for every history: a bill is the price of what the history sums to, whatever its order and however it is shared out.</summary>
public sealed class BillProperties
{
    private static readonly ChargeModel Tiers = new GraduatedCharge(new([new(100m, 0.03m), new(1000m, 0.02m) { Flat = 1m }, new(null, 0.01m)]));

    private static readonly Plan Plan = Billed.Plan("""
        charges:
          tokens:
            meter: llm
            group_by: [model]
            prices:
              - {class: input, model: graduated, tiers: [{up_to: 100, unit_price: 0.03}, {up_to: 1000, unit_price: 0.02, flat: 1}, {unit_price: 0.01}]}
        """);

    private static readonly Arbitrary<Use[]> Histories = Arb.From(
        Gen.Elements("acme", "beta").SelectMany(account => Gen.Elements("a", "b", "c").SelectMany(model => Gen.Choose(1, 28).SelectMany(day => Gen.Choose(0, 90_000)
            .Select(thousandths => new Use(account, model, day, thousandths / 1000m))))).ListOf().Select(uses => uses.ToArray()));

    [Fact]
    public void A_line_costs_what_its_model_says_to_the_sum() => Prop.ForAll(Histories, uses =>
    {
        var lines = Run(uses).Bills().SelectMany(bill => bill.Lines.Select(line => (bill.Account, Model: line.Group[0].Value, line.Exact))).Order();
        var sums = uses.GroupBy(use => (use.Account, use.Model)).Select(group => (group.Key.Account, group.Key.Model, Price(group.Sum(use => use.Quantity)))).Order();
        return lines.SequenceEqual(sums);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Steps_sum_to_the_exact_price_and_lines_to_the_total() => Prop.ForAll(Histories, uses =>
        Run(uses).Bills().All(bill => bill.Total == bill.Lines.Sum(line => line.Amount) && bill.Lines.All(line => line.Steps.Sum(step => step.Total) == line.Exact))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_history_changes_nothing() => Prop.ForAll(Histories, uses =>
        Totals(Run(uses)).SequenceEqual(Totals(Run([.. uses.Reverse()])))).QuickCheckThrowOnFailure();

    [Fact]
    public void Accounts_are_billed_as_if_they_were_alone() => Prop.ForAll(Histories, uses =>
        Totals(Run(uses)).SequenceEqual(uses.Select(use => use.Account).Distinct().Order().SelectMany(account => Totals(Run([.. uses.Where(use => use.Account == account)]))))).QuickCheckThrowOnFailure();

    private static decimal Price(decimal quantity) => Tiers.Price(quantity, new(Billed.Time("2026-07-01")), null);

    private static BillRun Run(Use[] uses) => Billed.Run(Plan, [.. uses.Select(use => $"{use.Account} 2026-07-{use.Day:00} model={use.Model} input={DecimalText.Format(use.Quantity)}")]);

    private static IEnumerable<(string, decimal)> Totals(BillRun run) => run.Bills().Select(bill => (bill.Account, bill.Total));

    private sealed record Use(string Account, string Model, int Day, decimal Quantity);
}
