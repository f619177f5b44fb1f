namespace Farebox.Metering;

/// <summary>Why an event cannot be measured by a meter.</summary>
/// <param name="Code">property_missing, invalid_type, number_out_of_range, too_many_decimals, quantity_negative, quantity_overflow or division_by_zero;
/// of a vendor's usage object also usage_unknown, usage_inconsistent or class_unmetered.</param>
/// <param name="Detail">A sentence that names the field or the expression.</param>
/// <param name="OfExpression">The data is in form, and it is the meter's arithmetic that has no result: the event is kept, to be rated again.</param>
public readonly record struct MeasureError(string Code, string Detail, bool OfExpression = false);
