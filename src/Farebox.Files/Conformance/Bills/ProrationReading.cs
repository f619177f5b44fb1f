using Farebox.Billing.Conventions;
using Farebox.Billing.Subscriptions;
using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Reads how parts of cycles are billed; what is left out is the preset's.</summary>
internal static class ProrationReading
{
    public static ProrationTerms Read(YamlMap? map, BillingPreset preset)
    {
        var terms = preset.Proration;
        if (map is null) return terms;

        return terms with
        {
            Measure = map.Text("measure") is { } measure ? ChoiceWords.Read<ProrationMeasure>(measure) : terms.Measure,
            MonthDays = map.Find("month_days") is YamlScalar days ? (int)days.Number() : terms.MonthDays,
            Whole = map.Text("whole") is { } whole ? ChoiceWords.Read<ProrationWhole>(whole) : terms.Whole,
            IsStartDayBilled = (map.Text("start_day") ?? (terms.IsStartDayBilled ? "billed" : "")) == "billed",
            IsChangeDayNew = (map.Text("change_day") ?? (terms.IsChangeDayNew ? "new" : "")) == "new",
            IsEndDayBilled = (map.Text("end_day") ?? (terms.IsEndDayBilled ? "billed" : "")) == "billed",
            RatioDecimals = map.Find("ratio_decimals") is YamlScalar decimals ? (int)decimals.Number() : terms.RatioDecimals,
            IsWholeOutside = (map.Text("outside") ?? (terms.IsWholeOutside ? "whole" : "")) == "whole",
            Unused = map.Text("unused") is { } unused ? ChoiceWords.Read<UnusedFee>(unused) : terms.Unused,
        };
    }
}
