namespace Farebox.Metering.Payloads;

/// <summary>Where in an event's data a vendor's usage object stands, and in which format it is.</summary>
/// <param name="Format">Null: its fields say.</param>
/// <param name="Field">Dotted path of the object; null: the data is looked through as a whole answer is, for <c>usage</c> or <c>usageMetadata</c>.</param>
public sealed record UsageSource(UsageFormat? Format = null, string? Field = null);
