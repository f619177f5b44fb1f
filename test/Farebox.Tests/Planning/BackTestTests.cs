using Farebox.Planning;
using Farebox.Tests.Billing;

namespace Farebox.Tests.Planning;

public sealed class BackTestTests
{
    private const string Now = """
        charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}}
        costs: {tokens: {meter: llm, prices: [{class: input, unit_price: 0.4}]}}
        """;

    private const string WithFee = """
        fees: {platform: 20}
        charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 0.5}]}}
        costs: {tokens: {meter: llm, prices: [{class: input, unit_price: 0.4}]}}
        """;

    private static readonly string[] History = ["small 2026-07-01 input=10", "even 2026-07-01 input=40", "large 2026-07-01 input=100"];

    [Fact]
    public void It_says_who_pays_more_and_who_pays_less_and_what_becomes_of_revenue_and_margin()
    {
        var test = Compare(Now, WithFee, History);

        Assert.Equal([("small", 15m), ("even", 0m), ("large", -30m)], test.Accounts.Select(account => (account.Account, account.Change)));
        Assert.Equal((1, 1, 0), (test.Winners, test.Losers, test.Incomparable));
        Assert.Equal((150m, 135m), (test.RevenueBefore, test.RevenueAfter));
        Assert.Equal((90m, 75m), (test.MarginBefore, test.MarginAfter));
        Assert.Equal(150m, test.Accounts[0].ChangePercent);
    }

    [Fact]
    public void A_plan_against_itself_changes_nothing()
    {
        var test = Compare(Now, Now, History);

        Assert.All(test.Accounts, account => Assert.Equal(0m, account.Change));
        Assert.Equal((0, 0), (test.Winners, test.Losers));
    }

    [Fact]
    public void Who_uses_what_one_plan_cannot_price_neither_wins_nor_loses()
    {
        var test = Compare(Now, "charges: {tokens: {meter: llm, prices: [{class: input, dimensions: {model: a}, unit_price: 0.1}]}}", "acme 2026-07-01 input=10 model=b", "beta 2026-07-01 input=10 model=a");

        Assert.Equal((1, 0, 1), (test.Winners, test.Losers, test.Incomparable));
        Assert.False(test.Accounts.Single(account => account.Account == "acme").IsComparable);
    }

    [Fact]
    public void A_margin_is_unknown_where_a_cost_is()
    {
        var test = Compare(Now, "charges: {tokens: {meter: llm, prices: [{class: input, unit_price: 1}]}}", History);

        Assert.NotNull(test.MarginBefore);
        Assert.Null(test.MarginAfter);
    }

    [Fact]
    public void Unlike_units_are_not_compared()
    {
        var dollars = Billed.Plan(Now);
        var euros = Billed.Read(Billed.Meters.Replace("currency: USD", "currency: EUR", StringComparison.Ordinal) + "versions: {1: {effective_from: 2026-01-01T00:00:00Z, fees: {a: 1}}}");

        Assert.False(BackTest.CanCompare(dollars, euros));
        Assert.Throws<ArgumentException>(() => BackTest.Of(Billed.Run(dollars), Billed.Run(euros)));
    }

    private static BackTest Compare(string before, string after, params string[] history) =>
        BackTest.Of(Billed.Run(Billed.Plan(before), history), Billed.Run(Billed.Plan(after), history));
}
