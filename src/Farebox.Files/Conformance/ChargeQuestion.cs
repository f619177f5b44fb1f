using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What a charge costs: for one quantity, for several each by itself, for parts or events that follow each other, or for the units of a capacity.</summary>
internal sealed record ChargeQuestion(ChargeModel Charge, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var running = new RunningCharge(Charge, Inputs.Number("before") ?? 0m);
        if (!PriceAsk.Answer(Asks(running), Rounding, answer, working)) return;

        answer.Set("steps", working.Steps.Where(step => step.Total != 0m).Select(step => step.Total));
    }

    private IEnumerable<PriceAsk> Asks(RunningCharge running)
    {
        if (Inputs.NumbersByName("quantities") is { } units)
            return [new(Charge, units.Values.FirstOrDefault(), new(Inputs.Period.Start) { Units = units })];
        if (Inputs.Numbers("quantities") is { } each) return each.Select(quantity => running.Ask(quantity, Inputs.Period.Start));
        if (Inputs.Numbers("parts") is { } parts) return parts.Select(part => running.Next(part, Inputs.Period.Start));
        if (Inputs.Has("events")) return Inputs.Events.OrderBy(item => item.At).Select(item => running.Next(item.Quantity ?? 0m, item.At));
        return [running.Ask(Inputs.Number("quantity") ?? 0m, Inputs.Period.Start)];
    }
}
