using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>One question to a charge.</summary>
internal readonly record struct PriceAsk(ChargeModel Charge, decimal Quantity, PriceContext Context)
{
    /// <summary>Why it has no price; null where it has one.</summary>
    public string? Refused => Charge.Refuses(Quantity, Context);

    public decimal Price(Working working) => Charge.Price(Quantity, Context, working);

    /// <summary>Answers what some asks come to, each and together, or why one has no price.</summary>
    /// <returns>False when one has none.</returns>
    public static bool Answer(IEnumerable<PriceAsk> asks, NumberRounding rounding, Answer answer, Working working)
    {
        var prices = new List<decimal>();
        foreach (var ask in asks)
        {
            if (ask.Refused is { } why)
            {
                answer.Refuse("quantity", why);
                return false;
            }

            prices.Add(ask.Price(working));
        }

        answer.Set("amount", rounding.Of(prices.Aggregate(0m, Exact.Add)));
        answer.Set("amounts", prices.Select(rounding.Of));
        return true;
    }
}
