using System.Collections.Immutable;
using Farebox.Billing.Invoices;
using Farebox.Billing.Subscriptions;

namespace Farebox.Billing.Conventions;

/// <summary>The choices of one billing system about fees and invoices where the field disagrees: what terms mean that do not say so themselves.</summary>
/// <remarks>Whoever reads terms names the preset. A subscription and an invoice never do: their terms say every choice.</remarks>
public sealed record BillingPreset
{
    /// <summary>For example <c>farebox</c> or <c>killbill</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What this system does differently, and how we know.</summary>
    public required string Source { get; init; }

    public required ProrationTerms Proration { get; init; }

    public required InvoicePolicy Invoice { get; init; }

    /// <summary>Our own.</summary>
    public static BillingPreset Farebox => BillingPresetFile.All[0];

    /// <summary>Our own first, then by name.</summary>
    public static ImmutableArray<BillingPreset> All => BillingPresetFile.All;

    /// <summary>Null where there is none of that name.</summary>
    public static BillingPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);
}
