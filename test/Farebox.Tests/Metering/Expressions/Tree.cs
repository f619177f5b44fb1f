using System.Globalization;
using System.Numerics;

namespace Farebox.Tests.Metering.Expressions;

/// <summary>An expression as a tree, which can be written down and done by arithmetic of its own.</summary>
internal abstract record Tree
{
    /// <summary>What it comes to; nothing when a number is divided by zero.</summary>
    public abstract Ratio? Value(IReadOnlyDictionary<string, decimal> fields, Slip slip);

    /// <summary>The largest whole number that stands on either side of a fraction on the way.</summary>
    public abstract BigInteger Largest(IReadOnlyDictionary<string, decimal> fields);

    private protected static BigInteger SizeOf(Ratio? ratio) => ratio is { } number ? BigInteger.Max(BigInteger.Abs(number.Numerator), number.Denominator) : 0;

    public sealed record Field(string Name) : Tree
    {
        public override Ratio? Value(IReadOnlyDictionary<string, decimal> fields, Slip slip) => Ratio.Of(fields[Name]);

        public override BigInteger Largest(IReadOnlyDictionary<string, decimal> fields) => SizeOf(Value(fields, Slip.None));

        public override string ToString() => Name;
    }

    public sealed record Number(string Text) : Tree
    {
        public override Ratio? Value(IReadOnlyDictionary<string, decimal> fields, Slip slip) =>
            Ratio.Of(decimal.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture));

        public override BigInteger Largest(IReadOnlyDictionary<string, decimal> fields) => SizeOf(Value(fields, Slip.None));

        public override string ToString() => Text;
    }

    public sealed record Unary(string Name, int Places, Tree Of) : Tree
    {
        public override Ratio? Value(IReadOnlyDictionary<string, decimal> fields, Slip slip) => Of.Value(fields, slip) is not { } value ? null : Name switch
        {
            "ceil" => value.Negated.Floor(slip).Negated,
            "floor" => value.Floor(slip),
            "round" => value.Rounded(Places, slip),
            _ => value.Negated,
        };

        // Rounding moves the point first, and what is moved has those digits more.
        public override BigInteger Largest(IReadOnlyDictionary<string, decimal> fields) => Of.Largest(fields) * BigInteger.Pow(10, Places);

        public override string ToString() => Name switch { "-" => $"-({Of})", "round" when Places > 0 => $"round({Of}, {Places})", _ => $"{Name}({Of})" };
    }

    public sealed record Binary(string Act, Tree Left, Tree Right) : Tree
    {
        public override Ratio? Value(IReadOnlyDictionary<string, decimal> fields, Slip slip)
        {
            if (Left.Value(fields, slip) is not { } left || Right.Value(fields, slip) is not { } right) return null;

            return Act switch
            {
                "+" => left + right,
                "-" => left + right.Negated,
                "*" => left * right,
                "/" => right.Numerator.IsZero ? null : slip == Slip.DivisionRounds ? left.Over(right).Rounded(12, slip) : left.Over(right),
                "min" => left.IsBelow(right) ? left : right,
                _ => left.IsBelow(right) ? right : left,
            };
        }

        // Two of the same size may add up to twice as much.
        public override BigInteger Largest(IReadOnlyDictionary<string, decimal> fields) => Left.Largest(fields) * Right.Largest(fields) * (Act is "+" or "-" ? 2 : 1);

        public override string ToString() => Act is "min" or "max" ? $"{Act}({Left}, {Right})" : $"({Left} {Act} {Right})";
    }
}

/// <summary>What the second arithmetic can be made to get wrong.</summary>
internal enum Slip
{
    None,
    DivisionRounds,
    HalfToEven,
    FloorTowardsZero,
}
