using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class AggregationFormTests
{
    public static TheoryData<string, string, AggregationTerms> Forms => new()
    {
        { "max", "", new(Aggregation.Max) },
        { "min", "bucket=day combine=min empty_buckets=zero time_zone=Asia/Tokyo", new(Aggregation.Min) { Bucket = Bucket.Day, Combine = BucketCombine.Min, Empty = EmptyBuckets.Zero, Zone = Read.Zone("Asia/Tokyo") } },
        { "count", "bucket=event combine=each", new(Aggregation.Count) { Bucket = Bucket.Event, Combine = BucketCombine.Each } },
        { "sum", "bucket=month combine=max carry_over=true", new(Aggregation.Sum) { Bucket = Bucket.Month, Combine = BucketCombine.Max, CarryOver = true } },
        { "average", "decimals=0 rounding=half_even", new(Aggregation.Average) { Rounding = new(0, MidpointRounding.ToEven) } },
        { "average", "rounding=towards_zero", new(Aggregation.Average) { Rounding = new(6, MidpointRounding.ToZero) } },
        { "average", "rounding=down", new(Aggregation.Average) { Rounding = new(6, MidpointRounding.ToNegativeInfinity) } },
        { "latest", "below_zero=keep", new(Aggregation.Latest) { BelowZero = BelowZero.Keep } },
        { "latest", "bucket=field(a.b) combine=average", new(Aggregation.Latest) { Bucket = Bucket.By("a.b"), Combine = BucketCombine.Average } },
        { "latest", "bucket=minute combine=change", new(Aggregation.Latest) { Bucket = Bucket.Minutes(1), Combine = BucketCombine.Change } },
        { "unique_count", "unique=ever key_field=user operation_field=op", new(Aggregation.UniqueCount) { Unique = UniqueCounting.Ever, KeyField = "user", OperationField = "op" } },
        { "weighted_sum", "weighted_by=day decimals=5 rounding=up", new(Aggregation.WeightedSum) { WeightedBy = WeightedBy.Day, Rounding = new(5, MidpointRounding.ToPositiveInfinity) } },
        { "percentile", "percentile=99.5 percentile_rule=lower", new(Aggregation.Percentile) { Percentile = 99.5m, PercentileRule = PercentileRule.Lower } },
        { "high_water_mark", "", new(Aggregation.HighWaterMark) },
        { "high_water_mark", "bucket=6 hours empty_buckets=skip within=sum drop=0 drop_rounding=nearest", new(Aggregation.HighWaterMark) { Bucket = Bucket.Hours(6), Empty = EmptyBuckets.Skip, Within = Aggregation.Sum, DropShare = 0m, DropRounding = DropRounding.Nearest } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Terms_are_read_from_their_form_and_written_to_it(string kind, string form, AggregationTerms terms)
    {
        var faults = new List<KeyValuePair<string, string>>();

        Assert.Equal(terms, AggregationForm.Read(kind, Pairs(form), faults));
        Assert.Empty(faults);
        Assert.Equal(kind, AggregationForm.WriteKind(terms.Kind));
        Assert.Equal(Pairs(form), AggregationForm.Write(terms));
    }

    [Theory]
    [InlineData("most", "", "kind", "one of sum, count")]
    [InlineData("max", "combin=sum", "combin", "no 'combin'")]
    [InlineData("max", "bucket=day combine=both", "combine", "combine is readings, each, sum, max, min, average or change.")]
    [InlineData("max", "bucket=0 minutes", "bucket", "bucket is hour")]
    [InlineData("max", "bucket=25 hours", "bucket", "bucket is hour")]
    [InlineData("max", "bucket=2 days", "bucket", "bucket is hour")]
    [InlineData("max", "bucket=field()", "bucket", "bucket is hour")]
    [InlineData("max", "bucket=two hours", "bucket", "bucket is hour")]
    [InlineData("max", "time_zone=Mars/Olympus", "time_zone", "IANA")]
    [InlineData("sum", "carry_over=yes", "carry_over", "true or false")]
    [InlineData("average", "decimals=-1", "decimals", "0 to 12")]
    [InlineData("average", "decimals=13", "kind", "0 to 12 decimal places")]
    [InlineData("percentile", "percentile=all", "percentile", "0 to 100")]
    [InlineData("unique_count", "key_field=a..b", "key_field", "dotted path")]
    [InlineData("max", "percentile=5", "kind", "belongs to a percentile")]
    public void What_does_not_fit_is_said_by_its_key(string kind, string form, string key, string says)
    {
        var faults = new List<KeyValuePair<string, string>>();

        Assert.Null(AggregationForm.Read(kind, Pairs(form), faults));
        Assert.Contains(says, Assert.Single(faults, fault => fault.Key == key).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_said_at_once()
    {
        var faults = new List<KeyValuePair<string, string>>();
        AggregationForm.Read("most", Pairs("bucket=x carry_over=y"), faults);

        Assert.Equal(["kind", "bucket", "carry_over"], faults.Select(fault => fault.Key));
    }

    // A value may have spaces in it.
    private static KeyValuePair<string, string>[] Pairs(string form) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(form, @"(\w+)=(.*?)(?= \w+=|$)").Select(pair => KeyValuePair.Create(pair.Groups[1].Value, pair.Groups[2].Value)),
    ];
}
