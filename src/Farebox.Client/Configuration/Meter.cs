namespace Farebox.Client;

/// <summary>Turns events of one type into quantities, one for each component.</summary>
public sealed record Meter
{
    public required string Id { get; init; }

    public required string EventType { get; init; }

    /// <summary>Fields of the data that must have one of these values.</summary>
    public MeterFilter? Filter { get; init; }

    /// <summary><c>sum</c> (default) or <c>count</c>.</summary>
    public string? Aggregation { get; init; }

    public IReadOnlyList<MeterComponent>? Components { get; init; }

    /// <summary>Fields of the data that choose the price; <c>text(…)</c>, <c>day(…)</c> and <c>month(…)</c> of a field too.</summary>
    public IReadOnlyList<string>? Dimensions { get; init; }

    /// <summary><c>debt</c> (default) or <c>reject</c>.</summary>
    public string? OnShortfall { get; init; }

    /// <summary>False: the meter only counts.</summary>
    public bool? Priced { get; init; }

    /// <summary>Set: the components are classes of a vendor's usage object in this format, or <c>auto</c>.</summary>
    public string? UsageFormat { get; init; }

    /// <summary>Path of that object, when it is not <c>usage</c> or <c>usageMetadata</c>.</summary>
    public string? UsageField { get; init; }
}

/// <summary>One class of quantity: a field of the event's data, by its dotted path, or an expression over fields.</summary>
public sealed record MeterComponent
{
    public required string Class { get; init; }

    public string? Field { get; init; }

    /// <summary>Instead of a field, for example <c>ceil(width*height/1e6)</c>.</summary>
    public string? Expression { get; init; }

    /// <summary>True: an event without the field has none of it. Absent or false: such an event is unrated.</summary>
    public bool? Optional { get; init; }
}
