using System.Collections.Immutable;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Billing.Invoices;

/// <summary>What taxes come to.</summary>
internal sealed class TaxStage(InvoiceDraft draft)
{
    // What prices include is a quotient, and kept to as many places as a price has.
    private const int IncludedPlaces = 12;

    private readonly Dictionary<LineWork, ImmutableArray<NamedAmount>> _lines = [];

    public ImmutableArray<NamedAmount> Taxes { get; private set; } = [];

    /// <summary>What of them is in the prices already, rounded.</summary>
    public decimal Included { get; private set; }

    public ImmutableArray<NamedAmount> OfLine(LineWork line) => _lines.GetValueOrDefault(line, []);

    public TaxStage Of(List<LineWork> work, List<PaidCredit> credits)
    {
        var (exact, rounded, included) = (new NamedSums(), new NamedSums(), new NamedSums());
        foreach (var line in work)
        {
            var own = ImmutableArray.CreateBuilder<NamedAmount>();
            foreach (var rate in draft.Taxes.Of(line.Line))
            {
                var tax = TaxOf(line, rate);
                own.Add(new(rate.Code, tax));
                exact.Add(rate.Code, tax);
                rounded.Add(rate.Code, draft.Rounding.Round(tax));
                if (rate.IsInclusive) included.Add(rate.Code, tax);
            }

            if (own.Count > 0) _lines.Add(line, own.ToImmutable());
        }

        Taxes = draft.Policy.TaxRounding switch
        {
            TaxRounding.PerLine => rounded.All,
            TaxRounding.PerTax => [.. exact.All.Select(tax => tax with { Amount = draft.Rounding.Round(tax.Amount) })],
            _ => TogetherRounded(exact.All),
        };
        Included = Taxes.Where(tax => included.All.Any(known => known.Id == tax.Id)).Aggregate(0m, (sum, tax) => Exact.Add(sum, tax.Amount));
        Offset(credits);
        return this;
    }

    private decimal TaxOf(LineWork line, TaxRate rate)
    {
        var taxed = draft.Policy.TaxBase == TaxBase.AfterCredits ? line.Left : line.Net;
        return rate.IsInclusive
            ? Quotient.Round(Exact.Multiply(taxed, rate.Percent), Exact.Add(100m, rate.Percent), IncludedPlaces, RoundingRule.HalfAwayFromZero)
            : Exact.Multiply(taxed, Exact.Multiply(rate.Percent, 0.01m));
    }

    // Rounded once over all, and shared out so that what is shown for each tax sums to it.
    private ImmutableArray<NamedAmount> TogetherRounded(ImmutableArray<NamedAmount> exact)
    {
        var total = draft.Rounding.Round(exact.Aggregate(0m, (sum, tax) => Exact.Add(sum, tax.Amount)));
        if (exact.All(tax => tax.Amount == 0m)) return exact;
        if (exact.Any(tax => tax.Amount < 0m) && exact.Any(tax => tax.Amount > 0m)) return [.. exact.Select(tax => tax with { Amount = draft.Rounding.Round(tax.Amount) })];

        var shares = LargestRemainder.Split(total, [.. exact.Select(tax => Math.Abs(tax.Amount))], draft.Rounding.Decimals);
        return [.. exact.Zip(shares, (tax, share) => tax with { Amount = share })];
    }

    private void Offset(List<PaidCredit> credits)
    {
        var offset = credits.Aggregate(0m, (sum, paid) => Exact.Add(sum, Exact.Multiply(paid.Amount, Exact.Multiply(paid.Credit.TaxPercent, 0.01m))));
        if (offset != 0m) Taxes = Taxes.Add(new("tax paid with credit", -draft.Rounding.Round(offset)));
    }
}
