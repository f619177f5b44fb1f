using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Farebox.Billing;
using Farebox.Files.Yaml;
using Farebox.Ledger.Conventions;
using Farebox.Ledger.Thresholds;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>Which thresholds are crossed, by what rises and by what falls; or what is billed before a period ends because spend has reached one.</summary>
internal sealed record ThresholdQuestion(
    ThresholdTerms Rising, ThresholdTerms Falling, EarlyBilling Billing, ChargeModel? Charge, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public static ThresholdQuestion Read(YamlMap map, LedgerPreset preset, ChargeModel? charge, CaseInputs inputs, NumberRounding rounding)
    {
        var rising = new ThresholdTerms
        {
            Levels = Levels(map, "levels"),
            Step = (map.Find("step") as YamlScalar)?.Number(),
            Equality = map.Text("equality") switch { "reached" => ThresholdEquality.Reached, "passed" => ThresholdEquality.Passed, _ => preset.ThresholdEquality },
            Report = map.Text("report") switch
            {
                "all" => ThresholdReport.All, "each_multiple" => ThresholdReport.EachMultiple, "furthest" => ThresholdReport.Furthest, _ => preset.ThresholdReport,
            },
        };
        var billing = map.Text("early_billing") switch { "keeps_period" => EarlyBilling.KeepsPeriod, "ends_period" => EarlyBilling.EndsPeriod, _ => preset.EarlyBilling };
        return new(rising, rising with { Levels = Levels(map, "below"), Step = null, IsFalling = true }, billing, charge, inputs, rounding);
    }

    public override void Answer(Answer answer, Working working)
    {
        if (Inputs.Has("value"))
        {
            var (before, granted) = (Inputs.Number("before"), Inputs.Number("granted"));
            answer.Set("thresholds", Rising.Levels.Select(level => level.At(granted)).OfType<decimal>().Select(Rounding.Of));
            Set(answer, "crossed", Rising.Crossed(before, Inputs.Number("value")!.Value, granted));
            if (Inputs.Number("balance") is { } balance) Set(answer, "below", Falling.Crossed(null, balance, granted));
        }
        else if (Inputs.Has("early")) answer.Set("credit", Rounding.Of(Credit(Inputs.NumberMaps("early"))));
        else AnswerBills(answer, working);
    }

    private void AnswerBills(Answer answer, Working working)
    {
        var (early, running, bills) = (new EarlyBills(Rising, Billing), new RunningCharge(Charge!, 0m), new List<decimal>());
        foreach (var ask in Inputs.Events.OrderBy(item => item.At).Select(item => running.Next(item.Quantity ?? 0m, item.At)))
        {
            if (ask.Refused is { } why)
            {
                answer.Refuse("quantity", why);
                return;
            }

            if (early.Add(ask.Price(working)) is { } bill) bills.Add(bill);
        }

        var fees = Inputs.NumbersByName("fees")?.Values.Aggregate(0m, Exact.Add) ?? 0m;
        var last = Exact.Add(early.Running, fees);
        answer.Set("bills", bills.Select(Rounding.Of));
        answer.Set("amount", Rounding.Of(last));
        answer.Set("credit", Rounding.Of(Math.Min(early.ToCredit, early.Running)));
        answer.Set("due", Rounding.Of(Exact.Subtract(last, Math.Min(early.ToCredit, early.Running))));
    }

    private decimal Credit(ImmutableArray<ImmutableSortedDictionary<string, decimal>> early) =>
        EarlyBills.Credit(Inputs.NumbersByName("fees") ?? ImmutableSortedDictionary<string, decimal>.Empty, early[^1]);

    private static void Set(Answer answer, string name, ImmutableArray<ThresholdLevel> levels) =>
        answer.Json[name] = new JsonArray([.. levels.Select(level => (JsonNode)(DecimalText.Format(level.Value) + (level.IsPercent ? "%" : "")))]);

    private static ImmutableArray<ThresholdLevel> Levels(YamlMap map, string key) =>
        [.. map.Items(key).Cast<YamlScalar>().Select(item => item.Text.EndsWith('%') ? new ThresholdLevel(Number(item.Text[..^1]), IsPercent: true) : new(Number(item.Text), IsPercent: false))];

    private static decimal Number(string text) => DecimalText.TryParse(text, out var number) ? number : throw new InvalidOperationException($"'{text}' was not checked.");
}
