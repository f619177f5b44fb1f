using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Farebox.Metering.Expressions;

/// <summary>Arithmetic over the fields of an event's data, such as <c>ceil(width*height/1e6)</c>: read once, then done for every event.</summary>
/// <remarks>
/// Exact: numbers are fractions until the expression itself rounds (<c>ceil floor round</c>, half away from zero), and the result is rounded
/// once, to six decimal places, half away from zero. Equal by its text.
/// </remarks>
public sealed class QuantityExpression
{
    public const int LengthMax = 500;

    /// <summary>Brackets, functions and signs inside each other.</summary>
    public const int DepthMax = 16;

    /// <summary>Decimal places <c>round(x, n)</c> takes at most.</summary>
    public const int RoundPlacesMax = 12;

    private readonly ExpressionStep[] _steps;
    private readonly Fraction[] _numbers;
    private readonly ExpressionField[] _fields;
    private readonly int _stackMax;

    private QuantityExpression(string text, ExpressionParser parser)
    {
        Text = text;
        _steps = [.. parser.Steps];
        _numbers = [.. parser.Numbers];
        _fields = [.. parser.Fields.Select(path => new ExpressionField(path))];
        _stackMax = StackOf(_steps);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The dotted paths it reads, each once, in the order they first stand there.</summary>
    public ImmutableArray<string> Fields => [.. _fields.Select(read => read.Path)];

    /// <summary>Reads an expression, or says why the text is none.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out QuantityExpression? expression, [NotNullWhen(false)] out ExpressionFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);

        fault = ExpressionParser.Read(text, out var parser);
        expression = fault is null ? new(text, parser) : null;
        return fault is null;
    }

    public override bool Equals(object? obj) => obj is QuantityExpression other && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>The quantity of some data, with at most 12 integer digits and 6 decimal places.</summary>
    /// <param name="data">What the fields are read from.</param>
    /// <param name="isOptional">Whether data without one of the fields has no quantity, instead of being refused.</param>
    /// <param name="takesNegative">Whether a quantity below zero is one, instead of being refused.</param>
    /// <param name="quantity">Zero when there is none.</param>
    /// <param name="isPresent">Whether there is one.</param>
    internal MeasureError? Measure(EventData data, bool isOptional, bool takesNegative, out decimal quantity, out bool isPresent)
    {
        (quantity, isPresent) = (0m, false);
        Span<Fraction> stack = stackalloc Fraction[_stackMax];
        var top = -1;
        foreach (var step in _steps)
        {
            if (step.Act == ExpressionAct.Number) stack[++top] = _numbers[step.Index];
            else if (step.Act == ExpressionAct.Field)
            {
                var error = _fields[step.Index].Read(data, out stack[++top], out var isThere);
                if (error is not null) return error;
                if (!isThere) return isOptional ? null : _fields[step.Index].Missing;
            }
            else if (Do(step, stack, ref top) is { } failure) return failure;
        }

        isPresent = true;
        return Finish(stack[0], takesNegative, out quantity);
    }

    private MeasureError? Do(ExpressionStep step, Span<Fraction> stack, ref int top)
    {
        ref var value = ref stack[top];
        switch (step.Act)
        {
            case ExpressionAct.Negate: value = value.Negated; return null;
            case ExpressionAct.Ceiling: value = value.Ceiling(); return null;
            case ExpressionAct.Floor: value = value.Floor(); return null;
            case ExpressionAct.Round: return Fraction.TryRound(value, step.Index, out value) ? null : Overflow;
        }

        ref var left = ref stack[--top];
        switch (step.Act)
        {
            case ExpressionAct.Add: return Fraction.TryAdd(left, value, out left) ? null : Overflow;
            case ExpressionAct.Subtract: return Fraction.TryAdd(left, value.Negated, out left) ? null : Overflow;
            case ExpressionAct.Multiply: return Fraction.TryMultiply(left, value, out left) ? null : Overflow;
            case ExpressionAct.Smaller: left = Fraction.Compare(left, value) <= 0 ? left : value; return null;
            case ExpressionAct.Larger: left = Fraction.Compare(left, value) >= 0 ? left : value; return null;
            case ExpressionAct.Divide when value.IsZero:
                return new(EventCodes.DivisionByZero, $"The expression '{Text}' divides by zero for this data.", OfExpression: true);
            default: return Fraction.TryDivide(left, value, out left) ? null : Overflow;
        }
    }

    private MeasureError? Finish(Fraction value, bool takesNegative, out decimal quantity)
    {
        quantity = 0m;
        if (!value.TryScaled(Meter.QuantityPlacesMax, out var units)) return Overflow;
        if (units < 0 && !takesNegative) return new(EventCodes.QuantityNegative, $"The expression '{Text}' comes to less than zero for this data. If that is nothing, write max(0, …).", OfExpression: true);
        if (Int128.Abs(units) >= UnitsEnd) return Overflow;

        var places = Meter.QuantityPlacesMax;
        var whole = (ulong)Int128.Abs(units);
        for (; places > 0 && whole % 10 == 0; places--) whole /= 10;
        quantity = unchecked(new((int)whole, (int)(whole >> 32), 0, units < 0, (byte)places));
        return null;
    }

    // 12 integer digits and 6 decimal places.
    private static Int128 UnitsEnd => 1_000_000_000_000_000_000;

    private MeasureError Overflow => new(
        EventCodes.QuantityOverflow,
        $"The expression '{Text}' has no exact result with at most {Meter.QuantityIntegerDigitsMax} integer digits for this data; on the way there, numbers have at most {Fraction.DigitsMax} digits.",
        OfExpression: true);

    private static int StackOf(ExpressionStep[] steps)
    {
        var (height, max) = (0, 0);
        foreach (var step in steps)
        {
            height += step.Act switch
            {
                ExpressionAct.Number or ExpressionAct.Field => 1,
                ExpressionAct.Negate or ExpressionAct.Ceiling or ExpressionAct.Floor or ExpressionAct.Round => 0,
                _ => -1,
            };
            max = Math.Max(max, height);
        }

        return max;
    }
}
