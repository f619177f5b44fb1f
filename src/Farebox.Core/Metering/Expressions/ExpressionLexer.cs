using System.Diagnostics.CodeAnalysis;

namespace Farebox.Metering.Expressions;

/// <summary>The kinds of word an expression is made of.</summary>
internal enum ExpressionTokenKind : byte
{
    End,
    Number,
    Field,
    Function,
    Sign,
}

/// <summary>A word of an expression, where it begins (from 1), and its value when it is a number.</summary>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, int Position, Fraction Value)
{
    public bool IsSign(char sign) => Kind == ExpressionTokenKind.Sign && Text[0] == sign;

    public override string ToString() => Kind == ExpressionTokenKind.End ? "the end" : $"'{Text}'";
}

/// <summary>Cuts an expression into words.</summary>
internal sealed class ExpressionLexer(string text)
{
    private const string Signs = "+-*/(),";

    private int _at;

    /// <summary>The next word; nothing when what follows is none, which the fault then says.</summary>
    public ExpressionToken? Next(out ExpressionFault? fault)
    {
        fault = null;
        while (_at < text.Length && text[_at] is ' ' or '\t') _at++;

        var position = _at + 1;
        if (_at == text.Length) return new(ExpressionTokenKind.End, "", position, default);
        if (char.IsAsciiDigit(text[_at])) return Number(position, out fault);
        if (IsNameStart(text[_at])) return Name(position);
        if (text[_at] == '[') return Bracketed(position, out fault);
        if (Signs.Contains(text[_at])) return new(ExpressionTokenKind.Sign, text[_at++].ToString(), position, default);

        fault = At(position, $"{Shown(text[_at])} means nothing here. Numbers, fields, + - * / ( ) and functions make an expression");
        return null;
    }

    public static ExpressionFault At(int position, string what) => new(position, $"At position {position}: {what}.");

    private ExpressionToken Name(int position)
    {
        var start = _at;
        while (_at < text.Length && (IsNameStart(text[_at]) || char.IsAsciiDigit(text[_at]) || IsDotOfPath())) _at++;

        var name = text[start.._at];
        var next = _at;
        while (next < text.Length && text[next] is ' ' or '\t') next++;
        var isFunction = next < text.Length && text[next] == '(';
        return new(isFunction ? ExpressionTokenKind.Function : ExpressionTokenKind.Field, name, position, default);
    }

    private ExpressionToken? Bracketed(int position, out ExpressionFault? fault)
    {
        fault = null;
        var end = text.IndexOf(']', _at);
        if (end < 0)
        {
            fault = At(position, "'[' has no ']'. Square brackets hold the path of a field whose name has other characters than letters, digits and _");
            return null;
        }

        var path = text[(_at + 1)..end];
        _at = end + 1;
        if (FieldPath.Fault(path) is not { } wrong) return new(ExpressionTokenKind.Field, path, position, default);

        fault = At(position, wrong.TrimEnd('.'));
        return null;
    }

    private ExpressionToken? Number(int position, out ExpressionFault? fault)
    {
        var start = _at;
        while (_at < text.Length && IsOfNumber(start)) _at++;

        var word = text[start.._at];
        fault = ExpressionNumber.TryRead(word, out var value) is { } wrong ? At(position, $"'{word}' {wrong}") : null;
        return fault is null ? new(ExpressionTokenKind.Number, word, position, value) : null;
    }

    // A sign belongs to a number only right after its e; letters and dots are taken along, so that the fault shows all of 1.2.3 or 12px.
    private bool IsOfNumber(int start) =>
        char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_'
        || (text[_at] is '+' or '-' && _at > start && text[_at - 1] is 'e' or 'E');

    private bool IsDotOfPath() => text[_at] == '.' && _at + 1 < text.Length && (IsNameStart(text[_at + 1]) || char.IsAsciiDigit(text[_at + 1]));

    private static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character == '_';

    [SuppressMessage("Globalization", "CA1305", Justification = "A code point in hexadecimal has no culture.")]
    private static string Shown(char character) => character is > ' ' and < '\x7F' ? $"'{character}'" : $"U+{(int)character:X4}";
}
