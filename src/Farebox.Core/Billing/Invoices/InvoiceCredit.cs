namespace Farebox.Billing.Invoices;

/// <summary>Money that was paid before, or given, and pays an invoice as far as it goes.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Available">Zero or more.</param>
public sealed record InvoiceCredit(string Id, decimal Available)
{
    public LineScope Scope { get; init; } = LineScope.All;

    /// <summary>The tax that was paid when the credit was bought, in percent; it is taken off the tax of what the credit pays.</summary>
    public decimal TaxPercent { get; init; }
}
