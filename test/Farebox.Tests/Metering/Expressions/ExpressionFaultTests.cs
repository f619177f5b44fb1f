using Farebox.Metering.Expressions;

namespace Farebox.Tests.Metering.Expressions;

public sealed class ExpressionFaultTests
{
    [Theory]
    [InlineData("", 1, "a number, a field, a function or '(' was expected, but the end was found")]
    [InlineData("a +", 4, "a number, a field, a function or '(' was expected, but the end was found")]
    [InlineData("a b", 3, "an operator or the end was expected, but 'b' was found")]
    [InlineData("(a", 3, "')' was expected, but the end was found")]
    [InlineData("a)", 2, "an operator or the end was expected, but ')' was found")]
    [InlineData("(a+)+$", 4, "but ')' was found")]
    [InlineData("a ** b", 4, "but '*' was found")]
    [InlineData("cel(a)", 1, "there is no function 'cel'. Did you mean 'ceil'? The functions are ceil, floor, round, min, max")]
    [InlineData("file(\"/etc/passwd\")", 1, "there is no function 'file'")]
    [InlineData("Environment.Exit(0)", 1, "there is no function 'Environment.Exit'")]
    [InlineData("sqrt(a)", 1, "there is no function 'sqrt'. The functions are")]
    [InlineData("ceil(a, 2)", 7, "')' was expected, but ',' was found")]
    [InlineData("min(a)", 6, "min takes at least two values")]
    [InlineData("max(1,2,3,4,5,6,7,8,9)", 20, "max takes at most 8 values")]
    [InlineData("round(a, b)", 10, "round takes a whole number of decimal places from 0 to 12")]
    [InlineData("round(a, 13)", 10, "round takes a whole number")]
    [InlineData("a / 0", 5, "a number is divided by zero")]
    [InlineData("a / 0.000", 5, "a number is divided by zero")]
    [InlineData("a ; b", 3, "';' means nothing here")]
    [InlineData("a ² b", 3, "U+00B2 means nothing here")]
    [InlineData("1.2.3", 1, "'1.2.3' is not a number")]
    [InlineData("01", 1, "without leading zeros")]
    [InlineData("1.", 1, "'1.' is not a number")]
    [InlineData(".5", 1, "'.' means nothing here")]
    [InlineData("0x10", 1, "'0x10' is not a number")]
    [InlineData("1e", 1, "'1e' is not a number")]
    [InlineData("1e31", 1, "more than 18 digits before the point")]
    [InlineData("1e-13", 1, "12 after it")]
    [InlineData("1e999", 1, "more than 18 digits before the point")]
    [InlineData("1234567890123456789", 1, "more than 18 digits before the point")]
    [InlineData("a.b.c.d.e.f.g.h.i", 1, "A field has at most 8 names")]
    [InlineData("[a", 1, "'[' has no ']'")]
    [InlineData("[a..b]", 1, "none of them empty")]
    [InlineData("a.", 2, "'.' means nothing here")]
    public void A_fault_says_where_it_is_and_what_was_expected(string text, int position, string detail)
    {
        Assert.False(QuantityExpression.TryRead(text, out _, out var fault));

        Assert.Equal(position, fault.Position);
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"At position {position}: ", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void It_may_be_nested_sixteen_deep(int depth, bool isRead) =>
        Assert.Equal(isRead, QuantityExpression.TryRead(Nested(depth - 1), out _, out _));

    [Fact]
    public void Ten_thousand_brackets_are_refused_at_once_and_so_are_as_many_signs()
    {
        Assert.False(QuantityExpression.TryRead(Nested(10_000), out _, out var tooLong));
        Assert.Contains("at most 500 characters", tooLong.Detail, StringComparison.Ordinal);
        Assert.False(QuantityExpression.TryRead(new string('-', 490) + "a", out _, out var tooDeep));
        Assert.Contains("16 deep", tooDeep.Detail, StringComparison.Ordinal);
    }

    private static string Nested(int depth) => $"{new string('(', depth)}a{new string(')', depth)}";
}
