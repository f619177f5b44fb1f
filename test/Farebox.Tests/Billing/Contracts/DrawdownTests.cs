using Farebox.Billing;
using Farebox.Billing.Contracts;
using Farebox.Billing.Invoices;
using Farebox.Rating;
using Farebox.Tests.Billing.Invoices;

namespace Farebox.Tests.Billing.Contracts;

public sealed class DrawdownTests
{
    [Fact]
    public void A_line_fills_the_first_that_has_room_and_goes_on_to_the_next()
    {
        var drawdown = new Drawdown([new(new("second", 200m) { Priority = 2 }), new(new("first", 1000m) { Priority = 1 })]);

        var drawn = drawdown.Take(Drafted.Line("use", 1500m), 1500m);

        Assert.Equal([("first", 1000m), ("second", 200m)], drawn.Draws.Select(draw => (draw.Commitment.Id, draw.Amount)));
        Assert.Equal(300m, drawn.Above);
    }

    [Fact]
    public void A_nested_one_counts_what_others_count()
    {
        var drawdown = new Drawdown([new(new("model", 100m) { IsNested = true, Scope = new() { Charges = ["tokens"] } }), new(new("all", 1000m) { Priority = 1 })]);

        drawdown.Take(Drafted.Line("tokens", 60m), 60m);
        drawdown.Take(Drafted.Line("hosts", 40m), 40m);

        Assert.Equal([("model", 60m), ("all", 100m)], drawdown.Balances.Select(balance => (balance.Commitment.Id, balance.Used)));
    }

    [Fact]
    public void What_is_missing_is_due_unless_it_was_paid_ahead()
    {
        Assert.Equal(400m, new CommitmentBalance(new("quarter", 1000m), Used: 600m).Shortfall);
        Assert.Equal(0m, new CommitmentBalance(new("quarter", 1000m), Used: 1200m).Shortfall);
        Assert.Equal(0m, new CommitmentBalance(new("quarter", 1000m) { IsPrepaid = true }, Used: 600m).Shortfall);
    }

    [Theory]
    [InlineData(CarryOver.Nothing, 1300, 0, 0)]
    [InlineData(CarryOver.Excess, 1300, 300, 0)]
    [InlineData(CarryOver.Excess, 1900, 500, 0)]
    [InlineData(CarryOver.Excess, 900, 0, 0)]
    [InlineData(CarryOver.Shortfall, 700, 0, 300)]
    [InlineData(CarryOver.Shortfall, 100, 0, 500)]
    public void What_a_period_hands_on_is_bounded(CarryOver carryOver, int used, int nextUsed, int carriedIn)
    {
        var next = new CommitmentBalance(new("quarter", 1000m) { CarryOver = carryOver, CarryFraction = 0.5m }, used).Next();

        Assert.Equal(((decimal)nextUsed, (decimal)carriedIn), (next.Used, next.CarriedIn));
    }

    [Fact]
    public void Overrides_never_stack_and_the_most_particular_one_applies()
    {
        PriceOverride always = new(0.95m), committed = new(0.8m) { Commitment = "a" }, anew = new(new PerUnitCharge(3m)) { Charges = ["output"] };
        ChargeModel list = new PerUnitCharge(10m);

        Assert.Equal(8m, Price(PriceOverride.PriceOf([always, committed], "input", list, commitment: "a")));
        Assert.Equal(9.5m, Price(PriceOverride.PriceOf([always, committed], "input", list)));
        Assert.Equal(3m, Price(PriceOverride.PriceOf([always, anew], "output", list)));
        Assert.Equal(10m, Price(PriceOverride.PriceOf([anew], "input", list)));
        Assert.Equal(7.2m, Price(PriceOverride.PriceOf([new(0.9m) { Commitment = "a" }, new(0.8m)], "input", list, new PerUnitCharge(8m), "a")));
    }

    [Fact]
    public void A_window_costs_its_commitment_at_least_and_more_above_it()
    {
        var price = new CommittedPrice(10m, 2m, IsTrueUp: true);

        Assert.Equal((10m, 22m, 10m), (price.Price(4m), price.Price(16m), price.Price(10m)));
        Assert.Equal(4m, (price with { IsTrueUp = false }).Price(4m));
    }

    [Fact]
    public void A_scope_names_charges_plans_and_kinds()
    {
        var scope = new LineScope { Charges = ["a"], Kinds = [LineKind.Fee] };

        Assert.True(scope.Admits(Drafted.Line("a", 1m, LineKind.Fee)));
        Assert.False(scope.Admits(Drafted.Line("a", 1m)));
        Assert.False(scope.Admits(Drafted.Line("b", 1m, LineKind.Fee)));
    }

    private static decimal Price(ChargeModel model) => model.Price(1m, new(DateTimeOffset.UnixEpoch), null);
}
