using System.Collections.Immutable;
using Farebox.Billing.Contracts;

namespace Farebox.Billing.Invoices;

/// <summary>All that an invoice is computed from.</summary>
public sealed record InvoiceDraft
{
    /// <summary>Such as <c>USD</c>.</summary>
    public required string Currency { get; init; }

    public required LineRounding Rounding { get; init; }

    /// <summary>Priced and rounded, in the order in which they are shown.</summary>
    public required ImmutableArray<BillLine> Lines { get; init; }

    public ImmutableArray<Coupon> Coupons { get; init; } = [];

    /// <summary>The least that the lines come to; what is missing is a line.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The most that they come to; what is above is taken off.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>In the order in which they are drawn down.</summary>
    public ImmutableArray<CommitmentBalance> Commitments { get; init; } = [];

    /// <summary>In the order in which they pay.</summary>
    public ImmutableArray<InvoiceCredit> Credits { get; init; } = [];

    /// <summary>What the customer is owed from before, tax and all; it pays last. Zero or more.</summary>
    public decimal Balance { get; init; }

    public TaxTerms Taxes { get; init; } = TaxTerms.None;

    public InvoicePolicy Policy { get; init; } = InvoicePolicy.Farebox;
}
