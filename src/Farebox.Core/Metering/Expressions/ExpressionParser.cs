namespace Farebox.Metering.Expressions;

/// <summary>Reads an expression by its grammar and writes its steps down in the order in which they are done.</summary>
/// <remarks>
/// <c>sum = product (("+" | "-") product)*</c>, <c>product = factor (("*" | "/") factor)*</c>,
/// <c>factor = "-" factor | number | field | function "(" sum ("," sum)* ")" | "(" sum ")"</c>.
/// </remarks>
internal sealed class ExpressionParser
{
    private readonly ExpressionLexer _lexer;
    private readonly List<ExpressionStep> _steps = [];
    private readonly List<Fraction> _numbers = [];
    private readonly List<string> _fields = [];
    private ExpressionToken _next;
    private ExpressionFault? _fault;
    private int _depth;

    private ExpressionParser(string text) => _lexer = new(text);

    public IReadOnlyList<ExpressionStep> Steps => _steps;

    public IReadOnlyList<Fraction> Numbers => _numbers;

    public IReadOnlyList<string> Fields => _fields;

    public static ExpressionFault? Read(string text, out ExpressionParser parser)
    {
        parser = new(text);
        if (text.Length > QuantityExpression.LengthMax)
            return ExpressionLexer.At(QuantityExpression.LengthMax + 1, $"an expression has at most {QuantityExpression.LengthMax} characters");

        if (parser.Advance() && parser.Sum() && parser._next.Kind != ExpressionTokenKind.End)
            parser.Fail("an operator or the end was expected");
        return parser._fault;
    }

    private bool Sum()
    {
        if (!Product()) return false;
        while (_next.IsSign('+') || _next.IsSign('-'))
        {
            var act = _next.IsSign('+') ? ExpressionAct.Add : ExpressionAct.Subtract;
            if (!Advance() || !Product()) return false;
            _steps.Add(new(act));
        }

        return true;
    }

    private bool Product()
    {
        if (!Factor()) return false;
        while (_next.IsSign('*') || _next.IsSign('/'))
        {
            var act = _next.IsSign('*') ? ExpressionAct.Multiply : ExpressionAct.Divide;
            if (!Advance()) return false;
            var divisor = _next;
            if (!Factor()) return false;
            if (act == ExpressionAct.Divide && _steps[^1] is { Act: ExpressionAct.Number } number && _numbers[number.Index].IsZero)
                return Fail(divisor, "a number is divided by zero");
            _steps.Add(new(act));
        }

        return true;
    }

    private bool Factor()
    {
        if (++_depth > QuantityExpression.DepthMax) return Fail(_next, $"the expression is nested more than {QuantityExpression.DepthMax} deep");
        var isRead = _next.Kind switch
        {
            ExpressionTokenKind.Number => Operand(ExpressionAct.Number, Keep(_numbers, _next.Value)),
            ExpressionTokenKind.Field => Field(),
            ExpressionTokenKind.Function => Function(),
            _ when _next.IsSign('-') => Advance() && Factor() && Add(new(ExpressionAct.Negate)),
            _ when _next.IsSign('(') => Advance() && Sum() && Expect(')'),
            _ => Fail("a number, a field, a function or '(' was expected"),
        };
        _depth--;
        return isRead;
    }

    private bool Field() => FieldPath.Fault(_next.Text) is { } wrong
        ? Fail(_next, wrong.TrimEnd('.'))
        : Operand(ExpressionAct.Field, Keep(_fields, _next.Text));

    private bool Function()
    {
        var name = _next;
        if (ExpressionFunctions.Find(name.Text) is not { } act) return Fail(name, ExpressionFunctions.Unknown(name.Text));
        if (!Advance() || !Advance() || !Sum()) return false;
        if (act == ExpressionAct.Round) return Round();

        var count = 1;
        for (; act is ExpressionAct.Smaller or ExpressionAct.Larger && _next.IsSign(','); count++)
        {
            if (count == ExpressionFunctions.ArgumentsMax) return Fail(_next, $"{name.Text} takes at most {ExpressionFunctions.ArgumentsMax} values");
            if (!Advance() || !Sum()) return false;
            _steps.Add(new(act));
        }

        if (act is ExpressionAct.Ceiling or ExpressionAct.Floor) _steps.Add(new(act));
        else if (count == 1) return Fail($"{name.Text} takes at least two values, so ',' was expected");
        return Expect(')');
    }

    /// <summary>The places are a number that stands there, so that what is rounded to does not depend on the data.</summary>
    private bool Round()
    {
        var places = 0;
        if (_next.IsSign(','))
        {
            if (!Advance()) return false;
            if (_next.Kind != ExpressionTokenKind.Number || _next.Text.Length > 2 || !int.TryParse(_next.Text, out places) || places > QuantityExpression.RoundPlacesMax)
                return Fail($"round takes a whole number of decimal places from 0 to {QuantityExpression.RoundPlacesMax}");
            if (!Advance()) return false;
        }

        _steps.Add(new(ExpressionAct.Round, places));
        return Expect(')');
    }

    private bool Operand(ExpressionAct act, int index) => Add(new(act, index)) && Advance();

    private bool Add(ExpressionStep step)
    {
        _steps.Add(step);
        return true;
    }

    private static int Keep<T>(List<T> kept, T item)
    {
        var index = kept.IndexOf(item);
        if (index >= 0) return index;
        kept.Add(item);
        return kept.Count - 1;
    }

    private bool Expect(char sign) => _next.IsSign(sign) ? Advance() : Fail($"'{sign}' was expected");

    private bool Advance()
    {
        if (_lexer.Next(out var fault) is { } token)
        {
            _next = token;
            return true;
        }

        _fault ??= fault;
        return false;
    }

    private bool Fail(string expected) => Fail(_next, $"{expected}, but {_next} was found");

    private bool Fail(ExpressionToken at, string what)
    {
        _fault ??= ExpressionLexer.At(at.Position, what);
        return false;
    }
}
