using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

public sealed class LastShareTests
{
    [Fact]
    public void The_last_share_takes_what_cutting_the_others_left() => Assert.Equal([1.66m, 3.34m], LastShare.Split(5m, [10m, 20m], 2).ToArray());

    [Fact]
    public void The_largest_remainder_shares_the_same_amount_otherwise() => Assert.Equal([1.67m, 3.33m], LargestRemainder.Split(5m, [10m, 20m], 2).ToArray());

    [Fact]
    public void Shares_sum_to_the_amount_and_all_but_the_last_are_cut() => Prop.ForAll<int, byte[]>((cents, weights) =>
    {
        decimal[] given = [.. weights.Select(weight => (decimal)weight), 1m];
        var amount = cents / 100m;
        var shares = LastShare.Split(amount, [.. given], 2);
        return shares.Sum() == amount && shares.Zip(given).SkipLast(1).All(pair => IsCut(pair.First, amount * pair.Second / given.Sum()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cannot_be_shared_is_refused()
    {
        Assert.Throws<ArgumentException>(() => LastShare.Split(1m, [0m, 0m], 2));
        Assert.Throws<ArgumentException>(() => LastShare.Split(1m, [], 2));
        Assert.Throws<ArgumentException>(() => LastShare.Split(1m, [1m, -1m], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LastShare.Split(0.005m, [1m], 2));
    }

    private static bool IsCut(decimal share, decimal exact) => Math.Abs(exact - share) < 0.01m && Math.Abs(share) <= Math.Abs(exact);
}
