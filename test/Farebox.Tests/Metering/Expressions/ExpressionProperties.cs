using System.Globalization;
using System.Numerics;
using Farebox.Metering;
using Farebox.Metering.Expressions;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Metering.Expressions;

/// <summary>Random expressions over random data, done a second time with whole numbers of any size.</summary>
public sealed class ExpressionProperties
{
    private static readonly string[] Names = ["a", "b", "c"];

    [Fact]
    public void An_expression_comes_to_what_arithmetic_without_bounds_says() => Hold(Slip.None);

    [Theory]
    [InlineData(Slip.DivisionRounds)]
    [InlineData(Slip.HalfToEven)]
    [InlineData(Slip.FloorTowardsZero)]
    internal void Arithmetic_with_a_mistake_comes_to_something_else(Slip slip) =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Hold(slip)).Message, StringComparison.Ordinal);

    private static void Hold(Slip slip) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(slip == Slip.None ? 3000 : 20_000).WithEndSize(60),
        Prop.ForAll(Arb.From(Cases), @case => Agrees(@case, slip)));

    private static bool Agrees(Case @case, Slip slip)
    {
        var text = @case.Tree.ToString();
        if (!QuantityExpression.TryRead(text!, out var expression, out _))
            return text!.Length > QuantityExpression.LengthMax || DepthOf(text) >= QuantityExpression.DepthMax || text.Contains("/ 0", StringComparison.Ordinal);

        var numbers = Names.Zip(@case.Values).ToDictionary(pair => pair.First, pair => pair.Second);
        var json = string.Join(',', numbers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"\"{pair.Key}\":{pair.Value}")));
        var (error, quantity, _) = Measured.By(expression, $"{{{json}}}");
        if (error?.Code == EventCodes.QuantityOverflow) return @case.Tree.Largest(numbers) >= BigInteger.Pow(10, 12);

        return (@case.Tree.Value(numbers, slip), error?.Code) switch
        {
            (null, var code) => code == EventCodes.DivisionByZero,
            ({ } value, null) => value.Rounded(6, slip) is var rounded && rounded.Equals(Ratio.Of(quantity)),
            ({ } value, EventCodes.QuantityNegative) => value.Rounded(6, slip).Numerator.Sign < 0,
            _ => false,
        };
    }

    // A bracket, with or without a function, is a level, a sign before one is another, and so is the number in the middle. A tree writes a minus between two numbers with a space behind it.
    private static int DepthOf(string text)
    {
        var (depth, deepest, open) = (0, 0, new Stack<int>());
        foreach (var (at, character) in text.Index())
        {
            if (character == ')') depth -= open.Pop();
            if (character != '(') continue;

            open.Push(at > 0 && text[at - 1] == '-' ? 2 : 1);
            depth += open.Peek();
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static Gen<Case> Cases =>
        from tree in Gen.Sized(size => Trees(Math.Min(size, 24)))
        from values in Gen.ArrayOf(Numbers, Names.Length)
        select new Case(tree, values);

    private static Gen<decimal> Numbers => Gen.OneOf(
        Gen.Choose(-20, 100).Select(number => (decimal)number),
        from units in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from places in Gen.Choose(0, 9)
        select new decimal(Math.Abs(units), 0, 0, units < 0, (byte)places),
        Gen.Elements(999_999_999_999m, 0.000000000001m, 0m, 1_000_000m));

    private static Gen<Tree> Trees(int size)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Names).Select(name => (Tree)new Tree.Field(name)),
            Gen.Elements("0", "1", "2", "3", "7", "10", "0.5", "0.1", "1e3", "2.5e-2").Select(text => (Tree)new Tree.Number(text)));
        if (size <= 1) return leaf;

        var half = Trees(size / 2);
        return Gen.OneOf(
            leaf,
            from act in Gen.Elements("+", "-", "*", "/") from left in half from right in half select (Tree)new Tree.Binary(act, left, right),
            from name in Gen.Elements("min", "max") from left in half from right in half select (Tree)new Tree.Binary(name, left, right),
            from name in Gen.Elements("ceil", "floor", "-") from of in Trees(size - 2) select (Tree)new Tree.Unary(name, 0, of),
            from places in Gen.Choose(0, 4) from of in Trees(size - 2) select (Tree)new Tree.Unary("round", places, of));
    }

    private sealed record Case(Tree Tree, decimal[] Values);
}
