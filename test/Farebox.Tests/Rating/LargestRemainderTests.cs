using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

public sealed class LargestRemainderTests
{
    [Theory]
    [InlineData("6.00", new[] { 10, 5 }, 2, new[] { "4", "2" })]
    [InlineData("0.05", new[] { 1, 1, 1 }, 2, new[] { "0.02", "0.02", "0.01" })]
    [InlineData("0.01", new[] { 100, 1 }, 2, new[] { "0.01", "0" })]
    [InlineData("100.00", new[] { 1, 2, 3 }, 2, new[] { "16.67", "33.33", "50" })]
    [InlineData("5", new[] { 1, 1, 1 }, 0, new[] { "2", "2", "1" })]
    [InlineData("-0.05", new[] { 1, 1, 1 }, 2, new[] { "-0.02", "-0.02", "-0.01" })]
    public void What_rounding_leaves_over_goes_to_those_that_lost_most(string amount, int[] weights, int places, string[] shares) =>
        Assert.Equal(shares.Select(Number.Of), LargestRemainder.Split(Number.Of(amount), [.. weights], places));

    [Fact]
    public void Keys_may_decide_between_equals() =>
        Assert.Equal([0.01m, 0.02m, 0.02m], LargestRemainder.Split(0.05m, [1m, 1m, 1m], 2, RemainderTies.Key, ["C", "A", "B"]).ToArray());

    [Fact]
    public void Shares_sum_to_the_amount_and_none_is_a_unit_off() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.Choose(-100_000, 100_000)), Arb.From(Gen.Choose(0, 50).NonEmptyListOf().Where(weights => weights.Sum() > 0)), (cents, weights) =>
        {
            var amount = cents / 100m;
            var shares = LargestRemainder.Split(amount, [.. weights], 2);
            return shares.Sum() == amount && shares.Zip(weights).All(pair => Math.Abs(pair.First - (amount * pair.Second / weights.Sum())) < 0.01m);
        }));

    [Fact]
    public void Rounding_each_share_would_lose_a_cent() => Assert.NotEqual(0.05m, 3 * decimal.Round(0.05m / 3, 2, MidpointRounding.AwayFromZero));

    [Fact]
    public void Weights_and_keys_are_checked()
    {
        Assert.Throws<ArgumentException>(() => LargestRemainder.Split(1m, [], 2));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Split(1m, [0m], 2));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Split(1m, [1m], 2, RemainderTies.Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(0.001m, [1m], 2));
    }
}
