using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class MeterReadingTests
{
    private static readonly DateTimeOffset Noon = Read.Instant("2026-07-01T12:00:00Z");

    private static readonly AggregationTerms Seats = new(Aggregation.UniqueCount) { KeyField = "user.id", OperationField = "op" };

    [Fact]
    public void Each_component_has_a_reading_of_its_own()
    {
        var meter = new Meter("gpu", "gpu.used", Aggregation.Max, [new("memory", "gb"), new("cores", "cores", optional: true)], ["region"]);
        var (error, readings, present) = Of(meter, """{"gb":"1.5","region":"eu"}""");

        Assert.Null(error);
        Assert.Equal([new Reading(Noon, 7, 1.5m), new Reading(Noon, 7, 0m)], readings);
        Assert.Equal([true, false], present);
    }

    [Theory]
    [InlineData("""{"user":{"id":"a"}}""", "a", ReadingOperation.Add)]
    [InlineData("""{"user":{"id":"a"},"op":"add"}""", "a", ReadingOperation.Add)]
    [InlineData("""{"user":{"id":"a"},"op":"remove"}""", "a", ReadingOperation.Remove)]
    [InlineData("""{"user":{"id":1.0},"op":null}""", "1", ReadingOperation.Add)]
    [InlineData("""{"user":{"id":true}}""", "true", ReadingOperation.Add)]
    public void A_key_is_a_text_a_number_or_a_truth_and_is_added_unless_it_is_removed(string data, string key, ReadingOperation operation)
    {
        var (error, readings, _) = Of(new("seats", "seat", Seats, []), data);

        Assert.Null(error);
        Assert.Equal([new Reading(Noon, 7, 1m, key, operation)], readings);
    }

    [Theory]
    [InlineData("""{}""", EventCodes.PropertyMissing)]
    [InlineData("""{"user":{"id":null}}""", EventCodes.PropertyMissing)]
    [InlineData("""{"user":{"id":["a"]}}""", EventCodes.InvalidType)]
    [InlineData("""{"user":{"id":{}}}""", EventCodes.InvalidType)]
    [InlineData("""{"user":{"id":1e5}}""", EventCodes.InvalidType)]
    [InlineData("""{"user":{"id":"a"},"op":"ad"}""", EventCodes.InvalidType)]
    [InlineData("""{"user":{"id":"a"},"op":[]}""", EventCodes.InvalidType)]
    public void A_key_that_cannot_be_read_is_named(string data, string code) => Assert.Equal(code, Of(new("seats", "seat", Seats, []), data).Error?.Code);

    [Theory]
    [InlineData(256, null)]
    [InlineData(257, EventCodes.StringTooLong)]
    public void A_key_has_a_bound_because_every_one_is_kept(int length, string? code) =>
        Assert.Equal(code, Of(new("seats", "seat", Seats, []), $$$"""{"user":{"id":"{{{new string('k', length)}}}"}}""").Error?.Code);

    [Fact]
    public void The_value_that_names_a_bucket_is_read_and_may_be_missing()
    {
        var meter = new Meter("rows", "row", new AggregationTerms(Aggregation.Sum) { Bucket = Bucket.By("upload"), Combine = BucketCombine.Each }, [new("rows", "n")]);

        Assert.Equal("7", Of(meter, """{"n":1,"upload":7}""").Readings[0].Group);
        Assert.Equal("", Of(meter, """{"n":1}""").Readings[0].Group);
        Assert.Equal(EventCodes.InvalidType, Of(meter, """{"n":1,"upload":[]}""").Error?.Code);
    }

    [Theory]
    [InlineData("""{"n":-3}""", "n")]
    [InlineData("""{"n":1,"m":4}""", "n-m")]
    public void A_level_may_go_down_and_a_plain_sum_may_not(string data, string of)
    {
        Assert.True(Farebox.Metering.Expressions.QuantityExpression.TryRead(of, out var expression, out _));
        MeterComponent component = new("n", expression);

        Assert.Equal(EventCodes.QuantityNegative, Of(new("n", "t", Aggregation.Sum, [component]), data).Error?.Code);
        Assert.Equal(-3m, Of(new("n", "t", Aggregation.WeightedSum, [component]), data).Readings[0].Quantity);
        Assert.Equal(-3m, Of(new("n", "t", new AggregationTerms(Aggregation.Sum) { CarryOver = true }, [component]), data).Readings[0].Quantity);
    }

    [Fact]
    public void A_field_below_zero_is_read_where_it_may_be() =>
        Assert.Equal(-0.5m, Of(new("n", "t", Aggregation.Latest, [new("n", "n")]), """{"n":-0.5}""").Readings[0].Quantity);

    [Fact]
    public void What_cannot_be_measured_has_no_reading() =>
        Assert.Equal(EventCodes.PropertyMissing, Of(new("n", "t", Aggregation.Max, [new("n", "n")]), "{}").Error?.Code);

    [Fact]
    public void A_meter_that_counts_keys_says_where_they_are() =>
        Assert.Contains("key_field", Assert.Throws<ArgumentException>(() => new Meter("seats", "seat", Aggregation.UniqueCount, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Meters_with_other_terms_are_not_the_same()
    {
        Meter Of(AggregationTerms terms) => new("n", "t", terms, [new("n", "n")]);

        Assert.True(Of(Aggregation.Max).HasSameTerms(Of(new AggregationTerms(Aggregation.Max))));
        Assert.False(Of(Aggregation.Max).HasSameTerms(Of(new AggregationTerms(Aggregation.Max) { Bucket = Bucket.Day })));
    }

    private static (MeasureError? Error, Reading[] Readings, bool[] Present) Of(Meter meter, string data)
    {
        var (readings, present) = (new Reading[meter.Components.Length], new bool[meter.Components.Length]);
        return (meter.Read(Events.WithData(data).Data, Noon, 7, readings, present, out _), readings, present);
    }
}
