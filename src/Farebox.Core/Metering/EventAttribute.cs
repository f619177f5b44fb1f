namespace Farebox.Metering;

/// <summary>The members of a CloudEvent that mean something to us.</summary>
internal enum EventAttribute
{
    Extension,
    SpecVersion,
    Id,
    Source,
    Type,
    Subject,
    Time,
    Member,
    Hold,
    ApiKey,
    Final,
    Data,
    DataBase64,
    DataContentType,
    DataSchema,
}

internal static class EventAttributes
{
    public static EventAttribute Find(ReadOnlySpan<byte> name)
    {
        // The length picks at most four candidates, so a name is compared with few others.
        switch (name.Length)
        {
            case 2:
                return name.SequenceEqual("id"u8) ? EventAttribute.Id : EventAttribute.Extension;
            case 4:
                if (name.SequenceEqual("type"u8)) return EventAttribute.Type;
                if (name.SequenceEqual("time"u8)) return EventAttribute.Time;
                if (name.SequenceEqual("data"u8)) return EventAttribute.Data;
                return name.SequenceEqual("hold"u8) ? EventAttribute.Hold : EventAttribute.Extension;
            case 5:
                return name.SequenceEqual("final"u8) ? EventAttribute.Final : EventAttribute.Extension;
            case 6:
                if (name.SequenceEqual("source"u8)) return EventAttribute.Source;
                if (name.SequenceEqual("apikey"u8)) return EventAttribute.ApiKey;
                return name.SequenceEqual("member"u8) ? EventAttribute.Member : EventAttribute.Extension;
            case 7:
                return name.SequenceEqual("subject"u8) ? EventAttribute.Subject : EventAttribute.Extension;
            case 10:
                return name.SequenceEqual("dataschema"u8) ? EventAttribute.DataSchema : EventAttribute.Extension;
            case 11:
                if (name.SequenceEqual("specversion"u8)) return EventAttribute.SpecVersion;
                return name.SequenceEqual("data_base64"u8) ? EventAttribute.DataBase64 : EventAttribute.Extension;
            case 15:
                return name.SequenceEqual("datacontenttype"u8) ? EventAttribute.DataContentType : EventAttribute.Extension;
            default:
                return EventAttribute.Extension;
        }
    }
}
