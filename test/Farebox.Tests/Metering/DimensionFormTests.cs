using Farebox.Metering;

namespace Farebox.Tests.Metering;

public sealed class DimensionFormTests
{
    [Theory]
    [InlineData("day(at)", "\"2026-07-01T23:30:00Z\"", "2026-07-01")]
    [InlineData("day(at)", "\"2026-07-01T23:30:00-02:00\"", "2026-07-02")]
    [InlineData("day(at)", "\"2026-07-01\"", "2026-07-01")]
    [InlineData("month(at)", "\"2026-07-01T00:30:00+01:00\"", "2026-06")]
    [InlineData("month(at)", "\"2026-12-31\"", "2026-12")]
    [InlineData("text(at)", "\"as it is\"", "as it is")]
    [InlineData("text(at)", "5", "5")]
    [InlineData("text(at)", "5.50", "5.5")]
    [InlineData("text(at)", "-0.0", "0")]
    [InlineData("text(at)", "true", "true")]
    [InlineData("text(at)", "null", "")]
    [InlineData("day(at)", "null", "")]
    [InlineData("at", "\"5\"", "5")]
    public void A_dimension_may_be_a_text_a_number_a_day_or_a_month(string dimension, string json, string expected)
    {
        var (error, values) = Measure(dimension, json);

        Assert.Null(error);
        Assert.Equal([expected], values);
    }

    [Theory]
    [InlineData("at", "5", EventCodes.InvalidType)]
    [InlineData("text(at)", "[1]", EventCodes.InvalidType)]
    [InlineData("text(at)", "1e3", EventCodes.InvalidType)]
    [InlineData("day(at)", "\"yesterday\"", EventCodes.InvalidType)]
    [InlineData("day(at)", "\"2026-02-30\"", EventCodes.InvalidType)]
    [InlineData("day(at)", "\"2026-07-01T12:00:00\"", EventCodes.InvalidType)]
    [InlineData("month(at)", "1782864000", EventCodes.InvalidType)]
    public void What_has_not_that_form_is_named(string dimension, string json, string code) => Assert.Equal(code, Measure(dimension, json).Error?.Code);

    [Theory]
    [InlineData("at", "5", "The dimension 'at' is a string. For a number write text(at).")]
    [InlineData("text(at)", "[1]", "The dimension 'text(at)' is a string, a number, or true or false.")]
    [InlineData("text(at)", "1e3", "The dimension 'text(at)' is a number with at most 12 digits on either side of its point, and no exponent.")]
    [InlineData("day(at)", "\"yesterday\"", "The dimension 'day(at)' is of a time with Z or an offset, or of a day such as 2026-07-01.")]
    public void What_has_not_that_form_is_said_in_words(string dimension, string json, string detail) => Assert.Equal(detail, Measure(dimension, json).Error?.Detail);

    [Fact]
    public void A_text_as_long_as_a_dimension_may_be_is_kept_whole()
    {
        Assert.Equal([new string('a', 256)], Measure("text(at)", $"\"{new string('a', 256)}\"").Values);
        Assert.Equal("The dimension 'text(at)' has more than 256 bytes.", Measure("text(at)", $"\"{new string('a', 257)}\"").Error?.Detail);
    }

    [Fact]
    public void A_text_keeps_the_bound_of_every_dimension() =>
        Assert.Equal(EventCodes.StringTooLong, Measure("text(at)", $"\"{new string('a', 257)}\"").Error?.Code);

    [Theory]
    [InlineData("dya(at)", "Did you mean 'day'?")]
    [InlineData("hour(at)", "is not a field, nor text(field), day(field) or month(field)")]
    [InlineData("day(at", "is not a field")]
    [InlineData("day()", "")]
    [InlineData("day(a..b)", "none of them empty")]
    public void A_form_that_there_is_not_is_refused_when_the_meter_is_made(string dimension, string detail) =>
        Assert.Contains(detail, Assert.ThrowsAny<ArgumentException>(() => Of(dimension)).Message, StringComparison.Ordinal);

    private static Meter Of(string dimension) => new("m", "llm.usage", Aggregation.Count, [], [dimension]);

    private static (MeasureError? Error, string[] Values) Measure(string dimension, string json)
    {
        var error = Of(dimension).Measure(Events.WithData($$"""{"at":{{json}}}"""), new decimal[1], new bool[1], out var values);
        return (error, values);
    }
}
