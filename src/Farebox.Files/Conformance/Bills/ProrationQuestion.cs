using Farebox.Billing.Subscriptions;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Which share a part of a cycle is, and what of an amount falls on it.</summary>
internal sealed record ProrationQuestion(ProrationTerms Terms, TimeZoneInfo Zone, CaseInputs Inputs, YamlMap Part, NumberRounding Rounding) : Question
{
    // A ratio that nothing rounds has as many places as a price.
    private const int RatioPlaces = 12;

    public override void Answer(Answer answer, Working working)
    {
        var (from, until) = (CaseInputs.Time(Part, "from"), CaseInputs.Time(Part, "until"));
        answer.Set("days", Terms.Number(until, new(from, until > from ? until : from.AddTicks(1)), Zone, Terms.IsEndDayBilled));

        var share = Terms.ShareOf(from, until, Inputs.Period, Zone);
        answer.Set("fraction", share.ToString());
        answer.Set("ratio", share.Ratio(Terms.RatioDecimals ?? RatioPlaces));
        if (Inputs.Number("amount") is not { } amount) return;

        var part = AmountOf(amount, share);
        answer.Set("amount", part);
        answer.Set("rest", Exact.Subtract(amount, part));
    }

    private decimal AmountOf(decimal amount, Share share) => Terms.RatioDecimals is { } places
        ? Rounding.Of(Exact.Multiply(amount, share.Ratio(places)))
        : Quotient.Round(Exact.Multiply(amount, share.Part), share.Whole, Rounding.Places ?? RatioPlaces, Rounding.Rule);
}
