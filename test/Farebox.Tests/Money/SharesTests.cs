using Farebox.Money;
using FsCheck.Xunit;

namespace Farebox.Tests.Money;

public sealed class SharesTests
{
    [Fact]
    public void The_unit_that_is_left_goes_to_the_share_that_lost_most() =>
        Assert.Equal([16.67m, 33.33m, 50m], Shares.ByLargestRemainder(100m, [1m, 2m, 3m], 2));

    [Fact]
    public void Among_shares_that_lost_as_much_the_earlier_comes_first() => Assert.Equal([0.02m, 0.02m, 0.01m], Shares.ByLargestRemainder(0.05m, [1m, 1m, 1m], 2));

    [Fact]
    public void With_keys_the_smaller_one_comes_first() => Assert.Equal([0.01m, 0.02m, 0.02m], Shares.ByLargestRemainder(0.05m, [1m, 1m, 1m], 2, ["C", "A", "B"]));

    [Fact]
    public void An_amount_below_zero_is_shared_as_the_one_above() => Assert.Equal([-0.02m, -0.02m, -0.01m], Shares.ByLargestRemainder(-0.05m, [1m, 1m, 1m], 2));

    [Fact]
    public void Where_the_last_takes_the_rest_the_others_are_cut() => Assert.Equal([1.66m, 3.34m], Shares.LastTakesRest(5m, [10m, 20m], 2));

    [Property]
    public bool Shares_sum_to_the_amount_and_none_is_a_unit_away_from_its_part(int cents, byte[] weights)
    {
        decimal[] given = [.. weights.Select(weight => (decimal)weight), 1m];
        var amount = cents / 100m;
        var shares = Shares.ByLargestRemainder(amount, given, 2);

        return shares.Sum() == amount && shares.Zip(given).All(pair => Math.Abs(pair.First - (amount * pair.Second / given.Sum())) < 0.01m);
    }

    [Property]
    public bool Either_way_all_but_the_units_that_are_left_is_the_same(int cents, byte[] weights)
    {
        decimal[] given = [.. weights.Select(weight => (decimal)weight), 1m];
        var (spread, last) = (Shares.ByLargestRemainder(cents / 100m, given, 2), Shares.LastTakesRest(cents / 100m, given, 2));

        return last.Sum() == cents / 100m && spread.Zip(last).SkipLast(1).All(pair => Math.Abs(pair.First) - Math.Abs(pair.Second) is 0m or 0.01m);
    }

    [Fact]
    public void What_cannot_be_shared_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Shares.ByLargestRemainder(1m, [0m, 0m], 2));
        Assert.Throws<ArgumentException>(() => Shares.ByLargestRemainder(1m, [], 2));
        Assert.Throws<ArgumentException>(() => Shares.ByLargestRemainder(1m, [1m, -1m], 2));
        Assert.Throws<ArgumentException>(() => Shares.ByLargestRemainder(0.005m, [1m], 2));
        Assert.Throws<ArgumentException>(() => Shares.ByLargestRemainder(1m, [1m, 1m], 2, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares.ByLargestRemainder(1m, [1m], -1));
    }
}
