using Farebox.Bench.Statistics;

namespace Farebox.IntegrationTests.Bench;

public sealed class RoundRangeTests
{
    [Fact]
    public void The_median_of_an_odd_number_of_rounds_is_the_one_in_the_middle() =>
        Assert.Equal(new RoundRange(3, 1, 9), RoundRange.Of([9, 1, 3]));

    [Fact]
    public void The_median_of_an_even_number_of_rounds_lies_between_the_two_in_the_middle() =>
        Assert.Equal(new RoundRange(2.5, 1, 9), RoundRange.Of([9, 1, 3, 2]));

    [Fact]
    public void Nothing_has_no_median() => Assert.Throws<ArgumentException>(() => RoundRange.Of([]));
}
