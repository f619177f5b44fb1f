using Farebox.Time;

namespace Farebox.Rating.Terms;

/// <summary>Writes what stands on a model.</summary>
internal static class AdjustmentWriter
{
    public static void Write(TermsKeys keys, AdjustedCharge charge)
    {
        if (charge.Billed is { } billed) keys.Map("billed", Billed(billed));

        keys.Number("free", charge.Free).Word("free_units", charge.FreeUnits).Number("line_decimals", charge.LineDecimals)
            .Number("discount_amount", charge.DiscountAmount).Number("discount_percent", charge.DiscountPercent)
            .Number("minimum", charge.Minimum).Number("maximum", charge.Maximum);
        if (charge.From is { } from) keys.Text("from", Rfc3339.Format(from));
        if (charge.Until is { } until) keys.Text("until", Rfc3339.Format(until));
        keys.Word("negative", charge.Negative);
    }

    private static TermsMap Billed(BilledQuantity billed)
    {
        var keys = new TermsKeys().Number("multiply_by", billed.MultiplyBy).Number("divide_by", billed.DivideBy);
        if (billed.Round is { } round) keys.Word("round", round);
        return keys.Number("decimals", billed.Decimals).Number("minimum", billed.Minimum).Number("step", billed.Step).Word("scope", billed.Scope).ToMap();
    }
}
