using Farebox.Money;
using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

/// <summary>What holds for every charge model, whatever its terms.</summary>
public sealed class ChargeModelProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void The_steps_of_the_working_sum_to_the_price() => Hold(Some.Any, (model, before, quantity) =>
    {
        var context = Some.Now with { Before = before };
        var working = new Working();
        var price = model.Price(quantity, context, working);
        return price == model.Price(quantity, context, null) && working.Steps.Aggregate(0m, (sum, step) => Exact.Add(sum, step.Total)) == price;
    });

    [Fact]
    public void Parts_of_a_period_cost_what_the_period_costs_at_once() => Hold(Some.Any, (model, first, second) =>
        first == 0m || Exact.Add(model.Price(first, Some.Now, null), model.Price(second, Some.Now with { Before = first }, null)) == model.Price(first + second, Some.Now, null));

    [Fact]
    public void Parts_that_forget_what_came_before_do_not() => Falsified(Some.Any, (model, first, second) =>
        first == 0m || Exact.Add(model.Price(first, Some.Now, null), model.Price(second, Some.Now, null)) == model.Price(first + second, Some.Now, null));

    [Fact]
    public void What_may_be_debited_at_once_never_gives_money_back() => Hold(Some.Additive, (model, before, quantity) =>
        model.Arrears is null && model.Price(quantity, Some.Now with { Before = before }, null) >= 0m);

    [Fact]
    public void Volume_tiers_would_give_money_back() => Falsified(Some.Tables.Select(ChargeModel (table) => new VolumeCharge(table)), (model, before, quantity) =>
        model.Price(quantity, Some.Now with { Before = before }, null) >= 0m);

    [Fact]
    public void No_fraction_falls_between_two_tiers() => Check.One(Many, Prop.ForAll(Arb.From(Some.Tables), Arb.From(Some.Quantity), (table, quantity) =>
        table.Tiers.Select((_, i) => PartIn(table, i, quantity)).Sum() == quantity));

    // What a tier alone charges at a price of one: how much of the quantity it takes.
    private static decimal PartIn(TierTable table, int index, decimal quantity) =>
        new GraduatedCharge(new([.. table.Tiers.Select((tier, i) => new Tier(tier.UpTo, i == index ? 1m : 0m))], table.Bounds)).Price(quantity, Some.Now, null);

    [Fact]
    public void Nothing_used_costs_nothing_unless_the_terms_say_so() => Hold(Some.Any, (model, _, _) =>
        model.Price(0m, Some.Now, null) == 0m || ChargesNothingUsed(model));

    private static bool ChargesNothingUsed(ChargeModel model) => model switch
    {
        AdjustedCharge { Minimum: > 0m } => true,
        AdjustedCharge adjusted => ChargesNothingUsed(adjusted.Model),
        AllowanceCharge allowance => ChargesNothingUsed(allowance.Overage),
        GraduatedCharge { Table.FlatAtZero: true } or VolumeCharge { Table.FlatAtZero: true } or GraduatedPercentageCharge { Table.FlatAtZero: true } => true,
        _ => false,
    };

    private static void Hold(Gen<ChargeModel> models, Func<ChargeModel, decimal, decimal, bool> rule) =>
        Check.One(Many, Prop.ForAll(Arb.From(models), Arb.From(Some.Quantity), Arb.From(Some.Quantity), rule));

    private static void Falsified(Gen<ChargeModel> models, Func<ChargeModel, decimal, decimal, bool> rule) =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Hold(models, rule)).Message, StringComparison.Ordinal);
}
