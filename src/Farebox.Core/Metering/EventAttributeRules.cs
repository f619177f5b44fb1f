using System.Text;

namespace Farebox.Metering;

/// <summary>What each text attribute of an event may be.</summary>
internal static class EventAttributeRules
{
    public static bool IsRequired(EventAttribute attribute) => attribute is >= EventAttribute.SpecVersion and <= EventAttribute.Subject;

    public static string NameOf(EventAttribute attribute) => attribute switch
    {
        EventAttribute.DataBase64 => "data_base64",
        _ => attribute.ToString().ToLowerInvariant(),
    };

    /// <returns>Null when the text is good; otherwise a code, and a sentence in <paramref name="detail"/>.</returns>
    public static string? Check(EventAttribute attribute, ReadOnlySpan<byte> text, out string detail)
    {
        detail = "";
        switch (attribute)
        {
            case EventAttribute.SpecVersion when !text.SequenceEqual("1.0"u8):
                detail = "The member specversion is \"1.0\".";
                return EventCodes.InvalidEnvelope;
            case EventAttribute.DataContentType when !IsJson(text):
                detail = "The member datacontenttype is application/json or a type that ends in +json.";
                return EventCodes.InvalidEnvelope;
            case EventAttribute.Id or EventAttribute.Source or EventAttribute.Type when !EventText.IsPrintableAscii(text):
                detail = $"The member {NameOf(attribute)} is 1 to {EventText.AttributeBytesMax} printable ASCII characters without spaces.";
                return text.Length > EventText.AttributeBytesMax ? EventCodes.StringTooLong : EventCodes.InvalidString;
            case EventAttribute.Subject or EventAttribute.Member or EventAttribute.Hold or EventAttribute.ApiKey when !Identifier.IsValid(text):
                detail = $"The member {NameOf(attribute)} is 1 to {Identifier.LengthMax} of A-Z a-z 0-9 . _ : @ - and starts with a letter or digit.";
                return text.Length > Identifier.LengthMax ? EventCodes.StringTooLong : EventCodes.InvalidString;
            default:
                return null;
        }
    }

    // A media type is compared without its parameters and without regard to case.
    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)';');
        var type = (end < 0 ? text : text[..end]).Trim((byte)' ');
        return Ascii.EqualsIgnoreCase(type, "application/json"u8)
            || (type.Length > 5 && type.Contains((byte)'/') && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8));
    }
}
