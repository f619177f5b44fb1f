using Farebox.Metering;
using Farebox.Metering.Expressions;

namespace Farebox.Tests.Metering.Expressions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("width*height/1e6", 2.073600)]
    [InlineData("ceil(width*height/1e6)", 3)]
    [InlineData("floor(width*height/1e6)", 2)]
    [InlineData("round(width*height/1e6, 1)", 2.1)]
    [InlineData("round(0.5)", 1)]
    [InlineData("-round(-0.5)", 1)]
    [InlineData("-ceil(-1.5)", 1)]
    [InlineData("-floor(-1.5)", 2)]
    [InlineData("usage.input - usage.cached", 1500.5)]
    [InlineData("max(0, usage.cached - usage.input)", 0)]
    [InlineData("min(width, height, 720)", 720)]
    [InlineData("2 + 3 * 4 - 6 / 3", 12)]
    [InlineData("(2 + 3) * (4 - 6 / 3)", 10)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 10 / 5", 2)]
    [InlineData("2 * -3 + 7", 1)]
    [InlineData("--3", 3)]
    [InlineData("1.5e3 + 25e-2", 1500.25)]
    [InlineData("[odd name.x-y] * 2", 14)]
    [InlineData("text", 12)]
    [InlineData("below + 5", 2)]
    public void An_expression_is_the_arithmetic_it_says(string text, decimal expected) => Assert.Equal(expected, Measure(text).Quantity);

    [Theory]
    [InlineData("1 / 3 * 3", 1)]
    [InlineData("floor(1 / 3 * 3)", 1)]
    [InlineData("ceil(0.1 + 0.2 - 0.3)", 0)]
    [InlineData("ceil(7 / 7)", 1)]
    [InlineData("ceil((1000000000001 / 1000000000000 - 1) * 1000000000000)", 1)]
    public void Nothing_is_rounded_before_the_expression_says_so(string text, decimal expected) => Assert.Equal(expected, Measure(text).Quantity);

    [Theory]
    [InlineData("2 / 3", 0.666667)]
    [InlineData("1 / 3", 0.333333)]
    [InlineData("0.0000005", 0.000001)]
    [InlineData("0.0000004", 0)]
    [InlineData("-0.0000004", 0)]
    public void The_result_is_rounded_once_to_six_places_half_away_from_zero(string text, decimal expected) => Assert.Equal(expected, Measure(text).Quantity);

    [Theory]
    [InlineData("width / zero", EventCodes.DivisionByZero)]
    [InlineData("1 / (2 - 2)", EventCodes.DivisionByZero)]
    [InlineData("0 - width", EventCodes.QuantityNegative)]
    [InlineData("-0.0000005", EventCodes.QuantityNegative)]
    [InlineData("999999999999.999999 + 0.000001", EventCodes.QuantityOverflow)]
    [InlineData("large * large * large * large", EventCodes.QuantityOverflow)]
    public void What_has_no_result_is_named_and_the_event_is_kept(string text, string code)
    {
        var error = Measure(text).Error!.Value;

        Assert.Equal((code, true), (error.Code, error.OfExpression));
        Assert.Contains(text, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing + 1", EventCodes.PropertyMissing)]
    [InlineData("gone + 1", EventCodes.PropertyMissing)]
    [InlineData("flag + 1", EventCodes.InvalidType)]
    [InlineData("word + 1", EventCodes.InvalidType)]
    [InlineData("usage + 1", EventCodes.InvalidType)]
    [InlineData("exponent + 1", EventCodes.NumberOutOfRange)]
    [InlineData("fine + 1", EventCodes.TooManyDecimals)]
    public void A_field_that_is_no_number_is_refused_as_a_plain_field_would_be(string text, string code)
    {
        var error = Measure(text).Error!.Value;

        Assert.Equal((code, false), (error.Code, error.OfExpression));
    }

    [Fact]
    public void An_optional_component_without_one_of_its_fields_is_absent()
    {
        var (error, _, isPresent) = Measure("width - nothing", isOptional: true);

        Assert.Null(error);
        Assert.False(isPresent);
        Assert.True(Measure("width - width", isOptional: true).IsPresent);
    }

    [Fact]
    public void Binary_floating_point_would_have_had_another_result() =>
        Assert.NotEqual(0m, Math.Ceiling((decimal)(0.1f + 0.2f - 0.3f) + 0.00000001m));

    [Fact]
    public void Measuring_allocates_nothing()
    {
        Assert.True(QuantityExpression.TryRead("max(0, ceil(width * height / 1e6) - round(seconds / 7, 2))", out var expression, out _));
        var meter = new Meter("m", "llm.usage", Aggregation.Sum, [new("c", expression)]);
        var usage = Events.WithData("""{"width":1920,"height":1080,"seconds":12.5}""");
        var (quantities, present) = (new decimal[1], new bool[1]);
        meter.Measure(usage, quantities, present, out _);

        Assert.Equal(0, Allocations.Of(() => meter.Measure(usage, quantities, present, out _)));
        Assert.Equal(1.21m, quantities[0]);
    }

    [Fact]
    public void Its_fields_are_named_once_each()
    {
        Assert.True(QuantityExpression.TryRead("a.b * c - [d e] + a.b", out var expression, out _));

        Assert.Equal("a.b, c, d e", string.Join(", ", expression.Fields));
    }

    [Fact]
    public void Equal_texts_are_equal_terms_of_a_meter()
    {
        Assert.Equal(Component("a + b"), Component("a + b"));
        Assert.NotEqual(Component("a + b"), Component("a+b"));
        Assert.NotEqual(Component("a"), new MeterComponent("c", "a"));
    }

    private static MeterComponent Component(string text) =>
        QuantityExpression.TryRead(text, out var expression, out var fault) ? new("c", expression) : throw new InvalidOperationException(fault.Detail);

    private static (MeasureError? Error, decimal Quantity, bool IsPresent) Measure(string text, bool isOptional = false)
    {
        const string Data = """
            {"width":1920,"height":1080,"zero":0,"below":-3,"large":999999999999,"text":"12","flag":true,"word":"many","gone":null,"exponent":1e3,
             "fine":0.0000000000001,"odd name":{"x-y":7},"usage":{"input":1520.5,"cached":20}}
            """;
        Assert.True(QuantityExpression.TryRead(text, out var expression, out var fault), fault?.Detail);
        return Measured.By(expression, Data, isOptional);
    }
}
