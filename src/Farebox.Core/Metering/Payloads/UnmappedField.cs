namespace Farebox.Metering.Payloads;

/// <summary>A field of a payload that is in no class.</summary>
/// <param name="Path">Where it stands, as a JSON pointer into the usage object.</param>
/// <param name="Value">As it was written.</param>
/// <param name="IsKnown">True for what describes the use, such as the service tier; false for what this version has never heard of.</param>
public sealed record UnmappedField(string Path, string Value, bool IsKnown);
