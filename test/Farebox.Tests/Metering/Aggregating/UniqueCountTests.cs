using Farebox.Metering;
using Farebox.Metering.Aggregating;
using static Farebox.Metering.Aggregating.ReadingOperation;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class UniqueCountTests
{
    private static readonly AggregationTerms Recurring = new(Aggregation.UniqueCount) { CarryOver = true };
    private static readonly AggregationTerms Prorated = Recurring with { Unique = UniqueCounting.Days, Rounding = new(5, MidpointRounding.ToPositiveInfinity) };

    // The ninth of July to the eighth of August, both included: 31 days.
    private static readonly Farebox.Time.Period Month = Read.Between("2022-07-09T00:00:00Z", "2022-08-09T00:00:00Z");

    private static readonly Carry A = new() { Members = ["a"] };

    [Fact]
    public void A_key_counts_once_however_often_it_is_read() =>
        Assert.Equal(3m, Read.Value(Aggregation.UniqueCount, Read.August, "a b c a b".Split(' ').Select((key, day) => Read.Key($"2023-08-0{day + 1}T00:00:00Z", key))));

    [Theory]
    [InlineData(true, "2")]
    [InlineData(false, "1")]
    public void Members_from_before_count_only_where_they_carry_over(bool carries, string expected) =>
        Assert.Equal(Read.Number(expected), Read.Value(Recurring with { CarryOver = carries }, Read.August, [Read.Key("2023-08-02T00:00:00Z", "b")], A));

    [Theory]
    [InlineData(UniqueCounting.AtEnd, "0")]
    [InlineData(UniqueCounting.Ever, "1")]
    [InlineData(UniqueCounting.Days, "0.06451612904")]
    public void Added_and_removed_in_one_period_counts_as_the_rule_says(UniqueCounting rule, string expected)
    {
        AggregationTerms terms = new(Aggregation.UniqueCount) { Unique = rule, Rounding = new(11, MidpointRounding.ToPositiveInfinity) };

        Assert.Equal(Read.Number(expected), Read.Value(terms, Read.August, [Read.Key("2023-08-02T09:00:00Z", "a"), Read.Key("2023-08-03T00:00:00Z", "a", Remove)]));
    }

    [Fact]
    public void The_last_operation_decides_in_whatever_order_they_came()
    {
        Reading[] readings = [Read.Key("2023-08-02T00:00:00Z", "a"), Read.Key("2023-08-03T00:00:00Z", "a", Remove), Read.Key("2023-08-04T00:00:00Z", "a")];

        Assert.Equal(1m, Read.Value(Recurring, Read.August, readings));
        Assert.Equal(1m, Read.Value(Recurring, Read.August, readings.Reverse()));
        Assert.Equal(0m, Read.Value(Recurring, Read.August, readings[..2].Reverse()));
    }

    [Fact]
    public void At_one_instant_a_removal_comes_after_an_addition_unless_their_order_says_otherwise()
    {
        var at = Read.August.Start;
        Reading[] tie = [new(at, 0, 1m, "a", Remove), new(at, 0, 1m, "a")];
        Reading[] told = [new(at, 1, 1m, "a", Remove), new(at, 2, 1m, "a")];

        Assert.Equal(0m, Read.Value(Recurring, Read.August, tie));
        Assert.Equal(1m, Read.Value(Recurring, Read.August, told));
    }

    [Fact]
    public void Removing_what_is_no_member_is_nothing_and_removing_a_member_from_before_is_not()
    {
        Assert.Equal(1m, Read.Value(Recurring, Read.August, [Read.Key("2023-08-02T00:00:00Z", "b", Remove)], A));
        Assert.Equal(0m, Read.Value(Recurring, Read.August, [Read.Key("2023-08-02T00:00:00Z", "a", Remove)], A));
        Assert.Equal(1m, Read.Value(Recurring with { Unique = UniqueCounting.Ever }, Read.August, [Read.Key("2023-08-02T00:00:00Z", "a", Remove)], A));
        Assert.Equal(0m, Read.Value(Recurring with { Unique = UniqueCounting.Ever }, Read.August, [Read.Key("2023-08-02T00:00:00Z", "b", Remove)]));
    }

    [Fact]
    public void Who_is_a_member_at_the_end_is_handed_on()
    {
        Reading[] readings = [Read.Key("2023-08-02T00:00:00Z", "b"), Read.Key("2023-08-03T00:00:00Z", "a", Remove), Read.Key("2023-08-03T00:00:00Z", "c")];

        Assert.Equal(["b", "c"], Read.Filled(Recurring, Read.August, readings, A).Carried().Members.Order());
        Assert.Equal(["b", "c"], Read.Filled(Recurring with { Unique = UniqueCounting.Days }, Read.August, readings, A).Carried().Members.Order());
        Assert.Equal(["b", "c"], Read.Filled(Recurring with { Unique = UniqueCounting.Days }, Read.August, [Read.Key("2023-08-05T00:00:00Z", "a", Remove), .. readings, Read.Key("2023-08-04T00:00:00Z", "a")], A).Carried().Members.Order());
        Assert.Empty(Read.Filled(Recurring with { CarryOver = false }, Read.August, readings, A).Carried().Members);
    }

    [Theory]
    [InlineData("2022-07-19", null, "0.67742")]
    [InlineData("2022-07-24", null, "0.51613")]
    [InlineData("2022-07-10", "2022-08-07", "0.93549")]
    [InlineData("2022-07-10", "2022-07-10", "0.03226")]
    public void Prorated_every_touched_day_counts_whole(string added, string? removed, string expected)
    {
        Reading[] readings = [Read.Key($"{added}T15:00:00Z", "b")];
        if (removed is not null) readings = [Read.Key($"{removed}T16:00:00Z", "b", Remove), .. readings];

        Assert.Equal(Read.Number(expected), Read.Value(Prorated, Month, readings));
        Assert.Equal(Read.Number(expected) + 1m, Read.Value(Prorated, Month, readings, A));
    }

    [Fact]
    public void Prorated_a_member_that_leaves_and_returns_is_counted_for_the_days_it_was_there()
    {
        Reading[] readings = [Read.Key("2022-07-10T12:00:00Z", "a", Remove), Read.Key("2022-07-12T12:00:00Z", "a"), Read.Key("2022-07-12T13:00:00Z", "a", Remove)];

        // The ninth, the tenth and the twelfth of July.
        Assert.Equal(0.09678m, Read.Value(Prorated, Month, readings, A));
    }

    [Fact]
    public void Each_hour_counts_its_own_keys_and_none_from_the_hour_before()
    {
        AggregationTerms terms = new(Aggregation.UniqueCount) { Bucket = Bucket.Hour, Combine = BucketCombine.Max };
        Reading[] readings = [Read.Key("2023-08-02T00:10:00Z", "a"), Read.Key("2023-08-02T00:50:00Z", "b"), Read.Key("2023-08-02T01:00:00Z", "c")];

        Assert.Equal([2m, 1m], Read.Buckets(terms, Read.August, readings));
        Assert.Equal(2m, Read.Value(terms, Read.August, readings));
        Assert.Equal(3m, Read.Value(terms with { Combine = BucketCombine.Readings }, Read.August, readings));
    }
}
