namespace Farebox.Billing.Invoices;

/// <summary>A tax: what it is called, how much it is, and where and on what it is due.</summary>
/// <param name="Code">Such as <c>vat-de</c>; lines name their own taxes by it.</param>
/// <param name="Percent">Zero or more.</param>
public sealed record TaxRate(string Code, decimal Percent)
{
    /// <summary>Where it is due; empty: everywhere.</summary>
    public string Country { get; init; } = "";

    /// <summary>The part of the country; empty: all of it.</summary>
    public string Region { get; init; } = "";

    /// <summary>What it is due on; empty: everything.</summary>
    public string Category { get; init; } = "";

    /// <summary>Whether prices hold it already.</summary>
    public bool IsInclusive { get; init; }

    /// <summary>How exactly it names a place and a category; the most exact ones apply.</summary>
    internal int Rank => (Region.Length > 0 ? 4 : Country.Length > 0 ? 2 : 0) + (Category.Length > 0 ? 1 : 0);
}
