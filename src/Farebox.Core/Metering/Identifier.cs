using System.Buffers;

namespace Farebox.Metering;

/// <summary>Ids of meters, classes, members, accounts and holds: <c>^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$</c>.</summary>
public static class Identifier
{
    public const int LengthMax = 128;

    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:@-";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Allowed);
    private static readonly SearchValues<byte> Octets = SearchValues.Create([.. Allowed.Select(character => (byte)character)]);

    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LengthMax && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(Characters);

    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= LengthMax && char.IsAsciiLetterOrDigit((char)utf8[0]) && !utf8.ContainsAnyExcept(Octets);
}
