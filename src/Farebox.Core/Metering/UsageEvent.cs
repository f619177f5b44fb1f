namespace Farebox.Metering;

/// <summary>One report of use, as its producer sent it. Never edited; corrected by a later event.</summary>
/// <remarks>
/// Identity is <see cref="Source"/> and <see cref="Id"/> within an account, and nothing else. <see cref="Content16"/> tells
/// a repetition from another event under the same identity.
/// </remarks>
public sealed class UsageEvent
{
    internal UsageEvent(EventEnvelope envelope, EventData data, ReadOnlyMemory<byte> raw, Guid content16)
    {
        Source = envelope.Source!;
        Id = envelope.Id!;
        Type = envelope.Type!;
        Subject = envelope.Subject!;
        Time = envelope.Time;
        Member = envelope.Member;
        Hold = envelope.Hold;
        ApiKey = envelope.ApiKey;
        Final = envelope.Final;
        Data = data;
        Raw = raw;
        Content16 = content16;
    }

    /// <summary>Who produced it: a URI-reference of 1 to 255 printable ASCII characters.</summary>
    public string Source { get; }

    /// <summary>The producer's own id: 1 to 255 printable ASCII characters, unique within the source.</summary>
    public string Id { get; }

    public string Type { get; }

    /// <summary>The account's id.</summary>
    public string Subject { get; }

    /// <summary>When it happened, in UTC to the microsecond. Absent means when it was recorded.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>Who used it, inside the account. Absent means the account itself.</summary>
    public string? Member { get; }

    /// <summary>The hold that pays for it first.</summary>
    public string? Hold { get; }

    /// <summary>The API key it was used under, as the producer names it: decides which limits count it.</summary>
    public string? ApiKey { get; }

    /// <summary>Whether it settles its hold and frees the rest.</summary>
    public bool Final { get; }

    public EventData Data { get; }

    /// <summary>The bytes as sent, owned by the event. An event sent in binary mode is put into structured mode.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>
    /// The first 16 bytes of SHA-256 over type, subject, time, member, hold, final, data and API key. The order of members, white
    /// space, escapes and the spelling of a number (<c>1.0</c>, <c>1</c>) do not change it; source, id and extensions are not in it.
    /// </summary>
    public Guid Content16 { get; }
}
