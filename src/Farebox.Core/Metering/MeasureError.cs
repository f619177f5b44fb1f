namespace Farebox.Metering;

/// <summary>Why an event cannot be measured by a meter.</summary>
/// <param name="Code">property_missing, invalid_type, number_out_of_range, too_many_decimals or quantity_negative;
/// of a vendor's usage object also usage_unknown, usage_inconsistent or class_unmetered.</param>
/// <param name="Detail">A sentence that names the field.</param>
public readonly record struct MeasureError(string Code, string Detail);
