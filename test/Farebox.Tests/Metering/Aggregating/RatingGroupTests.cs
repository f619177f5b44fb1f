using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Time;

namespace Farebox.Tests.Metering.Aggregating;

/// <summary>Zuora's six records and volume tiers (11 up to 50, 10 up to 100, 9 beyond): what is priced together decides the bill.</summary>
public sealed class RatingGroupTests
{
    private static readonly AggregationTerms Each = new(Aggregation.Sum) { Combine = BucketCombine.Each };

    private static readonly (Period Month, Reading[] Records)[] Months =
    [
        (Read.Between("2018-01-01T00:00:00Z", "2018-02-01T00:00:00Z"), [Record(1, "01-01", 20), Record(1, "01-16", 90), Record(2, "01-01", 50)]),
        (Read.Between("2018-02-01T00:00:00Z", "2018-03-01T00:00:00Z"), [Record(1, "02-01", 80), Record(1, "02-16", 15), Record(2, "02-16", 100)]),
    ];

    [Fact]
    public void Priced_by_billing_period() => Assert.Equal([1440m, 1755m], Bill(Aggregation.Sum));

    [Fact]
    public void Priced_by_the_day_of_use() => Assert.Equal(3435m, Bill(Each with { Bucket = Bucket.Day }).Sum());

    [Fact]
    public void Priced_by_the_file_they_were_uploaded_with() => Assert.Equal([1540m, 1950m], Bill(Each with { Bucket = Bucket.By("file") }));

    [Fact]
    public void Priced_record_by_record() => Assert.Equal(3635m, Bill(Each with { Bucket = Bucket.Event }).Sum());

    [Fact]
    public void Groups_are_named_by_the_value_and_come_in_its_order() =>
        Assert.Equal([("1", 110m), ("2", 50m)], Read.Filled(Each with { Bucket = Bucket.By("file") }, Months[0].Month, Months[0].Records.Reverse()).Priced().Select(group => (group.Group!, group.Value)));

    [Fact]
    public void Records_without_the_value_are_a_group_of_their_own() =>
        Assert.Equal(["", "1", "2"], Read.Filled(Each with { Bucket = Bucket.By("file") }, Months[0].Month, [.. Months[0].Records, Months[0].Records[0] with { Group = null }]).Buckets().Select(group => group.Group));

    private static decimal[] Bill(AggregationTerms terms)
    {
        foreach (var (month, records) in Months) Read.Value(terms, month, records);
        return [.. Months.Select(month => Read.Filled(terms, month.Month, month.Records).Priced().Sum(group => Price(group.Value)))];
    }

    private static decimal Price(decimal quantity) => quantity * (quantity <= 50 ? 11 : quantity <= 100 ? 10 : 9);

    private static Reading Record(int file, string day, decimal quantity) =>
        Read.At($"2018-{day}T00:00:00Z", quantity) with { Group = file.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
