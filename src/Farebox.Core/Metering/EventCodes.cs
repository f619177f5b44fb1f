namespace Farebox.Metering;

/// <summary>The codes an event or its measurement can be refused with.</summary>
public static class EventCodes
{
    public const string MissingMember = "missing_member";
    public const string NullMember = "null_member";
    public const string InvalidType = "invalid_type";
    public const string InvalidEnvelope = "invalid_envelope";
    public const string InvalidString = "invalid_string";
    public const string InvalidCharacter = "invalid_character";
    public const string StringTooLong = "string_too_long";
    public const string DuplicateMember = "duplicate_member";
    public const string InvalidTimestamp = "invalid_timestamp";
    public const string JsonTooDeep = "json_too_deep";
    public const string TooManyFields = "too_many_fields";
    public const string EventTooLarge = "event_too_large";
    public const string MalformedJson = "malformed_json";
    public const string PropertyMissing = "property_missing";
    public const string NumberOutOfRange = "number_out_of_range";
    public const string TooManyDecimals = "too_many_decimals";
    public const string QuantityNegative = "quantity_negative";
    public const string UsageUnknown = "usage_unknown";
    public const string UsageInconsistent = "usage_inconsistent";
    public const string ClassUnmetered = "class_unmetered";
    public const string QuantityOverflow = "quantity_overflow";
    public const string DivisionByZero = "division_by_zero";
}
