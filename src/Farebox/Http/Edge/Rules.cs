using System.Globalization;
using Farebox.Http.Quotes;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Http.Edge;

/// <summary>What a string must look like. Ordinal and ASCII wherever two of them are compared.</summary>
internal static class Rules
{
    public const int NameLengthMax = 255;

    public static StringRule Id { get; } =
        new(Identifier.LengthMax, text => Identifier.IsValid(text), "letters, digits and . _ : @ -, beginning with a letter or digit");

    public static StringRule AssetCode { get; } =
        new(Asset.CodeLengthMax, text => Asset.IsCode(text), "letters, digits, _ and -, beginning with a letter");

    /// <summary>A name another system chose: the path of a field, the value of a dimension.</summary>
    public static StringRule Name { get; } = new(NameLengthMax, text => text.Length > 0, "at least one character");

    /// <summary>Arithmetic over fields. How long it may be, and what it must look like, its own reader says.</summary>
    public static StringRule Expression { get; } = new(int.MaxValue, _ => true, "an expression");

    /// <summary>A quote as it was given. What it says, its own reader finds out.</summary>
    public static StringRule Quote { get; } = new(QuoteToken.LengthMax, text => IsToken(text), "a quote as it was given");

    /// <summary>An address somewhere else. Where it may lead, its own reader says.</summary>
    public static StringRule Url { get; } = new(2000, text => IsToken(text), "printable ASCII without spaces");

    /// <summary>The type of an event, as its producer writes it.</summary>
    public static StringRule EventType { get; } = new(NameLengthMax, text => IsToken(text), "printable ASCII without spaces");

    public static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>Controls, line separators and direction overrides make one name look like another, in a log or on a page.</summary>
    public static bool MisleadsTheEye(string text)
    {
        foreach (var character in text)
        {
            if (character is >= ' ' and < '\x7F') continue;
            if (CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format) return true;
        }

        return false;
    }
}
