using Farebox.Money;
using Farebox.Time;

namespace Farebox.Rating.Terms;

/// <summary>Reads what may stand on any model: billed quantity, free quantity, discounts, minimum, maximum, dates.</summary>
internal static class AdjustmentReader
{
    /// <summary>The model as it is where nothing is put on it.</summary>
    /// <param name="model">Null where it could not be read; then only faults are looked for.</param>
    public static ChargeModel? Read(TermsFields fields, ChargeScope scope, ChargeModel? model)
    {
        var (billed, free) = (ReadBilled(fields, scope), fields.ZeroOrMore("free") ?? 0m);
        var (from, until) = (ReadTime(fields, "from"), ReadTime(fields, "until"));
        if (from >= until) fields.Fault("until", "'until' is later than 'from'.");
        var (discount, percent) = (fields.Price("discount_amount") ?? 0m, ReadDiscountPercent(fields));
        var (minimum, maximum) = (fields.Price("minimum"), fields.Price("maximum"));
        var freeUnits = fields.Word<FreeUnits>("free_units") ?? scope.Preset.FreeUnits;
        var negative = fields.Word<NegativeQuantity>("negative") ?? scope.Preset.Negative;
        var lineDecimals = fields.Whole("line_decimals", 0, 12);
        if (model is null) return null;

        var adjusted = new AdjustedCharge(model, free, free == 0m ? FreeUnits.BeforeRounding : freeUnits)
        {
            Billed = billed, DiscountAmount = discount, DiscountPercent = percent, Minimum = minimum, Maximum = maximum,
            LineDecimals = lineDecimals, From = from, Until = until, Negative = negative,
        };
        return adjusted.Equals(new AdjustedCharge(model)) ? model : adjusted;
    }

    private static decimal ReadDiscountPercent(TermsFields fields)
    {
        if (fields.ZeroOrMore("discount_percent") is not { } percent) return 0m;
        if (percent <= 100m) return percent;

        fields.Fault("discount_percent", "A discount is at most 100 percent.");
        return 0m;
    }

    private static BilledQuantity? ReadBilled(TermsFields fields, ChargeScope scope)
    {
        if (fields.Map("billed") is not { } map) return null;

        var inside = new TermsFields(map, fields.PathOf("billed"), scope.Faults);
        var (least, step) = (inside.AboveZero("minimum"), inside.AboveZero("step"));
        var billed = new BilledQuantity
        {
            MultiplyBy = inside.AboveZero("multiply_by") ?? 1m,
            DivideBy = inside.AboveZero("divide_by") ?? 1m,
            Round = inside.Word<RoundingRule>("round"),
            Decimals = inside.Whole("decimals", -12, 12),
            Minimum = least,
            Step = step,
            Scope = inside.Word<BilledScope>("scope") ?? (least is null ? BilledScope.Period : BilledScope.Event),
        };
        inside.Done();
        return billed;
    }

    private static DateTimeOffset? ReadTime(TermsFields fields, string key)
    {
        if (fields.Text(key) is not { } text) return null;
        if (Rfc3339.TryParse(text, out var time)) return time;

        fields.Fault(key, $"'{text}' is not a time such as 2026-07-01T00:00:00Z.");
        return null;
    }
}
