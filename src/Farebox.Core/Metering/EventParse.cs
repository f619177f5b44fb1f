namespace Farebox.Metering;

/// <summary>An event, or why it is none. Id and source are given where they could be read, so the sender can find it.</summary>
/// <param name="Code">
/// Null with an event. Otherwise one of missing_member, null_member, invalid_type, invalid_envelope, invalid_string,
/// invalid_character, string_too_long, duplicate_member, invalid_timestamp, json_too_deep, too_many_fields, event_too_large,
/// and for binary mode also malformed_json.
/// </param>
/// <param name="Detail">A sentence for the sender; it never repeats the sent value.</param>
public readonly record struct EventParse(UsageEvent? Event, string? Code, string? Detail, string? Id, string? Source)
{
    public bool IsValid => Event is not null;
}
