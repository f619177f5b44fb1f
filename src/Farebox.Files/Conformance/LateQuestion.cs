using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What use that became known late changes: of the period as a whole, or of each part of it by itself.</summary>
internal sealed record LateQuestion(ChargeModel Charge, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    private ChargeModel Model => Charge is AdjustedCharge adjusted ? adjusted.Model : Charge;

    public override void Answer(Answer answer, Working working)
    {
        var runs = Inputs.NumberLists("runs");
        if (Refusal(runs) is { } why) answer.Refuse("quantity", why);
        else if (runs.IsEmpty) AnswerWhole(answer, working);
        else answer.Set("runs", AnswerRuns(runs));
    }

    private void AnswerWhole(Answer answer, Working working)
    {
        var lines = LateUse.Lines(Charge, Inputs.Number("billed")!.Value, Inputs.Number("now") ?? 0m, Inputs.Period.Start);
        foreach (var line in lines) working.Add(line.Reason, line.Quantity, line.UnitPrice, line.Total);
        answer.Set("amount", Rounding.Of(lines.Select(line => line.Total).Aggregate(0m, Exact.Add)));
        answer.Set("lines", lines.Select(line => new JsonObject
        {
            ["line"] = line.Reason,
            ["price"] = DecimalText.Format(line.UnitPrice),
            ["quantity"] = DecimalText.Format(line.Quantity),
            ["amount"] = DecimalText.Format(Rounding.Of(line.Total)),
        }));
    }

    /// <summary>Each run bills every part of the period anew, less what the runs before have billed of it.</summary>
    private IEnumerable<JsonObject> AnswerRuns(ImmutableArray<ImmutableArray<decimal>> runs)
    {
        decimal[] billed = [], billedGross = [];
        foreach (var run in runs)
        {
            var (parts, gross) = (LateUse.Parts(Charge, run, Inputs.Period.Start), LateUse.Parts(Model, run, Inputs.Period.Start));
            var (net, grossNet) = (Less(parts, billed), Less(gross, billedGross));
            yield return new()
            {
                ["amount"] = DecimalText.Format(Rounding.Of(net.Aggregate(0m, Exact.Add))),
                ["parts"] = Numbers(net),
                ["gross"] = Numbers(grossNet),
                ["discounts"] = Numbers([.. grossNet.Zip(net, Exact.Subtract)]),
            };
            (billed, billedGross) = ([.. parts], [.. gross]);
        }
    }

    private string? Refusal(ImmutableArray<ImmutableArray<decimal>> runs)
    {
        var asked = runs.IsEmpty ? [Inputs.Number("billed") ?? 0m, Inputs.Number("now") ?? 0m] : runs.SelectMany(run => run);
        return asked.Select(quantity => Charge.Refuses(quantity, new(Inputs.Period.Start)) ?? Model.Refuses(quantity, new(Inputs.Period.Start))).FirstOrDefault(why => why is not null);
    }

    private JsonArray Numbers(decimal[] numbers) => [.. numbers.Select(number => (JsonNode)DecimalText.Format(Rounding.Of(number)))];

    private static decimal[] Less(ImmutableArray<decimal> parts, decimal[] billed) =>
        [.. parts.Select((part, i) => i < billed.Length ? Exact.Subtract(part, billed[i]) : part)];
}
