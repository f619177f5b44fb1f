using System.Text;
using System.Text.Json;
using Farebox.Time;

namespace Farebox.Metering;

/// <summary>Reads the members of one CloudEvent. Goes on after a fault, to reach the end and to learn the event's id.</summary>
internal static class EnvelopeReader
{
    private const int NameLengthMax = EventScratch.ExtensionNameMax;

    // Sources, types, subjects and members repeat from event to event.
    private static readonly Utf8Interner Attributes = new(4096);

    public static EventEnvelope Read(ref Utf8JsonReader reader, long start, EventScratch scratch)
    {
        var envelope = default(EventEnvelope);
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var attribute = ReadName(ref reader, start, scratch, ref envelope);
            var bit = 1u << (int)attribute;
            var isRepeated = attribute != EventAttribute.Extension && (seen & bit) != 0;
            if (isRepeated) envelope.Fail(EventCodes.DuplicateMember, $"The member {attribute.ToString().ToLowerInvariant()} is given twice.");

            reader.Read();
            if (isRepeated) reader.Skip();
            else ReadValue(ref reader, attribute, start, scratch, ref envelope);
            seen |= bit;
        }

        CheckWhole(seen, ref envelope);
        return envelope;
    }

    private static EventAttribute ReadName(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        if (EventText.Read(ref reader, start, scratch, out var slice) is { } code)
        {
            envelope.Fail(code, "A member's name cannot be kept.");
            return EventAttribute.Extension;
        }

        var name = slice.IsUnescaped ? slice.In([], scratch.Unescaped) : reader.ValueSpan;
        if (name.Length is 0 or > NameLengthMax)
        {
            envelope.Fail(EventCodes.InvalidEnvelope, $"A member's name has 1 to {NameLengthMax} characters.");
            return EventAttribute.Extension;
        }

        // Compared in lower case, so that "ID" repeats "id" before it is refused for its form.
        Span<byte> lower = stackalloc byte[NameLengthMax];
        lower = lower[..name.Length];
        name.CopyTo(lower);
        if (name.ContainsAnyInRange((byte)'A', (byte)'Z')) Ascii.ToLower(name, lower, out _);

        var attribute = EventAttributes.Find(lower);
        if (attribute == EventAttribute.Extension) NoteExtension(lower, scratch, ref envelope);
        if (!lower.SequenceEqual(name)) envelope.Fail(EventCodes.InvalidEnvelope, "Attribute names are lower case.");
        return attribute;
    }

    private static void NoteExtension(ReadOnlySpan<byte> name, EventScratch scratch, ref EventEnvelope envelope)
    {
        foreach (var octet in name)
        {
            if (!char.IsAsciiLetterLower((char)octet) && !char.IsAsciiDigit((char)octet))
                envelope.Fail(EventCodes.InvalidEnvelope, "An extension attribute's name has only lower-case letters and digits.");
        }

        if (scratch.ExtensionCount == EventScratch.ExtensionsMax)
            envelope.Fail(EventCodes.TooManyFields, $"An event has at most {EventScratch.ExtensionsMax} extension attributes.");
        else if (!scratch.TryAddExtension(name))
            envelope.Fail(EventCodes.DuplicateMember, "An extension attribute is given twice.");
    }

    private static void ReadValue(ref Utf8JsonReader reader, EventAttribute attribute, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        switch (attribute)
        {
            case EventAttribute.Data:
                ReadData(ref reader, start, scratch, ref envelope);
                return;
            case EventAttribute.DataBase64:
                envelope.HasDataBase64 = reader.TokenType != JsonTokenType.Null;
                reader.Skip();
                return;
            case EventAttribute.Final:
                envelope.Final = reader.TokenType == JsonTokenType.True;
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
                    envelope.Fail(EventCodes.InvalidType, "The member final is true or false.");
                reader.Skip();
                return;
            case EventAttribute.Extension:
                ReadExtension(ref reader, start, scratch, ref envelope);
                return;
            default:
                ReadText(ref reader, attribute, start, scratch, ref envelope);
                return;
        }
    }

    private static void ReadData(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null) return;

        envelope.HasData = true;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            DataReader.Read(ref reader, start, scratch, ref envelope);
            return;
        }

        envelope.Fail(EventCodes.InvalidType, "The member data is a JSON object.");
        reader.Skip();
    }

    private static void ReadExtension(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            envelope.Fail(EventCodes.InvalidType, "An extension attribute is a string, a number, true or false.");
            reader.Skip();
        }
        else if (reader.TokenType == JsonTokenType.String && EventText.Read(ref reader, start, scratch, out _) is { } code)
        {
            envelope.Fail(code, "An extension attribute's text cannot be kept.");
        }
    }

    private static void ReadText(ref Utf8JsonReader reader, EventAttribute attribute, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            // CloudEvents: a null attribute is an absent one. Only where we need it is null worth a code of its own.
            if (EventAttributeRules.IsRequired(attribute)) envelope.Fail(EventCodes.NullMember, $"The member {EventAttributeRules.NameOf(attribute)} is null.");
            return;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            envelope.Fail(EventCodes.InvalidType, $"The member {EventAttributeRules.NameOf(attribute)} is a string.");
            reader.Skip();
            return;
        }

        var code = EventText.Read(ref reader, start, scratch, out var slice);
        if (code is not null)
        {
            envelope.Fail(code, $"The text of {EventAttributeRules.NameOf(attribute)} cannot be kept.");
            return;
        }

        var text = slice.IsUnescaped ? slice.In([], scratch.Unescaped) : reader.ValueSpan;
        if (EventAttributeRules.Check(attribute, text, out var detail) is { } fault) envelope.Fail(fault, detail);
        else Keep(attribute, text, ref envelope);
    }

    private static void Keep(EventAttribute attribute, ReadOnlySpan<byte> text, ref EventEnvelope envelope)
    {
        switch (attribute)
        {
            case EventAttribute.Id: envelope.Id = Encoding.ASCII.GetString(text); break;
            case EventAttribute.Source: envelope.Source = Attributes.Get(text); break;
            case EventAttribute.Type: envelope.Type = Attributes.Get(text); break;
            case EventAttribute.Subject: envelope.Subject = Attributes.Get(text); break;
            case EventAttribute.Member: envelope.Member = Attributes.Get(text); break;
            case EventAttribute.ApiKey: envelope.ApiKey = Attributes.Get(text); break;
            case EventAttribute.Hold: envelope.Hold = Encoding.ASCII.GetString(text); break;
            case EventAttribute.Time:
                if (Rfc3339.TryParse(text, out var time)) envelope.Time = time;
                else envelope.Fail(EventCodes.InvalidTimestamp, "The member time is an RFC 3339 instant with Z or an offset, from 1970 to 9998.");
                break;
            default: break;
        }
    }

    private static void CheckWhole(uint seen, ref EventEnvelope envelope)
    {
        if (envelope.HasDataBase64)
            envelope.Fail(EventCodes.InvalidEnvelope, envelope.HasData ? "An event has data or data_base64, not both." : "Data is JSON, not data_base64.");

        for (var attribute = EventAttribute.SpecVersion; attribute <= EventAttribute.Subject; attribute++)
        {
            if ((seen & (1u << (int)attribute)) == 0)
                envelope.Fail(EventCodes.MissingMember, $"The member {EventAttributeRules.NameOf(attribute)} is missing.");
        }
    }
}
