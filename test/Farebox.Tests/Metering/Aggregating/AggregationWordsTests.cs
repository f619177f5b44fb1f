using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;

namespace Farebox.Tests.Metering.Aggregating;

/// <summary>What cannot be read, added or billed at once is said in words, so that whoever reads them knows what to change.</summary>
public sealed class AggregationWordsTests
{
    private static readonly AggregationTerms Seats = new(Aggregation.UniqueCount) { KeyField = "user", OperationField = "op" };

    [Theory]
    [InlineData("{}", "The field 'user' is missing.")]
    [InlineData("""{"user":[]}""", "The field 'user' is a text, a number, or true or false.")]
    [InlineData("""{"user":1e5}""", "The field 'user' is a number with at most 12 digits on either side of its point, and no exponent.")]
    [InlineData("""{"user":"a","op":"ad"}""", "The field 'op' is add or remove.")]
    public void A_key_that_cannot_be_read_says_why(string data, string detail) => Assert.Equal(detail, Error(Seats, data)?.Detail);

    [Fact]
    public void A_key_that_is_too_long_says_how_long_it_may_be() =>
        Assert.Equal("The field 'user' has more than 256 bytes.", Error(Seats, $$"""{"user":"{{new string('k', 257)}}"}""")?.Detail);

    [Theory]
    [InlineData("key_field", "a..b")]
    [InlineData("operation_field", "a..b")]
    [InlineData("bucket", "")]
    [InlineData("bucket", "a)")]
    [InlineData("bucket", "field(a")]
    [InlineData("bucket", "0 hours")]
    [InlineData("bucket", "1441 minutes")]
    [InlineData("carry_over", "False")]
    public void A_form_that_is_none_is_named_by_its_key(string key, string text)
    {
        var faults = new List<KeyValuePair<string, string>>();

        Assert.Null(AggregationForm.Read("unique_count", [KeyValuePair.Create(key, text)], faults));
        Assert.Contains(faults, fault => fault.Key == key);
    }

    [Theory]
    [InlineData("minute", "minute")]
    [InlineData("1 minutes", "minute")]
    [InlineData("15 minutes", "15 minutes")]
    [InlineData("1440 minutes", "1440 minutes")]
    [InlineData("hour", "hour")]
    [InlineData("1 hours", "hour")]
    [InlineData("24 hours", "24 hours")]
    [InlineData("field( a.b )", "field(a.b)")]
    public void A_bucket_is_written_in_its_shortest_form(string text, string written)
    {
        Assert.True(BucketForm.TryRead(text, out var bucket));
        Assert.Equal(written, BucketForm.Write(bucket));
    }

    [Fact]
    public void What_is_false_may_be_said()
    {
        var faults = new List<KeyValuePair<string, string>>();

        Assert.Equal(new(Aggregation.Sum), AggregationForm.Read("sum", [KeyValuePair.Create("carry_over", "false")], faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void What_is_billed_at_the_end_of_the_period_says_why()
    {
        Assert.Null(Arrears(new(Aggregation.Sum)));
        Assert.Null(Arrears(new(Aggregation.Count)));
        Assert.Equal("An average is known at the end of the period, so it is billed then.", Arrears(new(Aggregation.Average)));
        Assert.Equal("A latest reading is known at the end of the period, so it is billed then.", Arrears(new(Aggregation.Latest)));
        Assert.Equal("A min is known at the end of the period, so it is billed then.", Arrears(new(Aggregation.Min)));
        Assert.Equal("A level that is carried over is known at the end of the period, so it is billed then.", Arrears(new(Aggregation.Sum) { CarryOver = true }));
        Assert.Equal("What is bucketed is known when its buckets are over, so it is billed at the end of the period.", Arrears(new(Aggregation.Sum) { Bucket = Bucket.Day }));
    }

    [Fact]
    public void A_reading_that_is_not_of_the_aggregate_says_why()
    {
        var august = Read.August;
        Says("The reading happened outside the period.", () => new Aggregator(Aggregation.Sum, august).Add(new(august.End, 1, 1m)));
        Says("A reading of a unique count has a key.", () => new Aggregator(Aggregation.UniqueCount, august).Add(new(august.Start, 1, 1m)));
        Says("The reading was not added.", () => new Aggregator(Aggregation.Sum, august).Remove(new(august.Start, 1, 1m)));
        Says("A max does not keep what it would need to take a reading back.", () => new Aggregator(Aggregation.Max, august).Remove(new(august.Start, 1, 1m)));
        Says("Only parts of one quantity are merged.", () => new Aggregator(Aggregation.Sum, august).Merge(new(Aggregation.Count, august)));
        Says("A quantity has at most 15 integer digits.", () => new Aggregator(Aggregation.Sum, august).Add(new(august.Start, 1, 1_000_000_000_000_000m)));
        Says("A quantity has at most 12 decimal places.", () => new Aggregator(Aggregation.Sum, august).Add(new(august.Start, 1, 0.0000000000001m)));
    }

    [Theory]
    [InlineData("day")]
    [InlineData("event")]
    [InlineData("field(upload)")]
    public void What_was_not_added_to_a_bucket_is_not_taken_out_of_it(string form)
    {
        Assert.True(BucketForm.TryRead(form, out var bucket));
        var parts = new Aggregator(new AggregationTerms(Aggregation.Sum) { Bucket = bucket, Combine = BucketCombine.Each }, Read.August);
        parts.Add(new(Read.August.Start, 1, 1m) { Group = "a" });

        Says("The reading was not added.", () => parts.Remove(new(Read.August.Start.AddDays(2), 2, 1m) { Group = "b" }));
    }

    [Fact]
    public void Parts_of_a_bucketed_aggregate_become_the_whole()
    {
        var terms = new AggregationTerms(Aggregation.Average) { Bucket = Bucket.Day, Combine = BucketCombine.Each };
        var (whole, first, second) = (new Aggregator(terms, Read.August), new Aggregator(terms, Read.August), new Aggregator(terms, Read.August));
        for (var i = 0; i < 9; i++)
        {
            var reading = new Reading(Read.August.Start.AddHours(i * 7), i, i * i);
            whole.Add(reading);
            (i < 4 ? first : second).Add(reading);
        }

        first.Merge(second);

        Assert.Equal(whole.Buckets(), first.Buckets());
        Assert.Equal(9, first.Readings);
    }

    private static string? Arrears(AggregationTerms terms) => terms.Arrears;

    private static MeasureError? Error(AggregationTerms terms, string data)
    {
        var meter = new Meter("m", "t", terms, []);
        return meter.Read(Events.WithData(data).Data, Read.August.Start, 1, new Reading[meter.Components.Length], new bool[meter.Components.Length], out _);
    }

    private static void Says(string words, Action act) => Assert.StartsWith(words, Assert.ThrowsAny<Exception>(act).Message, StringComparison.Ordinal);
}
