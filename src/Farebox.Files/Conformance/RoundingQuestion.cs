using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>What numbers are when they are rounded: each by itself, and their sum both ways.</summary>
internal sealed record RoundingQuestion(CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Rating.Working working)
    {
        if (Inputs.Number("value") is { } value) answer.Set("value", Rounding.Of(value));
        if (Inputs.Numbers("values") is not { } values) return;

        answer.Set("values", values.Select(Rounding.Of));
        answer.Set("sum_of_rounded", values.Select(Rounding.Of).Aggregate(0m, Exact.Add));
        answer.Set("rounded_sum", Rounding.Of(values.Aggregate(0m, Exact.Add)));
    }
}
