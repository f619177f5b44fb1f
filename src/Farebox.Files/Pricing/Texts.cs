using Farebox.Files.Shapes;
using Farebox.Metering.Expressions;
using Farebox.Time;

namespace Farebox.Files;

/// <summary>The forms of text that price files have, the same as the HTTP API's.</summary>
internal static class Texts
{
    private const int NameLengthMax = 255;

    public static TextShape Id { get; } =
        new("an id of letters, digits and . _ : @ -, beginning with a letter or digit, 128 at most", "^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$");

    public static TextShape AssetCode { get; } =
        new("an asset's code of letters, digits, _ and -, beginning with a letter, 32 at most", "^[A-Za-z][A-Za-z0-9_-]{0,31}$");

    public static TextShape VersionNumber { get; } = new("a version's number: 1, 2, 3 …", "^[1-9][0-9]{0,8}$");

    public static TextShape EventType { get; } = new("an event type of printable ASCII without spaces, 255 at most", "^[!-~]{1,255}$");

    /// <summary>A name that another system chose, such as the value of a dimension.</summary>
    public static TextShape Name { get; } = new("a text of 1 to 255 characters", @"^[\s\S]{1,255}$");

    public static TextShape Field { get; } = new(
        "the dotted path of a field, such as usage.input_tokens", @"^[^.]{1,255}(\.[^.]{1,255}){0,7}$", path => path.Length <= NameLengthMax);

    /// <summary>What it says is checked by the meter's reader, in the words of the API.</summary>
    public static TextShape Expression { get; } = new(
        $"an expression over fields, such as ceil(width*height/1e6), {QuantityExpression.LengthMax} characters at most", $@"^[\s\S]{{1,{QuantityExpression.LengthMax}}}$");

    public static TextShape Time { get; } = new(
        "a time with Z or an offset, such as 2026-07-01T00:00:00Z",
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
        text => Rfc3339.TryParse(text, out _));
}
