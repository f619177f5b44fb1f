using System.Diagnostics.CodeAnalysis;

namespace Farebox.Metering;

/// <summary>What kind of JSON value a field holds.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The names are JSON's own.")]
public enum EventFieldKind : byte
{
    String,
    Number,
    True,
    False,
    Null,
    Object,
    Array,
}

/// <summary>One field of an event's data. It points into the event, so it lives no longer than the caller's stack frame.</summary>
public readonly ref struct EventField
{
    internal EventField(EventFieldKind kind, ReadOnlySpan<byte> value)
    {
        Kind = kind;
        Value = value;
    }

    public EventFieldKind Kind { get; }

    /// <summary>A string's content without escapes; a number's or literal's raw token; empty for an object or an array.</summary>
    public ReadOnlySpan<byte> Value { get; }
}
