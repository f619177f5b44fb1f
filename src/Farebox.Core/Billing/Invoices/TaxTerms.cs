using System.Collections.Immutable;

namespace Farebox.Billing.Invoices;

/// <summary>The taxes that may be due, and whom they are asked of.</summary>
public sealed record TaxTerms
{
    public static TaxTerms None { get; } = new();

    public ImmutableArray<TaxRate> Rates { get; init; } = [];

    /// <summary>Where the customer is; empty: nothing is known of it, and only rates for everywhere apply.</summary>
    public string Country { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>Whether no tax is asked, because the customer is exempt or owes it itself (reverse charge).</summary>
    public bool IsExempt { get; init; }

    /// <summary>The taxes of a line: its own, or those whose place and category fit most exactly. Those of one rank add up; none is put on another.</summary>
    public IEnumerable<TaxRate> Of(BillLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (IsExempt) return [];
        if (!line.Taxes.IsDefault) return Rates.Where(rate => line.Taxes.Contains(rate.Code));

        var fitting = Rates.Where(rate => Fits(rate.Country, Country) && Fits(rate.Region, Region) && Fits(rate.Category, line.TaxCategory)).ToArray();
        return fitting.Where(rate => rate.Rank == fitting.Max(other => other.Rank));
    }

    private static bool Fits(string asked, string given) => asked.Length == 0 || asked == given;
}
