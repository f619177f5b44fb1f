using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What a level costs that rises and falls within the period, each change billed for its part.</summary>
internal sealed record LevelQuestion(TierTable Table, bool IsVolume, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var changes = Inputs.Changes();
        answer.Set("amount", Rounding.Of(IsVolume
            ? LevelPricing.PriceVolume(Table, Sum(changes.Select(change => change.Change)), Sum(changes.Select(change => change.Billed)), working)
            : LevelPricing.Price(Table, changes, working)));
        answer.Set("steps", working.Steps.Where(step => step.Total != 0m).Select(step => step.Total));
    }

    private static decimal Sum(IEnumerable<decimal> numbers) => numbers.Aggregate(0m, Exact.Add);
}
