using System.Text.Json.Nodes;
using Farebox.Billing.Subscriptions;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Which periods something is billed in: at an instant, or all that are due through one, with the share that each is of its cycle.</summary>
internal sealed record CycleQuestion(BillingSchedule Schedule, ProrationTerms Terms, bool IsArrears, YamlMap Inputs) : Question
{
    public static CycleQuestion? Read(YamlMap map, ProrationTerms terms, YamlMap inputs, Findings found) => CycleReading.Cadence(map, found) is { } cadence
        ? new(new(cadence, CaseInputs.Time(map, "start"), CycleReading.Time(map, "until")), terms, map.Text("billed") == "arrears", inputs)
        : null;

    public override void Answer(Answer answer, Working working)
    {
        if (CycleReading.Time(Inputs, "at") is { } at) AnswerAt(answer, at);
        else if (CycleReading.Time(Inputs, "through") is { } through) AnswerThrough(answer, through);
        else AnswerCount(answer, (int)((YamlScalar)Inputs.Find("count")!).Number());
    }

    private void AnswerAt(Answer answer, DateTimeOffset at)
    {
        // Cycles run on before the start, too: what is asked there is the cycle alone.
        answer.Json["cycle"] = Of(Schedule.Cadence.PeriodAt(at));
        if (Schedule.At(at) is { } period) answer.Json["period"] = Of(period.Span);
        if (Schedule.EndedBy(at) is { } ended) answer.Json["ended"] = Of(ended.Span);
        answer.Set("next", Rfc3339.Format(Schedule.Cadence.FirstFrom(at)));
        answer.Set("day", LocalDate(at).Day);
    }

    private void AnswerThrough(Answer answer, DateTimeOffset through)
    {
        ServicePeriod[] due = IsArrears
            ? [.. Schedule.BeginningBefore(through).Where(period => period.Span.End <= through)]
            : [.. Schedule.BeginningBefore(through.AddTicks(1))];
        Share[] shares = [.. due.Select(period => Terms.ShareOf(period.Span.Start, period.Span.End, period.Cycle, Schedule.Cadence.Zone))];
        answer.Set("periods", due.Select(period => Of(period.Span)));
        answer.Json["fractions"] = new JsonArray([.. shares.Select(share => (JsonNode)share.ToString())]);
        answer.Set("cycles", shares.Select(share => share.Ratio(Terms.RatioDecimals ?? 12)).Aggregate(0m, Exact.Add));
        if (due.Length == 0) return;

        answer.Set("billed_until", Rfc3339.Format(due[^1].Span.End));
        answer.Set("next", Rfc3339.Format(Schedule.Cadence.FirstFrom(due[^1].Span.End.AddTicks(1))));
    }

    private void AnswerCount(Answer answer, int count) =>
        answer.Set("periods", Schedule.BeginningBefore(DateTimeOffset.MaxValue).Take(count).Select(period => Of(period.Span)));

    private DateOnly LocalDate(DateTimeOffset at) => DateOnly.FromDayNumber(LocalDays.Number(at, Schedule.Cadence.Zone));

    private static JsonObject Of(Period period) => new() { ["from"] = Rfc3339.Format(period.Start), ["until"] = Rfc3339.Format(period.End) };
}
