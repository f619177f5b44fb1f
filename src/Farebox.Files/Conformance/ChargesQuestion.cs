using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What several charges cost side by side, each for its own quantity.</summary>
internal sealed record ChargesQuestion(ImmutableArray<(string Name, ChargeModel Charge)> Charges, CaseInputs Inputs, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var quantities = Inputs.NumbersByName("quantities") ?? ImmutableSortedDictionary<string, decimal>.Empty;
        var prices = new List<(string Name, decimal Price)>();
        foreach (var (name, charge) in Charges)
        {
            var ask = new PriceAsk(charge, quantities.GetValueOrDefault(name), new(Inputs.Period.Start));
            if (ask.Refused is { } why)
            {
                answer.Refuse("quantity", $"{name}: {why}");
                return;
            }

            working.StartComponent(name);
            prices.Add((name, ask.Price(working)));
        }

        answer.Set("amount", Rounding.Of(prices.Select(price => price.Price).Aggregate(0m, Exact.Add)));
        answer.Set("amounts", prices.Select(price => (price.Name, Rounding.Of(price.Price))));
    }
}
