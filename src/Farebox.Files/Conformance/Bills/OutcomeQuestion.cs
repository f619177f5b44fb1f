using System.Collections.Immutable;
using Farebox.Billing.Conventions;
using Farebox.Billing.Outcomes;
using Farebox.Files.Yaml;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance.Bills;

/// <summary>How many outcomes each calendar month is billed for.</summary>
internal sealed record OutcomeQuestion(OutcomeTerms Terms, ImmutableArray<OutcomeSignal> Signals, DateTimeOffset AsOf) : Question
{
    public static OutcomeQuestion Read(YamlMap map, YamlMap inputs) => new(
        new()
        {
            QuietPeriod = map.Find("quiet_hours") is YamlScalar hours ? TimeSpan.FromHours((int)hours.Number()) : null,
            Once = map.Text("once") is { } once ? ChoiceWords.Read<OutcomeOnce>(once) : OutcomeOnce.Ever,
            Cap = map.Find("cap") is YamlScalar cap ? (int)cap.Number() : null,
        },
        [.. inputs.Items("signals").Cast<YamlMap>().Select(signal => new OutcomeSignal(signal.Required("conversation"), CaseInputs.Time(signal, "at"), ChoiceWords.Read<OutcomeSignalKind>(signal.Required("kind"))))],
        CycleReading.Time(inputs, "through") ?? DateTimeOffset.MaxValue);

    public override void Answer(Answer answer, Working working)
    {
        var lines = new OutcomeCount(Terms).Billed(Signals, AsOf, BillingCycle.Monthly.PeriodOf);
        answer.Set("amount", lines.Sum(line => line.Change));
        answer.Set("amounts", lines.GroupBy(line => BillingCycle.Monthly.PeriodOf(line.At)).OrderBy(month => month.Key.Start).Select(month => (decimal)month.Sum(line => line.Change)));
        foreach (var line in lines) working.Add($"{line.Conversation} {line.Reason} {Rfc3339.Format(line.At)}", line.Change, 1m, line.Change);
    }
}
